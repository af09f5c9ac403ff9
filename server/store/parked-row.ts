/** Parked calls and their slots: numbers from 1, which people call to one another through a room. */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { ParkedCall } from '#protocol/call.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

/** Until the end of the transaction: two who park at once get two slots. */
const lockSlots = statement<{ locked: null }, []>(
  'parked.lock-slots',
  `select null as locked from (select pg_advisory_xact_lock(hashtextextended('parking', 9))) as held`,
)
const readFreeSlot = statement<{ slot: string }, []>(
  'parked.free-slot',
  `select n::text as slot
   from generate_series(1, (select count(*) + 1 from interaction where state_name = 'parked')) as n
   where not exists (select from interaction where state_name = 'parked' and state ->> 'slot' = n::text)
   order by n limit 1`,
)
const readAll = statement<
  {
    id: InteractionId
    slot: string
    agent_id: AgentId
    contact_name: string
    since: number
    until_at: number
  },
  []
>(
  'parked.all',
  `select i.id, i.state ->> 'slot' as slot, i.state ->> 'agentId' as agent_id, c.name as contact_name,
     (i.state ->> 'since')::bigint as since, (i.state ->> 'untilAt')::bigint as until_at
   from interaction i join contact c on c.id = i.contact_id
   where i.state_name = 'parked' order by length(i.state ->> 'slot'), i.state ->> 'slot'`,
)
const readIdIn = statement<{ id: InteractionId }, [slot: string]>(
  'parked.in-slot',
  `select id from interaction where state_name = 'parked' and state ->> 'slot' = $1`,
)

/** The lowest number that is free, and nobody else's until the transaction ends. */
export async function takeFreeSlot(on: Queryable): Promise<string> {
  await on.query(lockSlots, [])
  const [row] = await on.query(readFreeSlot, [])
  if (!row) throw new Error('Of n + 1 slots for n parked calls none is free.')
  return row.slot
}

export async function readParkedCalls(on: Queryable): Promise<readonly ParkedCall[]> {
  return (await on.query(readAll)).map((row) => ({
    slot: row.slot,
    interactionId: row.id,
    agentId: row.agent_id,
    customerName: row.contact_name,
    since: row.since,
    untilAt: row.until_at,
  }))
}

export async function parkedInSlot(on: Queryable, slot: string): Promise<InteractionId | null> {
  return (await on.query(readIdIn, [slot]))[0]?.id ?? null
}
