/** Everything that a person does in a call or with one, by its name in the protocol. */
import type { Party } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import type { CallId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse } from '#core/step.ts'
import type { CallAct } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { actOnCall, stepAsParty, type CallOutcome } from './act-on-call.ts'
import { invite } from './call-invite.ts'
import { transferCall } from './call-transfer.ts'
import { monitorCall, takeOverCall } from './monitor-acts.ts'
import { parkCall } from './park-acts.ts'
import { recordCall } from './record-act.ts'
import { attachMs } from './unit-calls.ts'

export async function doInCall(context: Context, actor: Actor, id: CallId, act: CallAct): CallOutcome {
  const step = async (event: (own: Party) => CallEvent): CallOutcome =>
    await stepAsParty(context, actor, id, act.type, event)
  switch (act.type) {
    case 'hold':
      return await holdOrResume(context, actor, id, 'hold', { type: 'held' })
    case 'resume':
      return await holdOrResume(context, actor, id, 'resume', { type: 'resumed' })
    case 'mute':
      return await step(({ id: partyId }) => ({ type: 'muted', partyId, on: act.on }))
    case 'press':
      return await step(({ id: partyId }) => ({ type: 'digits-pressed', partyId, digits: act.digits }))
    case 'invite':
      return await invite(context, actor, id, act)
    case 'answer':
      return await step(({ id: partyId }) => ({
        type: 'invitation-accepted',
        partyId,
        untilAt: context.now() + attachMs.joining,
      }))
    case 'refuse':
      return await step(({ id: partyId }) => ({ type: 'invitation-ended', partyId, why: 'refused' }))
    case 'turn':
      return await step(() => ({ type: 'turned', to: act.to }))
    case 'merge':
      return await step(() => ({ type: 'merged' }))
    case 'hand-over':
      return await step(() => ({ type: 'handed-over', partyId: act.partyId, stay: act.stay }))
    case 'remove':
      return await step(() => ({ type: 'removed', partyId: act.partyId }))
    case 'leave':
      return await step(({ id: partyId }) => ({ type: 'left', partyId }))
    case 'transfer':
      return await transferCall(context, actor, id, act.target)
    case 'park':
      return await parkCall(context, actor, id)
    case 'record':
      return await recordCall(context, actor, id, act.to)
    case 'monitor':
      return await monitorCall(context, actor, id, act.mode)
    case 'take-over':
      return await takeOverCall(context, actor, id)
  }
}

async function holdOrResume(
  context: Context,
  actor: Actor,
  id: CallId,
  what: 'hold' | 'resume',
  event: CallEvent,
): CallOutcome {
  return await actOnCall(context, actor, id, what, async ({ unit, record }) =>
    record.call.interactionId ? await unit.applyToCall(id, event) : refuse('no-customer'),
  )
}
