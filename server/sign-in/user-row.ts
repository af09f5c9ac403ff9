/** The sign-in library's user of an agent: made and changed in the same transaction as the agent. */
import type { AgentId } from '#core/id.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'

const putOne = statement<never, [id: AgentId, name: string, email: string]>(
  'user.put',
  `insert into auth_user (id, name, email) values ($1, $2, lower($3))
   on conflict (id) do update set name = excluded.name, email = excluded.email, updated_at = now()`,
)
const deleteSessions = statement<never, [id: AgentId]>(
  'user.end-sessions',
  'delete from auth_session where user_id = $1',
)
const putPassword = statement<never, [rowId: string, id: AgentId, hash: string]>(
  'user.put-password',
  `insert into auth_account (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)
   on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
)
const deleteOtherSessions = statement<never, [id: AgentId, token: string]>(
  'user.end-other-sessions',
  'delete from auth_session where user_id = $1 and token <> $2',
)
const deletePassword = statement<never, [id: AgentId]>(
  'user.remove-password',
  `delete from auth_account where user_id = $1 and provider_id = 'credential'`,
)
const deleteSecondFactor = statement<never, [id: AgentId]>(
  'user.remove-second-factor',
  `with gone as (delete from auth_two_factor where user_id = $1)
   update auth_user set two_factor_enabled = false, updated_at = now() where id = $1`,
)
const readHash = statement<{ password: string | null }, [id: AgentId]>(
  'user.password',
  `select password from auth_account where user_id = $1 and provider_id = 'credential'`,
)
const readOne = statement<{ hasSecondFactor: boolean; hasPassword: boolean }, [id: AgentId]>(
  'user.read',
  `select two_factor_enabled as "hasSecondFactor",
     exists (select from auth_account a where a.user_id = u.id and a.provider_id = 'credential' and a.password is not null) as "hasPassword"
   from auth_user u where id = $1`,
)

export async function putUser(
  on: Queryable,
  id: AgentId,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<void> {
  await on.execute(putOne, [id, name, email])
}

/** Wherever that person is signed in, it is over. */
export async function endSessions(on: Queryable, id: AgentId): Promise<void> {
  await on.execute(deleteSessions, [id])
}

export async function putPasswordHash(
  on: Queryable,
  rowId: string,
  id: AgentId,
  hash: string,
): Promise<void> {
  await on.execute(putPassword, [rowId, id, hash])
}

export async function readPasswordHash(on: Queryable, id: AgentId): Promise<string | null> {
  return (await on.query(readHash, [id]))[0]?.password ?? null
}

/** All but the one with this token. */
export async function endOtherSessions(on: Queryable, id: AgentId, token: string): Promise<void> {
  await on.execute(deleteOtherSessions, [id, token])
}

export async function readUser(
  on: Queryable,
  id: AgentId,
): Promise<{ readonly hasPassword: boolean; readonly hasSecondFactor: boolean } | null> {
  return (await on.query(readOne, [id]))[0] ?? null
}

export async function removePassword(on: Queryable, id: AgentId): Promise<void> {
  await on.execute(deletePassword, [id])
}

export async function removeSecondFactor(on: Queryable, id: AgentId): Promise<void> {
  await on.execute(deleteSecondFactor, [id])
}
