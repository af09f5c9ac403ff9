import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'
import { shapes, type Bodies, type Ids, type Thing } from './kinds.ts'

export type ConfigurationRow = {
  id: string
  kind: ConfigurationKind
  body: object
  version: number
  archived_at: number | null
}

const columns = 'id, kind, body, version, archived_at'
const readVersions = statement<{ id: string; version: number }, []>(
  'configuration.versions',
  'select id, version from configuration',
)
const readSome = statement<ConfigurationRow, [ids: readonly string[]]>(
  'configuration.some',
  `select ${columns} from configuration where id = any ($1)`,
)
const readCurrent = statement<ConfigurationRow, []>(
  'configuration.current',
  `select ${columns} from configuration where archived_at is null`,
)
const countOwnersNow = statement<{ owners: number }, []>(
  'configuration.owners',
  `select count(*) as owners from configuration where kind = 'agent' and archived_at is null and body ->> 'role' = 'owner'`,
)
const lockOne = statement<ConfigurationRow, [id: string]>(
  'configuration.lock',
  `select ${columns} from configuration where id = $1 for update`,
)
const insertOne = statement<never, [id: string, kind: string, body: object, at: number]>(
  'configuration.insert',
  'insert into configuration (id, kind, body, created_at, updated_at) values ($1, $2, $3, $4, $4)',
)
const updateOne = statement<
  never,
  [id: string, fromVersion: number, body: object, at: number, archivedAt: number | null]
>(
  'configuration.update',
  'update configuration set body = $3, version = $2 + 1, updated_at = $4, archived_at = $5 where id = $1 and version = $2',
)
/** Held until the transaction ends: references and the last owner are looked at by one change at a time. */
const lockAll = statement<never, []>(
  'configuration.lock-all',
  'select pg_advisory_xact_lock(7205759403792795)',
)
const insertCentre = statement<never, [body: object, at: number]>(
  'configuration.insert-centre',
  `insert into configuration (id, kind, body, created_at, updated_at) values ('centre', 'centre', $1, $2, $2) on conflict (id) do nothing`,
)

/** Today's shape of what may have been written by an older version: what was added since has its default. */
export function toThing<Kind extends ConfigurationKind>(kind: Kind, row: ConfigurationRow): Thing<Kind> {
  const parsed = shapes[kind].safeParse(row.body)
  if (!parsed.success)
    throw new Error(
      `The stored configuration ${row.id} has not the shape of a ${kind}: ${parsed.error.message}`,
    )
  const thing: unknown = { ...parsed.data, id: row.id, version: row.version, archivedAt: row.archived_at }
  return thing as Thing<Kind>
}

export async function readConfigurationVersions(on: Queryable): Promise<ReadonlyMap<string, number>> {
  return new Map((await on.query(readVersions)).map(({ id, version }) => [id, version]))
}

export async function readConfigurationRows(
  on: Queryable,
  ids: readonly string[],
): Promise<ConfigurationRow[]> {
  return ids.length === 0 ? [] : await on.query(readSome, [ids])
}

export async function lockConfigurationRow(on: Queryable, id: string): Promise<ConfigurationRow | null> {
  return (await on.query(lockOne, [id]))[0] ?? null
}

export async function lockConfiguration(on: Queryable): Promise<void> {
  await on.execute(lockAll)
}

export async function insertConfigurationRow<Kind extends ConfigurationKind>(
  on: Queryable,
  kind: Kind,
  id: Ids[Kind],
  body: Bodies[Kind],
  at: number,
): Promise<void> {
  await on.execute(insertOne, [id, kind, body, at])
}

/** False: it was not at this version any more. */
export async function updateConfigurationRow(
  on: Queryable,
  id: string,
  fromVersion: number,
  body: object,
  archivedAt: number | null,
  at: number,
): Promise<boolean> {
  return (await on.execute(updateOne, [id, fromVersion, body, at, archivedAt])) === 1
}

/** The centre is there from the first start on. */
export async function ensureCentre(on: Queryable, at: number): Promise<void> {
  await on.execute(insertCentre, [shapes.centre.parse({}), at])
}

export async function readCurrentConfiguration(on: Queryable): Promise<ConfigurationRow[]> {
  return await on.query(readCurrent)
}

export async function countOwners(on: Queryable): Promise<number> {
  return (await on.query(countOwnersNow))[0]?.owners ?? 0
}
