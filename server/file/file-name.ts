/**
 * A file's name as it was sent is text from a stranger: it may pretend to be a path, turn the letters around so that `gpj.exe` reads as
 * something else, or be a page long. What we keep is one line that is safe to show and to save under, with its ending.
 */

/** In UTF-16 units. */
const longestName = 120
const longestEnding = 10
/** Nobody calls a file like that; what is before is not looked at. */
const mostLookedAt = 1_000

// Control characters, line ends of Unicode, marks that turn the direction of writing, invisible characters. Joiners stay: emoji and
// several scripts need them.
const unwanted = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

/** What follows the last dot, in small letters; null when that cannot be an ending ("Informe v1.2", "README"). */
export function endingOf(name: string): string | null {
  const ending = /[^.]\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? null
  return ending === null || /^\d+$/.test(ending) ? null : ending
}

/** The start of a text that does not cut a character in two. */
function beginning(text: string, length: number): string {
  const cut = text.slice(0, length)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

export function cleanName(given: string): string {
  const last = given.slice(-mostLookedAt).toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const bare = last
    .replaceAll(unwanted, '')
    .replaceAll(/\s+/g, ' ')
    // Hidden files of some systems, and endings that others drop.
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  if (bare.length <= longestName) return bare === '' ? 'file' : bare
  const ending = endingOf(bare)
  if (ending === null) return beginning(bare, longestName).trimEnd()
  const base = bare.slice(0, -ending.length - 1)
  return `${beginning(base, longestName - ending.length - 1).trimEnd()}.${ending}`
}

/** For files that come without one: `foto` of a JPEG is `foto.jpg`. */
export function withEnding(name: string, ending: string): string {
  return `${beginning(name, longestName - longestEnding - 1).trimEnd()}.${ending}`
}
