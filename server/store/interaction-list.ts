/**
 * The lists, page by page in the order of their places in line. Who may see what is inside each statement, and so is every filter: what is cut off
 * by the limit is the rest, and never something that would have been filtered out later. A page begins after the last row of the one before
 * (its place and id), so a list that changes meanwhile neither repeats nor skips what stays in it.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { InteractionList } from '#protocol/interaction.ts'
import {
  recordColumns,
  recordTables,
  toRecord,
  type InteractionRecord,
  type InteractionRow,
} from './interaction-record.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

/** The last row of the page before; null: from the beginning. */
export type ListPlace = { readonly placeAt: number; readonly id: InteractionId }

/** Each null: any. */
export type ListFilter = {
  readonly queueIds: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly tagIds: readonly string[] | null
  /** In `team` only. */
  readonly agentIds: readonly string[] | null
}

export type ListReader = {
  readonly agentId: AgentId
  readonly queueIds: readonly string[]
  readonly seesAll: boolean
}

type Shared = [
  afterAt: number,
  afterId: string,
  limit: number,
  queues: readonly string[] | null,
  channels: readonly string[] | null,
  tags: readonly string[] | null,
]

/** What all lists have in common, of a table called `i`. */
const page = `(i.place_at, i.id) > ($1::bigint, $2::text)
  and ($4::text[] is null or i.queue_id = any ($4)) and ($5::text[] is null or i.channel = any ($5))
  and ($6::text[] is null or i.tag_ids && $6)`
const order = 'order by i.place_at, i.id limit $3'
const inLine = `i.state_name in ('waiting', 'offered')`
const offeredToMe = `i.state_name = 'offered' and i.state -> 'offers' @> jsonb_build_array(jsonb_build_object('agentId', $7::text))`

function listOf<More extends readonly unknown[]>(name: string, where: string) {
  return statement<InteractionRow, [...Shared, ...(More & readonly (string | readonly string[] | null)[])]>(
    `interaction.list-${name}`,
    `select ${recordColumns} from ${recordTables} where ${where} and ${page} ${order}`,
  )
}

const active = listOf<[AgentId]>(
  'active',
  `i.owner_id = $7 and i.state_name in ('draft', 'active', 'parked')`,
)
const ended = listOf<[AgentId]>('ended', `i.owner_id = $7 and i.state_name = 'ended'`)
const allPending = listOf<[]>('pending-all', inLine)
/** Of each queue no more than a page is looked at, by its own index, however long the others are. */
const pending = statement<InteractionRow, [...Shared, agentId: AgentId, queues: readonly string[]]>(
  'interaction.list-pending',
  `select ${recordColumns} from ${recordTables}
   where i.id in (
     select w.id from unnest($8::text[]) as q (id) cross join lateral (
       select i.id from interaction i where i.queue_id = q.id and ${inLine} and ${page} ${order}) w
     union
     select i.id from interaction i where ${offeredToMe} and ${page})
   ${order}`,
)
const allWorkbin = listOf<[]>('workbin-all', `i.state_name = 'stored'`)
const workbin = listOf<[readonly string[]]>('workbin', `i.state_name = 'stored' and i.queue_id = any ($7)`)
const team = listOf<[AgentId, readonly string[] | null]>(
  'team',
  `i.state_name in ('active', 'parked') and i.owner_id <> $7 and ($8::text[] is null or i.owner_id = any ($8))`,
)
const everything = listOf<[]>('everything', `i.state_name <> 'closed'`)
const all = listOf<[AgentId, readonly string[]]>(
  'all',
  `i.state_name <> 'closed' and (i.owner_id = $7 or (${offeredToMe})
     or (i.state_name in ('waiting', 'offered', 'stored') and i.queue_id = any ($8)))`,
)

const own = statement<InteractionRow, [agentId: AgentId]>(
  'interaction.list-own',
  `select ${recordColumns} from ${recordTables}
   where i.owner_id = $1 or (i.state_name = 'offered'
     and i.state -> 'offers' @> jsonb_build_array(jsonb_build_object('agentId', $1::text)))`,
)

/** What is the agent's own, and what is offered to the agent: always few. */
export async function readOwnInteractions(on: Queryable, agentId: AgentId): Promise<InteractionRecord[]> {
  return (await on.query(own, [agentId])).map(toRecord)
}

export const noFilter: ListFilter = { queueIds: null, channels: null, tagIds: null, agentIds: null }

/** At most `limit` of a list. `team` is for who sees all; whoever asks has made sure of that. */
export async function readList(
  on: Queryable,
  list: InteractionList,
  reader: ListReader,
  filter: ListFilter,
  after: ListPlace | null,
  limit: number,
): Promise<InteractionRecord[]> {
  const { agentId, queueIds, seesAll } = reader
  // Every place is later than the beginning of time, and every id longer than nothing.
  const shared: Shared = [
    after?.placeAt ?? 0,
    after?.id ?? '',
    limit,
    filter.queueIds,
    filter.channels,
    filter.tagIds,
  ]
  const rows = async (): Promise<InteractionRow[]> => {
    switch (list) {
      case 'active':
        return await on.query(active, [...shared, agentId])
      case 'ended':
        return await on.query(ended, [...shared, agentId])
      case 'pending':
        return seesAll
          ? await on.query(allPending, shared)
          : await on.query(pending, [...shared, agentId, queueIds])
      case 'workbin':
        return seesAll ? await on.query(allWorkbin, shared) : await on.query(workbin, [...shared, queueIds])
      case 'team':
        return await on.query(team, [...shared, agentId, filter.agentIds])
      case 'all':
        return seesAll
          ? await on.query(everything, shared)
          : await on.query(all, [...shared, agentId, queueIds])
    }
  }
  return (await rows()).map(toRecord)
}
