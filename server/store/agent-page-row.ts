/**
 * Which sessions of an agent have a page connected now, on whichever server: each server's live door writes down its own and says again and again that
 * they are there, so that what a server left behind that died counts for nothing soon.
 */
import type { AgentId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type ConnectedPage = { readonly agentId: AgentId; readonly sessionId: string }

const keepMany = statement<never, [pages: string, doorId: string, at: number, forgottenBefore: number]>(
  'agent-page.keep',
  `with forgotten as (delete from agent_page where seen_at < $4 and door_id <> $2)
   insert into agent_page (session_id, door_id, agent_id, seen_at)
   select distinct p."sessionId", $2, p."agentId", $3::bigint
   from jsonb_to_recordset($1::jsonb) as p ("sessionId" text, "agentId" text)
   on conflict (session_id, door_id) do update set seen_at = excluded.seen_at`,
)
const dropOne = statement<never, [sessionId: string, doorId: string]>(
  'agent-page.drop',
  'delete from agent_page where session_id = $1 and door_id = $2',
)
const dropOfSession = statement<never, [sessionId: string]>(
  'agent-page.drop-session',
  'delete from agent_page where session_id = $1',
)
const countOthers = statement<{ others: number }, [id: AgentId, sessionId: string, seenAfter: number]>(
  'agent-page.others',
  `select count(distinct session_id)::int as others from agent_page
   where agent_id = $1 and session_id <> $2 and seen_at > $3`,
)

const forgottenAfterMs = 3_600_000

/** These are connected through this door. */
export async function keepPages(
  on: Queryable,
  doorId: string,
  pages: readonly ConnectedPage[],
  at: number,
): Promise<void> {
  if (pages.length === 0) return
  await on.execute(keepMany, [JSON.stringify(pages), doorId, at, at - forgottenAfterMs])
}

/** The last page of this session at this door is gone. */
export async function dropPage(on: Queryable, doorId: string, sessionId: string): Promise<void> {
  await on.execute(dropOne, [sessionId, doorId])
}

/** The session is over, at every door. */
export async function dropSessionPages(on: Queryable, sessionId: string): Promise<void> {
  await on.execute(dropOfSession, [sessionId])
}

/** In how many other sessions this agent has a page that was seen since. */
export async function countOtherSessions(
  on: Queryable,
  agentId: AgentId,
  sessionId: string,
  seenAfter: number,
): Promise<number> {
  return (await on.query(countOthers, [agentId, sessionId, seenAfter]))[0]?.others ?? 0
}
