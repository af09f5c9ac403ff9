import type { DispositionId } from '../id.ts'
import { pathText } from './path-of.ts'
import { codeOf, codesOf, isArchived, type DispositionLanguage, type DispositionNode } from './tree.ts'

export type FoundDisposition = { readonly id: DispositionId; readonly name: string; readonly path: string }

/**
 * The codes that may be chosen and whose full path has every word of the query in it, in the tree's order (D4). Accents and case do not
 * matter: nobody types them in a hurry. An empty query finds all.
 */
export function findDispositions(
  tree: readonly DispositionNode[],
  query: string,
  language: DispositionLanguage,
): FoundDisposition[] {
  const words = plain(query).split(/[\s›/>]+/u)
  return codesOf(tree)
    .filter((path) => !isArchived(path))
    .map((path): FoundDisposition => ({
      id: codeOf(path).id,
      name: codeOf(path).name[language],
      path: pathText(path, language),
    }))
    .filter(({ path }) => words.every((word) => plain(path).includes(word)))
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
