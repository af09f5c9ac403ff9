/** The library as a tree: favourites and recent ones on top, then the folders with what is in them, then what is in none. */
import type { ResponseId } from '#core/id.ts'
import type { ResponseFolderView, ResponseLibrary, ResponseView } from '#protocol/response.ts'

export type Branch = {
  /** A response may be in several places: the id says in which. */
  readonly id: string
  readonly kind: 'favourites' | 'recents' | 'folder' | 'loose' | 'response'
  readonly folder: ResponseFolderView | null
  readonly response: ResponseView | null
  readonly children: readonly Branch[]
}

/** Shown at most under *Recent*. */
const mostRecent = 6

export function responseBranches(
  { folders, responses }: ResponseLibrary,
  favourites: ReadonlySet<ResponseId>,
  recents: readonly ResponseId[],
): readonly Branch[] {
  const byId = new Map(responses.map((response) => [response.id, response]))
  const inFolder = Map.groupBy(responses, ({ folderId }) => folderId)
  const foldersIn = Map.groupBy(folders, ({ parentId }) => parentId)
  const leaf = (place: string, response: ResponseView): Branch => ({
    id: `${place}/${response.id}`,
    kind: 'response',
    folder: null,
    response,
    children: [],
  })
  const group = (
    kind: Branch['kind'],
    id: string,
    children: readonly Branch[],
    folder: ResponseFolderView | null = null,
  ): Branch[] => (children.length === 0 ? [] : [{ id, kind, folder, response: null, children }])
  const branchOf = (folder: ResponseFolderView): Branch[] =>
    group(
      'folder',
      folder.id,
      [
        ...(foldersIn.get(folder.id) ?? []).flatMap(branchOf),
        ...(inFolder.get(folder.id) ?? []).map((response) => leaf(folder.id, response)),
      ],
      folder,
    )
  const known = new Set<string | null>(folders.map(({ id }) => id))
  const top = folders.filter(({ parentId }) => parentId === null || !known.has(parentId))
  return [
    ...group(
      'favourites',
      'favourites',
      responses.filter(({ id }) => favourites.has(id)).map((response) => leaf('favourites', response)),
    ),
    ...group(
      'recents',
      'recents',
      recents
        .flatMap((id) => byId.get(id) ?? [])
        .slice(0, mostRecent)
        .map((response) => leaf('recents', response)),
    ),
    ...top.flatMap(branchOf),
    ...group(
      'loose',
      'loose',
      responses
        .filter(({ folderId }) => folderId === null || !known.has(folderId))
        .map((response) => leaf('loose', response)),
    ),
  ]
}

export function branchWith(branches: readonly Branch[], id: string): Branch | null {
  for (const branch of branches) {
    const found = branch.id === id ? branch : branchWith(branch.children, id)
    if (found) return found
  }
  return null
}
