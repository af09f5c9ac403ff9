/** The outcomes a queue offers: folders and codes, in an administrator's order. */
import type { DispositionId } from '../id.ts'

export type DispositionNode = {
  readonly id: DispositionId
  readonly name: { readonly es: string; readonly en: string }
  /** Present, even when empty: a folder, which cannot be chosen (D2). */
  readonly children?: readonly DispositionNode[]
  /** No longer offered, but past interactions still show it. An archived folder takes everything in it along. */
  readonly archived: boolean
}

export type DispositionLanguage = keyof DispositionNode['name']

/** A code with the folders it lies in, from the root; itself last. */
export type DispositionPath = readonly [...DispositionNode[], DispositionNode]

export function codesOf(
  nodes: readonly DispositionNode[],
  above: readonly DispositionNode[] = [],
): DispositionPath[] {
  return nodes.flatMap((node): DispositionPath[] =>
    node.children ? codesOf(node.children, [...above, node]) : [[...above, node]],
  )
}

export function codeOf(path: DispositionPath): DispositionNode {
  return path[path.length - 1] as DispositionNode
}

export function isArchived(path: DispositionPath): boolean {
  return path.some((node) => node.archived)
}
