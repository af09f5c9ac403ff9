import type { DispositionId } from '../id.ts'
import {
  codeOf,
  codesOf,
  type DispositionLanguage,
  type DispositionNode,
  type DispositionPath,
} from './tree.ts'

/** The full path of a code as people read it (D5), of an archived one too; null when the tree has no such code. */
export function pathOf(
  tree: readonly DispositionNode[],
  id: DispositionId,
  language: DispositionLanguage,
): string | null {
  const path = codesOf(tree).find((each) => codeOf(each).id === id)
  return path ? pathText(path, language) : null
}

export function pathText(path: DispositionPath, language: DispositionLanguage): string {
  return path.map((node) => node.name[language]).join(' › ')
}
