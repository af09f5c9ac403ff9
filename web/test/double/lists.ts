/** The double's lists: the first of what waits goes with the snapshot, the rest is asked for page by page, as on the real server. */
import type { AgentId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse, type Refusal } from '#core/step.ts'
import {
  interactionListQuery,
  type InteractionList,
  type InteractionPage,
  type InteractionView,
} from '#protocol/interaction.ts'
import type { Centre } from './centre.ts'
import { person } from './lookup.ts'

export const waitingAtOnce = 300

const isOn: Readonly<Record<InteractionList, (view: InteractionView, agentId: AgentId) => boolean>> = {
  pending: ({ state }) => state.name === 'waiting' || state.name === 'offered',
  active: (view, agentId) => ownerOf(view) === agentId && view.state.name !== 'ended',
  ended: (view, agentId) => ownerOf(view) === agentId && view.state.name === 'ended',
  workbin: ({ state }) => state.name === 'stored',
  team: (view, agentId) => view.state.name === 'active' && ownerOf(view) !== agentId,
  all: () => true,
}

export function listPage(
  centre: Centre,
  agentId: AgentId,
  query: URLSearchParams,
): InteractionPage | Refusal {
  const { list, after, limit } = interactionListQuery.parse(Object.fromEntries(query))
  if (list === 'team' && !isAtLeast(person(agentId).role, 'supervisor')) return refuse('not-allowed')
  return pageOf(
    centre.seen(agentId).filter((view) => isOn[list](view, agentId)),
    limit,
    after,
  )
}

/** What the snapshot has: the first of what waits, and everything of the agent's own. */
export function firstOfLists(centre: Centre, agentId: AgentId): InteractionPage {
  const seen = centre.seen(agentId)
  const own = seen.filter((view) => ownerOf(view) === agentId)
  const page = pageOf(
    seen.filter((view) => isOn.pending(view, agentId)),
    waitingAtOnce,
  )
  return { interactions: [...own, ...page.interactions], next: page.next }
}

function pageOf(views: readonly InteractionView[], limit: number, after = ''): InteractionPage {
  const key = ({ placeAt, id }: InteractionView): string => `${String(placeAt).padStart(15, '0')}-${id}`
  const rest = views.filter((view) => key(view) > after).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const interactions = rest.slice(0, limit)
  const last = interactions.at(-1)
  return { interactions, next: rest.length > limit && last ? key(last) : null }
}
