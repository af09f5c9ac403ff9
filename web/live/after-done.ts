/**
 * What the agent's state will be once an interaction is marked done (B6): the core's own step, tried out on the agent's presence as the page knows
 * it. Nothing is said where nothing changes: the after-call work of this interaction is over already, or there is more of it to come.
 */
import type { InteractionId } from '#core/id.ts'
import type { Presence } from '#core/presence/presence.ts'
import { stepPresence } from '#core/presence/step.ts'
import { topState, type TopState } from '#core/presence/top-state.ts'
import { isRefusal } from '#core/step.ts'

export type Next = Pick<TopState, 'name' | 'reasonId'>

export function afterDone(presence: Presence, id: InteractionId, at: number): Next | null {
  // What ends after-call work was put down with it when it began: no queue is asked.
  const step = stepPresence(presence, { type: 'handling-closed', interactionId: id }, at, () => {
    throw new Error('Marking done asked for the rules of a queue.')
  })
  if (isRefusal(step) || step.state.afterWork || !presence.afterWork) return null
  // With something else in hand the agent stays in service, and this is what comes after that.
  const { name, reasonId } = topState({ ...step.state, handling: [] }, at)
  return { name, reasonId }
}
