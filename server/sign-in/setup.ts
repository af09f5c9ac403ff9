/**
 * The first owner. Whoever can read the server's console may make one: it shows a code, of which the database has only the hash, new at
 * each start until there is an owner. After that nothing of this does anything any more.
 */
import { refuse, type Refusal } from '#core/step.ts'
import type { AgentId } from '#core/id.ts'
import type { ErrorCode } from '#protocol/error.ts'
import type { Setup } from '#protocol/session.ts'
import { agent } from '#protocol/config/agent.ts'
import { hashPassword } from 'better-auth/crypto'
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { countOwners } from '../configuration/configuration-row.ts'
import { actOnConfiguration, changeWithin, createWithin } from '../configuration/save.ts'
import { bodyOf } from '../configuration/shown.ts'
import type { Context } from '../context.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'
import { putPasswordHash } from './user-row.ts'

const putHash = statement<never, [hash: string, at: number]>(
  'setup.put-code',
  `insert into memo (key, value, updated_at) values ('setup-code', to_jsonb($1::text), $2)
   on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
)
const readHash = statement<{ value: string }, []>(
  'setup.read-code',
  `select value from memo where key = 'setup-code'`,
)
const removeHash = statement<never, []>('setup.remove-code', `delete from memo where key = 'setup-code'`)

/** Without letters and digits that look alike. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function hashOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest()
}

export async function isSetupNeeded(on: Queryable): Promise<boolean> {
  return (await countOwners(on)) === 0
}

/** The code to show on the console; null when there is an owner already. */
export async function renewSetupCode({
  database,
  now,
}: Pick<Context, 'database' | 'now'>): Promise<string | null> {
  if (!(await isSetupNeeded(database))) return null
  const letters = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)])
  const code = letters.join('').replace(/(.{4})(?=.)/g, '$1-')
  await database.execute(putHash, [hashOf(code).toString('base64url'), now()])
  return code
}

async function isRightCode(on: Queryable, code: string): Promise<boolean> {
  const [stored] = await on.query(readHash)
  const wanted = stored ? Buffer.from(stored.value, 'base64url') : Buffer.alloc(32)
  return timingSafeEqual(wanted, hashOf(code)) && stored !== undefined
}

/** Makes the first owner, once: of two who know the code one is told that it is done. */
export async function setUp(
  context: ConfigurationContext,
  wish: Required<Setup>,
): Promise<{ readonly id: AgentId } | Refusal<ErrorCode>> {
  const { name, email, language, centreName, code } = wish
  // Before the costly hashing of the password, and again where it counts.
  if (!(await isSetupNeeded(context.database))) return refuse('setup-done')
  if (!(await isRightCode(context.database, code))) return refuse('setup-code-wrong')
  const hash = await hashPassword(wish.password)
  return await actOnConfiguration(context, async (unit) => {
    const on = unit.transaction
    if (!(await isSetupNeeded(on))) return refuse('setup-done')
    if (!(await isRightCode(on, code))) return refuse('setup-code-wrong')
    const owner = await createWithin(
      context,
      unit,
      null,
      'agent',
      agent.parse({ name, email, role: 'owner', language }),
    )
    if ('refused' in owner) return owner
    await putPasswordHash(on, context.newId('aut'), owner.id, hash)
    await on.execute(removeHash)
    const centre = context.configuration.centre()
    const changed = await changeWithin(context, unit, null, 'centre', centre.id, centre.version, {
      ...bodyOf(centre),
      name: centreName,
      language,
    })
    return 'refused' in changed ? changed : owner
  })
}
