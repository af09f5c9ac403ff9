/**
 * Getting hold of an interaction and letting it go. However an agent comes by it (accepted, pulled, assigned, retrieved, taken), it
 * becomes active in one way; however it goes back to the line, it keeps its place (I1).
 */
import type { AgentId } from '../id.ts'
import { refuse, type Refusal } from '../step.ts'
import { cancelAlarms } from './alarm.ts'
import type { InteractionEffect } from './event.ts'
import { enter, type InteractionStep } from './handler.ts'
import type { Interaction, WaitingWhy } from './interaction.ts'

export function handlingStarted({ id, channel, queueId }: Interaction, agentId: AgentId): InteractionEffect {
  return { type: 'agent', agentId, event: { type: 'handling-started', interactionId: id, channel, queueId } }
}

export function handlingStopped({ id }: Interaction, agentId: AgentId, ended: boolean): InteractionEffect {
  return { type: 'agent', agentId, event: { type: 'handling-stopped', interactionId: id, ended } }
}

export function handlingClosed({ id }: Interaction, agentId: AgentId): InteractionEffect {
  return { type: 'agent', agentId, event: { type: 'handling-closed', interactionId: id } }
}

/** `before`: what else leaving the present state brings about, told ahead of the new owner. */
export function giveTo(
  interaction: Interaction,
  agentId: AgentId,
  at: number,
  before: readonly InteractionEffect[] = [],
): InteractionStep {
  return enter(interaction, { name: 'active', agentId, since: at }, [
    ...cancelAlarms(interaction),
    ...before,
    handlingStarted(interaction, agentId),
  ])
}

export function backToLine(
  interaction: Interaction,
  why: WaitingWhy,
  at: number,
  effects: readonly InteractionEffect[] = [],
): InteractionStep {
  return enter(interaction, { name: 'waiting', since: at, why }, [...cancelAlarms(interaction), ...effects])
}

/** The answer to somebody who asks for what has an owner already (I4, I9). */
export function heldAlready(ownerId: AgentId, agentId: AgentId): Refusal<'already-yours' | 'taken-by-other'> {
  return ownerId === agentId ? refuse('already-yours') : refuse('taken-by-other', { agentId: ownerId })
}
