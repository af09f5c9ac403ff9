/** The data of cases, and who has changed it. */
import type { FieldChanged } from '#core/case/change-case.ts'
import type { CaseValue } from '#core/case/case-value.ts'
import type { AgentId, CaseId, InteractionId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type CaseData = Record<string, CaseValue>

const lockOne = statement<{ data: CaseData }, [id: CaseId]>(
  'case.lock',
  'select data from contact_case where id = $1 for update',
)
const saveOne = statement<never, [id: CaseId, data: object]>(
  'case.save',
  'update contact_case set data = $2, version = version + 1 where id = $1',
)
const openOnes = statement<{ id: InteractionId }, [id: CaseId]>(
  'case.open-interactions',
  `select id from interaction where case_id = $1 and state_name <> 'closed' order by id`,
)

/** null: there is no such case. Whoever writes the data holds this lock, and takes it before those of the interactions. */
export async function lockCase(on: Queryable, id: CaseId): Promise<CaseData | null> {
  return (await on.query(lockOne, [id]))[0]?.data ?? null
}

export async function saveCase(on: Queryable, id: CaseId, data: Readonly<CaseData>): Promise<void> {
  await on.execute(saveOne, [id, data])
}

/** In the order in which they are locked. */
export async function readOpenInteractionIds(on: Queryable, id: CaseId): Promise<InteractionId[]> {
  return (await on.query(openOnes, [id])).map((row) => row.id)
}

const insertAll = statement<
  never,
  [id: CaseId, interactionId: InteractionId | null, agentId: AgentId | null, at: number, changes: string]
>(
  'case-change.insert',
  `insert into case_change (case_id, interaction_id, agent_id, key, before, after, at)
   select $1, $2, $3, one ->> 'key', one -> 'before', one -> 'after', $4 from jsonb_array_elements($5::jsonb) as one`,
)
const lastOne = statement<{ agent_id: AgentId | null }, [id: CaseId, key: string]>(
  'case-change.last',
  'select agent_id from case_change where case_id = $1 and key = $2 order by id desc limit 1',
)
export type CaseChangeRow = {
  id: number
  interaction_id: InteractionId | null
  agent_id: AgentId | null
  key: string
  before: CaseValue
  after: CaseValue
  at: number
}
const readPage = statement<CaseChangeRow, [id: CaseId, before: number, limit: number]>(
  'case-change.page',
  `select id, interaction_id, agent_id, key, before, after, at from case_change
   where case_id = $1 and id < $2 order by id desc limit $3`,
)

export async function insertCaseChanges(
  on: Queryable,
  id: CaseId,
  by: {
    readonly interactionId: InteractionId | null
    readonly agentId: AgentId | null
    readonly at: number
  },
  changes: readonly FieldChanged[],
): Promise<void> {
  await on.execute(insertAll, [id, by.interactionId, by.agentId, by.at, JSON.stringify(changes)])
}

/** Who has set this field last; null: nobody of the centre. */
export async function lastChanger(on: Queryable, id: CaseId, key: string): Promise<AgentId | null> {
  return (await on.query(lastOne, [id, key]))[0]?.agent_id ?? null
}

/** Newest first. */
export async function readCaseChanges(
  on: Queryable,
  id: CaseId,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<CaseChangeRow[]> {
  return await on.query(readPage, [id, before ?? Number.MAX_SAFE_INTEGER, limit])
}
