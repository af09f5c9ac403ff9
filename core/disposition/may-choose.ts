import type { DispositionId } from '../id.ts'
import { codeOf, codesOf, isArchived, type DispositionNode } from './tree.ts'

/** Only codes that are not archived, nor in an archived folder (D2). */
export function mayChoose(tree: readonly DispositionNode[], id: DispositionId): boolean {
  return codesOf(tree).some((path) => codeOf(path).id === id && !isArchived(path))
}
