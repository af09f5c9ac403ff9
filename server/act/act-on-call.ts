/** What every act on a call has in common: load and lock it, may this person do it (R10), one thing, and the call as this person may see it afterwards. */
import { type Party } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import type { CallId } from '#core/id.ts'
import { ownParty, refusalOfCall, type CallActName } from '#core/permission/call-act.ts'
import type { Actor } from '#core/permission/may.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { CallView } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { asSeenBy, toCallView } from '../present/call-view.ts'
import type { CallRecord } from '../store/call-record.ts'
import { aboutCall } from './call-news.ts'
import { act, type Unit } from './unit.ts'

export type CallOutcome = Promise<{ readonly call: CallView } | Refusal>

export type CallInHand = {
  readonly unit: Unit
  readonly record: CallRecord
  /** The actor's own party, whatever its role. */
  readonly own: Party | null
}

export async function actOnCall(
  context: Context,
  actor: Actor,
  id: CallId,
  what: CallActName,
  work: (inHand: CallInHand) => Promise<Refusal | null>,
): CallOutcome {
  const done = await act(context, async (unit) => {
    const record = await unit.call(id)
    if (!record) return refuse('not-found')
    const refused = refusalOfCall(record.call, actor, what)
    return refused ?? (await work({ unit, record, own: ownParty(record.call, actor) })) ?? unit
  })
  return isRefusal(done) ? done : await seenBy(context, actor, done, id)
}

/** One step of core by somebody who takes part. */
export async function stepAsParty(
  context: Context,
  actor: Actor,
  id: CallId,
  what: CallActName,
  event: (own: Party) => CallEvent,
): CallOutcome {
  return await actOnCall(context, actor, id, what, async ({ unit, own }) =>
    own ? await unit.applyToCall(id, event(own)) : refuse('not-found'),
  )
}

export async function seenBy(
  context: Context,
  { agentId, role }: Actor,
  unit: Unit,
  id: CallId,
): CallOutcome {
  const record = await unit.call(id)
  if (!record) return refuse('not-found')
  const { interactionId } = record.call
  const interaction = interactionId ? await unit.interaction(interactionId) : null
  const view = toCallView(record, aboutCall(context, interaction))
  return { call: asSeenBy(view, { agentId, isSupervisor: isAtLeast(role, 'supervisor') }) }
}
