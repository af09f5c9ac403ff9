/** Where agents want their own calls to go (core/call/forwarding.ts): a part of their preferences. */
import type { AgentId } from '#core/id.ts'
import type { Forwarding } from '#protocol/call.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

const readAll = statement<{ agent_id: AgentId; forwarding: Forwarding }, []>(
  'forwarding.all',
  `select agent_id, body -> 'forwarding' as forwarding from agent_preference where jsonb_typeof(body -> 'forwarding') = 'object'`,
)

/** Of everybody who forwards: they are few, and one leads to the next. */
export async function readForwardings(on: Queryable): Promise<ReadonlyMap<AgentId, Forwarding>> {
  return new Map((await on.query(readAll)).map((row) => [row.agent_id, row.forwarding]))
}
