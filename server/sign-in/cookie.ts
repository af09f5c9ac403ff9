/** The value of one cookie, as it was sent. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** Over https a cookie never goes out over anything else again. */
export function secureCookies(cookies: readonly string[], isHttps: boolean): string[] {
  return cookies.map((cookie) => (isHttps && !/;\s*secure/i.test(cookie) ? `${cookie}; Secure` : cookie))
}
