/**
 * Finding a standard response while it is typed (V3). What is searched in is made once, whenever the library changes; then each key looks
 * through thousands of responses within the time of a frame.
 */
import type { TextInBoth } from '../text-token/language.ts'

export type SearchableResponse<Id extends string> = {
  readonly id: Id
  readonly name: TextInBoth
  readonly shortcut: string | null
  readonly folderId: string | null
  readonly variants: readonly { readonly text: string }[]
}

export type SearchableFolder = {
  readonly id: string
  readonly name: TextInBoth
  readonly parentId: string | null
}

type Entry<Response> = {
  readonly response: Response
  readonly shortcut: string
  readonly name: string
  /** Name, shortcut, path and texts. */
  readonly all: string
}
export type ResponseIndex<Response> = readonly Entry<Response>[]

/** A text as a search compares it. */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** The folders from the top down to this one. A folder that is missing, or a circle, ends the way. */
export function folderPath<Folder extends SearchableFolder>(
  folders: ReadonlyMap<string, Folder>,
  id: string | null,
): readonly Folder[] {
  const path: Folder[] = []
  let folder = id === null ? undefined : folders.get(id)
  while (folder && !path.includes(folder)) {
    path.unshift(folder)
    folder = folder.parentId === null ? undefined : folders.get(folder.parentId)
  }
  return path
}

/** Keeps the order of the responses. */
export function indexResponses<Id extends string, Response extends SearchableResponse<Id>>(
  responses: readonly Response[],
  folders: readonly SearchableFolder[],
): ResponseIndex<Response> {
  const byId = new Map(folders.map((folder) => [folder.id, folder]))
  const bothOf = ({ es, en }: TextInBoth): string => (es === en ? es : `${es}\n${en}`)
  return responses.map((response) => {
    const name = plainText(bothOf(response.name))
    const shortcut = response.shortcut ?? ''
    const path = folderPath(byId, response.folderId).map((folder) => bothOf(folder.name))
    const texts = response.variants.map(({ text }) => text)
    return {
      response,
      shortcut,
      name,
      all: `${name}\n${shortcut}\n${plainText([...path, ...texts].join('\n'))}`,
    }
  })
}

/** Lower is better. Null: not found. */
function rankOf(
  { shortcut, name, all }: Entry<unknown>,
  query: string,
  words: readonly string[],
): number | null {
  if (!words.every((word) => all.includes(word))) return null
  if (shortcut === query) return 0
  if (shortcut.startsWith(query)) return 1
  return words.every((word) => name.includes(word)) ? 2 : 3
}

/** Best first; an empty query finds all, favourites first. A stroke before the query (`/hola`) belongs to no word. */
export function findResponses<Id extends string, Response extends SearchableResponse<Id>>(
  index: ResponseIndex<Response>,
  query: string,
  favourites: ReadonlySet<Id>,
): Response[] {
  const wanted = plainText(query).trim().replace(/^\//, '')
  const words = wanted.split(/\s+/u).filter((word) => word !== '')
  const found = new Map<number, Response[]>()
  for (const entry of index) {
    const rank = words.length === 0 ? 3 : rankOf(entry, wanted, words)
    if (rank === null) continue
    const place = rank * 2 + (favourites.has(entry.response.id) ? 0 : 1)
    const others = found.get(place)
    if (others) others.push(entry.response)
    else found.set(place, [entry.response])
  }
  return [...found.entries()].toSorted(([a], [b]) => a - b).flatMap(([, responses]) => responses)
}
