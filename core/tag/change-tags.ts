/** Tags put on an interaction and taken off it (G1, G2). */
import type { TagId } from '../id.ts'
import { refuse, type Refusal } from '../step.ts'

export const mostTags = 20

export type TagChange = { readonly add: readonly TagId[]; readonly remove: readonly TagId[] }

/**
 * What is on afterwards, in the order in which it was put on. The very same array when nothing changes (G2), so that nobody is told of it. What is
 * both taken off and put on is on.
 */
export function changeTags(
  on: readonly TagId[],
  { add, remove }: TagChange,
  isCurrent: (id: TagId) => boolean,
): readonly TagId[] | Refusal<'tag-archived' | 'too-many-tags'> {
  const added = [...new Set(add)].filter((id) => !on.includes(id))
  if (!added.every(isCurrent)) return refuse('tag-archived')
  const kept = on.filter((id) => !remove.includes(id) || add.includes(id))
  if (added.length === 0 && kept.length === on.length) return on
  // Whoever has too many from before may still take some off.
  if (added.length > 0 && kept.length + added.length > mostTags)
    return refuse('too-many-tags', { limit: mostTags })
  return [...kept, ...added]
}
