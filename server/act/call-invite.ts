/** Calling a colleague: into a call that goes on (K7, K11), or for a talk of its own (K23). */
import type { Call } from '#core/call/call.ts'
import { hasRoomForCall } from '#core/call/ringing.ts'
import { openInternalCall } from '#core/call/step.ts'
import type { CallId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { CallAct, CallTarget } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { actOnCall, seenBy, type CallOutcome } from './act-on-call.ts'
import { newCallRecord } from './begin-call.ts'
import { attachMs } from './unit-calls.ts'
import { act, type Unit } from './unit.ts'
import { calledAgent, whomToRing } from './whom-to-ring.ts'

/** How long a colleague's telephone rings where no queue says so, in ms. */
const internalRingMs = 20_000

export async function ringMsOf(
  context: Context,
  unit: Unit,
  { interactionId }: Pick<Call, 'interactionId'>,
): Promise<number> {
  const record = interactionId ? await unit.interaction(interactionId) : null
  const queue = record && context.configuration.queue(record.interaction.queueId)
  return queue?.voice.ringMs ?? internalRingMs
}

export async function invite(
  context: Context,
  actor: Actor,
  id: CallId,
  { target, as }: Pick<Extract<CallAct, { readonly type: 'invite' }>, 'target' | 'as'>,
): CallOutcome {
  return await actOnCall(context, actor, id, 'invite', async ({ unit, record: { call } }) =>
    ring(context, unit, call, target, as),
  )
}

async function ring(
  context: Context,
  unit: Unit,
  call: Call,
  target: CallTarget,
  as: 'consulted' | 'member',
): Promise<Refusal | null> {
  const found = await whomToRing(context, unit, target, { call, for: 'ask' })
  if (isRefusal(found)) return found
  return await unit.applyToCall(call.id, {
    type: 'invited',
    partyId: context.newId('pty'),
    who: { kind: 'agent', agentId: found.to },
    as,
    untilAt: unit.at + (await ringMsOf(context, unit, call)),
    ...(found.insteadOf.length > 0 && { insteadOf: found.insteadOf }),
  })
}

export async function startCall(context: Context, actor: Actor, target: CallTarget): CallOutcome {
  const { agentId } = actor
  const id = context.newId('cal')
  const done = await act(context, async (unit) => {
    const self = calledAgent(context, agentId)
    if (isRefusal(self)) return self
    // In one order: two who call each other must not wait for each other.
    const both = 'agentId' in target ? [agentId, target.agentId] : [agentId]
    for (const one of both.toSorted()) await unit.presence(one)
    const presence = (await unit.presence(agentId))?.presence
    if (!presence?.online) return refuse('agent-offline')
    if (!hasRoomForCall(presence)) return refuse('own-call-open')
    const opened = openInternalCall(
      { id, partyId: context.newId('pty'), agentId, untilAt: unit.at + attachMs.joining },
      unit.at,
    )
    await unit.openCall(newCallRecord(opened.state, unit.at), opened.effects)
    return (await ring(context, unit, opened.state, target, 'member')) ?? unit
  })
  return isRefusal(done) ? done : await seenBy(context, actor, done, id)
}
