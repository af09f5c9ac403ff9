/** How far messages have come. States only ever go forward: what was read is not delivered again. */
import type { InteractionId, MessageId } from '#core/id.ts'
import type { MessageState } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type ChangedMessage = {
  id: MessageId
  interaction_id: InteractionId
  position: number
  state: MessageState
  reason: string | null
  state_at: number
}

const readIncoming = statement<{ position: number }, [id: InteractionId, at: number]>(
  'message.read-incoming',
  `with changed as (
     update message set state = 'read', state_at = $2 where interaction_id = $1 and direction = 'in' and state = 'received' returning position
   ) select coalesce(max(position), 0) as position from changed`,
)

/** Everything the customer said is seen. Answers the last position concerned, 0 when there was none. */
export async function markIncomingRead(on: Queryable, id: InteractionId, at: number): Promise<number> {
  const [row] = await on.query(readIncoming, [id, at])
  return row?.position ?? 0
}

const markOutgoing = statement<
  ChangedMessage,
  [id: InteractionId, upTo: number, as: string, from: readonly string[], at: number]
>(
  'message.mark-outgoing',
  `update message set state = $3, state_at = $5
   where interaction_id = $1 and position <= $2::bigint and direction = 'out' and state = any ($4)
   returning id, interaction_id, position, state, reason, state_at`,
)

const before: Readonly<Record<'delivered' | 'read', readonly MessageState[]>> = {
  delivered: ['queued', 'sending', 'sent'],
  read: ['queued', 'sending', 'sent', 'delivered'],
}

/** What an agent said up to a position was delivered to, or read by, the customer. */
export async function markOutgoingUpTo(
  on: Queryable,
  id: InteractionId,
  upTo: number,
  as: 'delivered' | 'read',
  at: number,
): Promise<ChangedMessage[]> {
  return await on.query(markOutgoing, [id, upTo, as, before[as], at])
}

const settleMany = statement<ChangedMessage, [results: string, at: number]>(
  'message.settle',
  `update message m set state = r.state, reason = r.reason, state_at = $2, external_id = coalesce(m.external_id, r."externalId")
   from jsonb_to_recordset($1::jsonb) as r (id text, state text, reason text, "externalId" text)
   where m.id = r.id and m.state in ('queued', 'sending')
   returning m.id, m.interaction_id, m.position, m.state, m.reason, m.state_at`,
)

export type Settled = {
  readonly id: MessageId
  readonly state: 'sent' | 'failed'
  readonly reason: string | null
  readonly externalId: string | null
}

/** The channel has taken them, or never will. One that was already delivered stays so. */
export async function settleOutgoing(
  on: Queryable,
  results: readonly Settled[],
  at: number,
): Promise<ChangedMessage[]> {
  return results.length === 0 ? [] : await on.query(settleMany, [JSON.stringify(results), at])
}
