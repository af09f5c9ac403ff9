// What RFC 5987 wants written as %XX although `encodeURIComponent` leaves it.
const forbidden = /['()*]/g

function asHex(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`
}

/** The header of a file's answer: a plain name for old programs, and the real one in any script. */
export function contentDisposition(place: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w .,()-]/g, '_')
  return `${place}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(forbidden, asHex)}`
}
