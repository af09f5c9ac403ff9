/**
 * The data of a case changed by whoever handles one of its interactions (B1, rules C1–C4, R8). The case's own row is locked first and then its open
 * interactions in the order of their ids: two agents at once come one after the other, and every screen that shows the case hears of it.
 */
import { changeCase as change, type FieldChanged } from '#core/case/change-case.ts'
import { heldValue, type CaseValue } from '#core/case/case-value.ts'
import type { CaseId, InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { CaseHistory, caseHistoryQuery, ChangeCase } from '#protocol/case.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { toInteractionView } from '../present/interaction-view.ts'
import {
  insertCaseChanges,
  lastChanger,
  lockCase,
  readCaseChanges,
  readOpenInteractionIds,
  saveCase,
  type CaseData,
} from '../store/case-row.ts'
import { readInteraction, type InteractionRecord } from '../store/interaction-record.ts'
import { maySee, refusalOf } from './may-act-on.ts'
import { act, type Unit } from './unit.ts'

export async function changeCase(
  context: Context,
  actor: Actor,
  id: InteractionId,
  { changes }: ChangeCase,
): Promise<{ interaction: InteractionView } | Refusal> {
  const done = await act(context, async (unit) => {
    const { transaction } = unit
    const seen = await readInteraction(transaction, id)
    if (!seen || !maySee(context, actor, seen)) return refuse('not-found')
    const { caseId } = seen.interaction
    const data = await lockCase(transaction, caseId)
    if (!data) throw new Error(`Interaction ${id} has no case ${caseId}.`)
    const open = await readOpenInteractionIds(transaction, caseId)
    for (const one of open) await unit.interaction(one)
    const record = await unit.interaction(id)
    if (!record) return refuse('not-found')
    const refused = refusalOf(context, actor, 'change-case', record)
    if (refused) return refused
    const fields = context.configuration.caseFields()
    const changed = change(data, changes, (key) => fields.find((field) => field.key === key) ?? null)
    if (isRefusal(changed)) return await named(context, unit, record, changed)
    const by = { interactionId: id, agentId: actor.agentId }
    await keepCase(unit, caseId, changed, open, by)
    return { unit, data: changed.data }
  })
  if (isRefusal(done)) return done
  const record = await done.unit.interaction(id)
  // One that is closed keeps still; what it shows of its case is new all the same.
  return record ? { interaction: toInteractionView({ ...record, caseData: done.data }) } : refuse('not-found')
}

/** Whose value stands in the way is told by name; the customer's, when nobody of the centre has set it. */
async function named(
  context: Context,
  { transaction }: Unit,
  { interaction, contactName }: InteractionRecord,
  refusal: Refusal,
): Promise<Refusal> {
  if (refusal.refused !== 'case-changed-meanwhile') return refusal
  const agentId = await lastChanger(transaction, interaction.caseId, String(refusal.details?.['key'] ?? ''))
  const agent = agentId ? (context.configuration.agent(agentId)?.name ?? '…') : contactName
  return refuse(refusal.refused, { ...refusal.details, agent })
}

/** Keeps the data with who changed what, and shows it in every interaction that is open. */
async function keepCase(
  unit: Unit,
  caseId: CaseId,
  { data, changed }: { readonly data: Readonly<CaseData>; readonly changed: readonly FieldChanged[] },
  open: readonly InteractionId[],
  by: { readonly interactionId: InteractionId | null; readonly agentId: Actor['agentId'] | null },
): Promise<void> {
  if (changed.length === 0) return
  await saveCase(unit.transaction, caseId, data)
  await insertCaseChanges(unit.transaction, caseId, { ...by, at: unit.at }, changed)
  for (const one of open) await unit.amend(one, { caseData: data })
}

/** What a customer says anew of a case that goes on: it counts, and what stood there before is in the history. Answers the data as it is then. */
export async function addToCase(
  unit: Unit,
  caseId: CaseId,
  said: Readonly<Record<string, CaseValue>>,
): Promise<Readonly<CaseData>> {
  const before = (await lockCase(unit.transaction, caseId)) ?? {}
  const changed = Object.entries(said)
    .map(([key, after]) => ({ key, before: heldValue(before, key), after }))
    .filter((one) => one.before !== one.after)
  if (changed.length === 0) return before
  const data = { ...before, ...said }
  const open = await readOpenInteractionIds(unit.transaction, caseId)
  await keepCase(unit, caseId, { data, changed }, open, { interactionId: null, agentId: null })
  return data
}

export async function seeCaseHistory(
  context: Context,
  actor: Actor,
  id: InteractionId,
  { before, limit }: z.output<typeof caseHistoryQuery>,
): Promise<CaseHistory | Refusal> {
  const record = await readInteraction(context.database, id)
  // Who may not see it is not told whether it exists.
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  const rows = await readCaseChanges(context.database, record.interaction.caseId, {
    before,
    limit: limit + 1,
  })
  return {
    changes: rows.slice(0, limit).map((row) => ({
      id: row.id,
      key: row.key,
      before: row.before,
      after: row.after,
      at: row.at,
      agentId: row.agent_id,
      agentName: row.agent_id ? (context.configuration.agent(row.agent_id)?.name ?? '…') : null,
      interactionId: row.interaction_id,
    })),
    hasMore: rows.length > limit,
  }
}
