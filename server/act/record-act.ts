/** Switching the recording on, off, or to silence (K20), as far as the queue lets its agents. */
import type { Call } from '#core/call/call.ts'
import type { CallId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse } from '#core/step.ts'
import type { Context } from '../context.ts'
import { actOnCall, type CallOutcome } from './act-on-call.ts'

export async function recordCall(
  context: Context,
  actor: Actor,
  id: CallId,
  to: Call['recording'],
): CallOutcome {
  return await actOnCall(context, actor, id, 'record', async ({ unit, record: { call } }) => {
    const interaction = call.interactionId && (await unit.interaction(call.interactionId))
    if (!interaction) return refuse('no-customer')
    const policy = context.configuration.queue(interaction.interaction.queueId)?.voice.recording ?? 'off'
    if (policy === 'off') return refuse('recording-off')
    if (policy === 'always' && to === 'off') return refuse('recording-always')
    // There is nothing to pause: it would begin with silence that nobody has asked for.
    if (to === 'paused' && call.recording === 'off') return refuse('wrong-state')
    return await unit.applyToCall(id, { type: 'recording-set', to })
  })
}
