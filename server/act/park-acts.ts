/** Parking: a call waits in a numbered slot, with music, until somebody of any team picks it up or its time is over (I20). */
import type { CallId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { ParkedCall } from '#protocol/call.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Context } from '../context.ts'
import { toInteractionView } from '../present/interaction-view.ts'
import { firstName } from '../present/message-view.ts'
import { parkedInSlot, readParkedCalls, takeFreeSlot } from '../store/parked-row.ts'
import { actOnCall, type CallOutcome } from './act-on-call.ts'
import { refusalOf } from './may-act-on.ts'
import { act } from './unit.ts'

export async function parkCall(context: Context, actor: Actor, id: CallId): CallOutcome {
  return await actOnCall(context, actor, id, 'park', async ({ unit, record: { call } }) => {
    const interaction = call.interactionId && (await unit.interaction(call.interactionId))
    if (!interaction) return refuse('no-customer')
    const refused = refusalOf(context, actor, 'park', interaction)
    const queue = context.configuration.queue(interaction.interaction.queueId)
    if (refused || !queue) return refused ?? refuse('not-found')
    const slot = await takeFreeSlot(unit.transaction)
    const untilAt = unit.at + queue.voice.parkMs
    const no = await unit.applyToInteraction(interaction.interaction.id, { type: 'parked', slot, untilAt })
    if (no) return no
    await unit.note(interaction.interaction.id, { code: 'parked', values: { slot } })
    return null
  })
}

/** For those who could pick one up, and for supervisors. */
export async function seeParked(
  context: Context,
  actor: Actor,
): Promise<{ readonly parked: readonly ParkedCall[] }> {
  const isTheirs = hasVoice(context, actor) || isAtLeast(actor.role, 'supervisor')
  return { parked: isTheirs ? await readParkedCalls(context.database) : [] }
}

export async function retrieveParked(
  context: Context,
  actor: Actor,
  slot: string,
): Promise<{ readonly interaction: InteractionView } | Refusal> {
  if (!hasVoice(context, actor)) return refuse('channel-not-assigned')
  const id = await parkedInSlot(context.database, slot)
  if (!id) return refuse('slot-empty', { slot })
  const done = await act(context, async (unit) => {
    const record = await unit.interaction(id)
    const state = record?.interaction.state
    if (!record || state?.name !== 'parked' || state.slot !== slot) return refuse('slot-empty', { slot })
    const refused = refusalOf(context, actor, 'retrieve', record)
    if (refused) return refused
    const no = await unit.applyToInteraction(id, { type: 'retrieved', agentId: actor.agentId })
    if (no) return no
    if (!(await unit.presence(actor.agentId))?.presence.online) return refuse('agent-offline')
    const name = context.configuration.agent(actor.agentId)?.name ?? ''
    await unit.note(id, { code: 'accepted', values: { agent: firstName(name) } })
    return unit
  })
  if (isRefusal(done)) return done
  const record = await done.interaction(id)
  return record ? { interaction: toInteractionView(record) } : refuse('not-found')
}

function hasVoice(context: Context, { agentId }: Actor): boolean {
  return context.configuration.agent(agentId)?.channels.includes('voice') ?? false
}
