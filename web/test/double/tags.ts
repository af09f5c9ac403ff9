/** The double's tags: put on and taken off by the core's rules, and words become tags while the page is open. */
import type { AgentId, InteractionId, TagId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse, type Refusal } from '#core/step.ts'
import { changeTags } from '#core/tag/change-tags.ts'
import { tagNamed } from '#core/tag/tag-name.ts'
import { changeTags as shape, type InteractionView } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'
import type { Centre } from './centre.ts'
import { workspaceParts } from './configuration.ts'
import { person } from './lookup.ts'

type Tags = Workspace['tags']

const made = new WeakMap<Centre, Tags>()

/** The configured ones, and those that words have become. */
export function tagsOf(centre: Centre): Tags {
  return [...workspaceParts.tags, ...(made.get(centre) ?? [])]
}

function make(centre: Centre, name: string): Tags[number] {
  const known = tagNamed(tagsOf(centre), name)
  if (known) return known
  const tag: Tags[number] = { id: centre.id('tag'), name, colour: 'purple' }
  made.set(centre, [...(made.get(centre) ?? []), tag])
  centre.append({ type: 'configuration-changed', at: Date.now(), kind: 'tag', id: tag.id }, () => true)
  return tag
}

export function tagInteraction(
  centre: Centre,
  agentId: AgentId,
  id: InteractionId,
  body: unknown,
): { readonly interaction: InteractionView; readonly tags: Tags } | Refusal {
  const { add, remove, create } = shape.parse(body)
  const view = centre.must(id)
  if (ownerOf(view) !== agentId && !isAtLeast(person(agentId).role, 'supervisor'))
    return refuse('not-allowed')
  const tags = create.map((name) => make(centre, name))
  const wanted = { add: [...add, ...tags.map((tag): TagId => tag.id)], remove }
  const after = changeTags(view.tagIds, wanted, (one) => tagsOf(centre).some((tag) => tag.id === one))
  if ('refused' in after) return after
  if (after !== view.tagIds) {
    centre.interactions.set(id, { ...view, tagIds: after })
    centre.changed(id, 'amended', view)
  }
  return { interaction: centre.must(id), tags }
}
