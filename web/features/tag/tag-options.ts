/** What the tag window offers for what was typed. */
import type { TagId } from '#core/id.ts'
import { findTags } from '#core/tag/find-tags.ts'
import { tagNamed } from '#core/tag/tag-name.ts'
import type { Workspace } from '#protocol/workspace.ts'

export type WorkspaceTag = Workspace['tags'][number]

export type TagOptions = {
  readonly found: readonly { readonly tag: WorkspaceTag; readonly isOn: boolean; readonly used: number }[]
  /** The word that would become a tag; null: it is one, nothing was typed, or it is not allowed. */
  readonly create: string | null
}

/** `used`: how many open interactions have each tag. */
export function tagOptions(
  tags: readonly WorkspaceTag[],
  on: readonly TagId[],
  query: string,
  used: ReadonlyMap<TagId, number>,
  mayCreate: boolean,
): TagOptions {
  const timesUsed = ({ id }: WorkspaceTag): number => used.get(id) ?? 0
  const word = query.replaceAll(/\s+/gu, ' ').trim()
  return {
    found: findTags(tags, query, timesUsed).map((tag) => ({
      tag,
      isOn: on.includes(tag.id),
      used: timesUsed(tag),
    })),
    create: mayCreate && word !== '' && word.length <= 40 && tagNamed(tags, word) === null ? word : null,
  }
}

/** How often each tag is on what is open now: what is used most is likely wanted again. */
export function usedTimes(
  interactions: Iterable<{ readonly shown: { readonly tagIds: readonly TagId[] } }>,
): ReadonlyMap<TagId, number> {
  const used = new Map<TagId, number>()
  for (const { shown } of interactions) for (const id of shown.tagIds) used.set(id, (used.get(id) ?? 0) + 1)
  return used
}
