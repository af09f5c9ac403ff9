/** A key of our own for a message: 128 random bits. `crypto.randomUUID` is missing where the page is served without encryption. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
