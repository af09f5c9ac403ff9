/** Blind transfer: to a queue's line, or to the agent who is meant or is free. Whoever is consulted is let go (K19). */
import type { CallId } from '#core/id.ts'
import { isRefusal, refuse } from '#core/step.ts'
import type { Actor } from '#core/permission/may.ts'
import type { CallTarget } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { actOnCall, type CallInHand, type CallOutcome } from './act-on-call.ts'
import { refusalOf } from './may-act-on.ts'
import { noteQueue, toQueue, transferToAgent } from './transfer.ts'
import { whomToRing } from './whom-to-ring.ts'

export async function transferCall(
  context: Context,
  actor: Actor,
  id: CallId,
  target: CallTarget,
): CallOutcome {
  const done = await actOnCall(
    context,
    actor,
    id,
    'transfer',
    async (inHand) => await give(context, actor, inHand, target),
  )
  // The one it is offered to may have closed the page.
  if (!isRefusal(done)) context.doorbell.ring('outbox')
  return done
}

async function give(
  context: Context,
  actor: Actor,
  { unit, record: { call } }: CallInHand,
  target: CallTarget,
): ReturnType<typeof transferToAgent> {
  const interaction = call.interactionId && (await unit.interaction(call.interactionId))
  if (!interaction) return refuse('no-customer')
  const refused = refusalOf(context, actor, 'transfer', interaction)
  if (refused) return refused
  if ('queueId' in target) {
    const { id } = interaction.interaction
    const event = toQueue(context, interaction, target.queueId)
    if (isRefusal(event)) return event
    return (await unit.applyToInteraction(id, event)) ?? (await noteQueue(context, unit, id, target.queueId))
  }
  const found = await whomToRing(context, unit, target, { call, for: 'give' })
  return isRefusal(found)
    ? found
    : await transferToAgent(context, unit, interaction, { fromAgentId: actor.agentId, toAgentId: found.to })
}
