/** A supervisor looks on at a call, changes how, or takes it over (K15, K16). That somebody has looked on is in the audit log. */
import { agentIdOf, withRole, type MonitorMode } from '#core/call/call.ts'
import type { CallId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { Context } from '../context.ts'
import { insertAudit } from '../store/audit-row.ts'
import { actOnCall, stepAsParty, type CallInHand, type CallOutcome } from './act-on-call.ts'
import { attachMs } from './unit-calls.ts'

export async function monitorCall(
  context: Context,
  actor: Actor,
  id: CallId,
  mode: MonitorMode,
): CallOutcome {
  return await actOnCall(context, actor, id, 'monitor', async ({ unit, record, own }) => {
    const refused = own
      ? await unit.applyToCall(id, { type: 'monitor-changed', partyId: own.id, mode })
      : await lookOn(context, actor, { unit, record, own }, mode)
    if (refused) return refused
    await insertAudit(
      unit.transaction,
      {
        actorId: actor.agentId,
        act: 'monitored',
        subjectKind: 'call',
        subjectId: id,
        before: own && { mode: own.mode },
        after: { mode, interactionId: record.call.interactionId },
      },
      unit.at,
    )
    return null
  })
}

async function lookOn(
  context: Context,
  { agentId }: Actor,
  { unit, record: { call } }: CallInHand,
  mode: MonitorMode,
): Promise<Refusal | null> {
  const other = withRole(call, 'supervisor')
  const otherId = other && agentIdOf(other)
  if (otherId)
    return refuse('already-monitored', { agent: context.configuration.agent(otherId)?.name ?? '…' })
  return await unit.applyToCall(call.id, {
    type: 'monitored',
    partyId: context.newId('pty'),
    agentId,
    mode,
    untilAt: unit.at + attachMs.joining,
  })
}

export async function takeOverCall(context: Context, actor: Actor, id: CallId): CallOutcome {
  return await stepAsParty(context, actor, id, 'take-over', (own) => ({
    type: 'taken-over',
    partyId: own.id,
  }))
}
