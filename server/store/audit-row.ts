/** Who changed what, for good: written in the same transaction as the change, never changed. Secrets are dots before they get here. */
import type { AgentId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type AuditEntry = {
  /** Null: the server itself, or somebody at its console. */
  readonly actorId: AgentId | null
  /** In the past tense: `created`, `changed`, `archived` …; what only reads, by its permission's name: `listen-recording`. */
  readonly act: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly before: object | null
  readonly after: object | null
}

export type AuditRecord = AuditEntry & { readonly id: number; readonly at: number }

type AuditRow = {
  id: number
  at: number
  actor_id: AgentId | null
  act: string
  subject_kind: string
  subject_id: string
  before: object | null
  after: object | null
}

const insertOne = statement<
  never,
  [
    at: number,
    actorId: AgentId | null,
    act: string,
    subjectKind: string,
    subjectId: string,
    before: object | null,
    after: object | null,
  ]
>(
  'audit.insert',
  'insert into audit (at, actor_id, act, subject_kind, subject_id, before, after) values ($1, $2, $3, $4, $5, $6, $7)',
)

/** `since`: nothing is written when the same person did the same to the same thing after it. */
const insertUnlessSince = statement<
  never,
  [
    at: number,
    actorId: AgentId | null,
    act: string,
    subjectKind: string,
    subjectId: string,
    before: object | null,
    after: object | null,
    since: number,
  ]
>(
  'audit.insert-unless-since',
  `insert into audit (at, actor_id, act, subject_kind, subject_id, before, after)
   select $1, $2, $3, $4, $5, $6, $7
   where not exists (select from audit where subject_id = $5 and subject_kind = $4 and actor_id = $2 and act = $3 and at > $8)`,
)
const lockSubject = statement<never, [subject: string]>(
  'audit.lock-subject',
  `select pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`,
)

/** Newest first. Each filter is left out when null. */
const readPage = statement<
  AuditRow,
  [
    before: number | null,
    limit: number,
    subjectId: string | null,
    subjectKind: string | null,
    actorId: string | null,
  ]
>(
  'audit.page',
  `select id, at, actor_id, act, subject_kind, subject_id, before, after from audit
   where ($1::bigint is null or id < $1) and ($3::text is null or subject_id = $3)
     and ($4::text is null or subject_kind = $4) and ($5::text is null or actor_id = $5)
   order by id desc limit $2`,
)

export async function insertAudit(on: Queryable, entry: AuditEntry, at: number): Promise<void> {
  const { actorId, act, subjectKind, subjectId, before, after } = entry
  await on.execute(insertOne, [at, actorId, act, subjectKind, subjectId, before, after])
}

/** Of what is done in several requests and counts once. Within a transaction: of two at once, one waits for the other. */
export async function insertAuditUnlessSince(
  on: Queryable,
  { actorId, act, subjectKind, subjectId, before, after }: AuditEntry,
  at: number,
  since: number,
): Promise<void> {
  await on.query(lockSubject, [`${actorId} ${act} ${subjectId}`])
  await on.execute(insertUnlessSince, [at, actorId, act, subjectKind, subjectId, before, after, since])
}

export type AuditFilter = {
  readonly before: number | null
  readonly limit: number
  readonly subjectId: string | null
  readonly subjectKind: string | null
  readonly actorId: string | null
}

export async function readAuditPage(on: Queryable, filter: AuditFilter): Promise<AuditRecord[]> {
  const { before, limit, subjectId, subjectKind, actorId } = filter
  const rows = await on.query(readPage, [before, limit, subjectId, subjectKind, actorId])
  return rows.map(({ actor_id, subject_kind, subject_id, ...row }) => ({
    ...row,
    actorId: actor_id,
    subjectKind: subject_kind,
    subjectId: subject_id,
  }))
}
