/**
 * Codes outlive their tree: a closed interaction names its code for ever. So a code has one id in the whole centre, and one that was ever
 * used is archived and not taken out.
 */
import type { DispositionNode } from '#core/disposition/tree.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { DispositionTree } from '#protocol/config/disposition-tree.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'
import { readCurrentConfiguration, toThing } from './configuration-row.ts'

const usedOf = statement<{ id: string }, [ids: readonly string[]]>(
  'disposition.used',
  'select id from unnest($1::text[]) as wanted (id) where exists (select from interaction where disposition_id = wanted.id)',
)

export function nodesOf(nodes: readonly DispositionNode[]): DispositionNode[] {
  return nodes.flatMap((node) => [node, ...nodesOf(node.children ?? [])])
}

export async function checkDispositions(
  on: Queryable,
  treeId: string,
  before: DispositionTree | null,
  after: DispositionTree,
): Promise<Refusal<'invalid-request' | 'still-used'> | null> {
  const ids = nodesOf(after.nodes).map(({ id }) => id)
  const elsewhere = (await readCurrentConfiguration(on))
    .filter((row) => row.kind === 'disposition-tree' && row.id !== treeId)
    .flatMap((row) => nodesOf(toThing('disposition-tree', row).nodes).map(({ id }) => id))
  const seen = new Set<string>(elsewhere)
  for (const id of ids) {
    if (seen.has(id)) return refuse('invalid-request', { problem: `nodes: ${id} (2×)` })
    seen.add(id)
  }
  const kept = new Set(ids)
  const removed = nodesOf(before?.nodes ?? []).filter(({ id }) => !kept.has(id))
  const used = new Set((await on.query(usedOf, [removed.map(({ id }) => id)])).map(({ id }) => id))
  const lost = removed.find(({ id }) => used.has(id))
  return lost ? refuse('still-used', { where: lost.name.es }) : null
}
