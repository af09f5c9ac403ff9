/** Whether references lead somewhere, and who still needs a thing. Asked inside the change's transaction, under the configuration's lock. */
import { refuse, type Refusal } from '#core/step.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'
import {
  readConfigurationRows,
  readCurrentConfiguration,
  toThing,
  type ConfigurationRow,
} from './configuration-row.ts'
import { nameOf, type Bodies } from './kinds.ts'
import { caseKeysOf, fieldKeysOf, referencesOf } from './references.ts'

const knownKeys = statement<{ key: string }, [keys: readonly string[]]>(
  'configuration.field-keys',
  `select body ->> 'key' as key from configuration where kind = 'case-field' and archived_at is null and body ->> 'key' = any ($1)`,
)
const openInQueue = statement<{ count: number }, [queueId: string]>(
  'configuration.open-in-queue',
  `select count(*) as count from interaction where queue_id = $1 and state_name <> 'closed'`,
)

/** What stood there before may stay, even if it was archived since. */
export async function checkReferences<Kind extends ConfigurationKind>(
  on: Queryable,
  kind: Kind,
  before: Bodies[Kind] | null,
  after: Bodies[Kind],
): Promise<Refusal<'unknown-reference'> | null> {
  const old = new Set(before ? referencesOf(kind, before).map(({ id }) => id) : [])
  const added = referencesOf(kind, after).filter(({ id }) => !old.has(id))
  const rows = new Map(
    (await readConfigurationRows(on, [...new Set(added.map(({ id }) => id))])).map((row) => [row.id, row]),
  )
  const lost = added.find((reference) => {
    const row = rows.get(reference.id)
    return row?.kind !== reference.kind || row.archived_at !== null
  })
  if (lost) return refuse('unknown-reference', { what: `${lost.kind} ${lost.id}` })
  const oldKeys = new Set(before ? fieldKeysOf(kind, before) : [])
  const keys = fieldKeysOf(kind, after).filter((key) => !oldKeys.has(key))
  if (keys.length === 0) return null
  const known = new Set((await on.query(knownKeys, [keys])).map(({ key }) => key))
  const unknown = keys.find((key) => !known.has(key))
  return unknown === undefined ? null : refuse('unknown-reference', { what: `case-field ${unknown}` })
}

const namedAtMost = 3

function usersOf<Kind extends ConfigurationKind>(
  kind: Kind,
  row: ConfigurationRow,
  id: string,
  key: string | null,
): string[] {
  const thing = toThing(kind, row)
  const needs = referencesOf(kind, thing).some((reference) => reference.needed && reference.id === id)
  const names = key !== null && caseKeysOf(kind, thing).includes(key)
  return needs || names ? [nameOf(thing)] : []
}

/** `key`: of a case field. Null: nobody needs it. */
export async function checkUnused(
  on: Queryable,
  id: string,
  key: string | null,
): Promise<Refusal<'still-used'> | null> {
  const users = (await readCurrentConfiguration(on)).flatMap((row) => usersOf(row.kind, row, id, key))
  const [waiting] = await on.query(openInQueue, [id])
  if (waiting && waiting.count > 0) users.push(`${waiting.count} ✉`)
  if (users.length === 0) return null
  const more = users.length > namedAtMost ? ` +${users.length - namedAtMost}` : ''
  return refuse('still-used', { where: `${users.slice(0, namedAtMost).join(', ')}${more}` })
}
