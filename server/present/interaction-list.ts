/** The lists as they go over the wire: what the person may see of each, a page at a time. */
import type { Actor } from '#core/permission/may.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { InteractionPage, interactionListQuery } from '#protocol/interaction.ts'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { noFilter, readList, readOwnInteractions, type ListReader } from '../store/interaction-list.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'
import { toInteractionView } from './interaction-view.ts'
import { fromListCursor, toListCursor } from './list-cursor.ts'

/** Of what waits, so many are in the first frame of the live socket; the page fetches the rest afterwards. */
export const waitingAtOnce = 300

function readerOf({ agentId, role, queueIds }: Actor): ListReader {
  return { agentId, queueIds, seesAll: isAtLeast(role, 'supervisor') }
}

export async function listInteractions(
  context: Context,
  actor: Actor,
  { list, queueId, channel, tagId, agentId, after, limit }: z.output<typeof interactionListQuery>,
): Promise<InteractionPage | Refusal> {
  const reader = readerOf(actor)
  if (list === 'team' && !reader.seesAll) return refuse('not-allowed')
  const place = after === undefined ? null : fromListCursor(after)
  if (after !== undefined && place === null) return refuse('invalid-request', { problem: 'after' })
  const filter = {
    queueIds: queueId ?? null,
    channels: channel ?? null,
    tagIds: tagId ?? null,
    agentIds: agentId ?? null,
  }
  // One more than asked for tells whether there is more.
  const records = await readList(context.database, list, reader, filter, place, limit + 1)
  return toPage(records, limit)
}

/** For the live snapshot: the person's own, what is offered to the person, and of what waits the first; `next` is where the rest begins. */
export async function firstOfLists(
  context: Pick<Context, 'database'>,
  actor: Actor,
): Promise<InteractionPage> {
  const [own, waiting] = await Promise.all([
    readOwnInteractions(context.database, actor.agentId),
    readList(context.database, 'pending', readerOf(actor), noFilter, null, waitingAtOnce + 1),
  ])
  const page = toPage(waiting, waitingAtOnce)
  const ids = new Set(page.interactions.map(({ id }) => id))
  const others = own.filter(({ interaction }) => !ids.has(interaction.id)).map(toInteractionView)
  return { interactions: [...others, ...page.interactions], next: page.next }
}

function toPage(records: readonly InteractionRecord[], limit: number): InteractionPage {
  const shown = records.slice(0, limit)
  const last = shown.at(-1)?.interaction
  return {
    interactions: shown.map(toInteractionView),
    next: records.length > limit && last ? toListCursor(last) : null,
  }
}
