/**
 * The life of one interaction (SPEC §2): how it begins, and what every event makes of it in every state. The table below lists for
 * each state the events it knows; each handler is a few lines in the file of its kind of state. What is not in the table is refused,
 * so that a new event cannot happen anywhere by accident (I22).
 */
import type { AgentId } from '../id.ts'
import { refuse, type Refusal, type Step } from '../step.ts'
import type { InteractionEffect, InteractionEvent } from './event.ts'
import type { Answer, EventType, Given, HandlersOf, StateName } from './handler.ts'
import { whileActive, whileDraft, whileEnded } from './in-hands.ts'
import { whileOffered, whileWaiting } from './in-line.ts'
import type { Interaction, InteractionState } from './interaction.ts'
import { whileParked, whileStored } from './put-aside.ts'
import type { InteractionRefusal } from './refusal.ts'

export type { InteractionRefusal } from './refusal.ts'

export type NewInteraction = Pick<
  Interaction,
  | 'id'
  | 'caseId'
  | 'contactId'
  | 'channel'
  | 'accountId'
  | 'direction'
  | 'queueId'
  | 'priority'
  | 'requiredSkills'
  | 'preferredAgentId'
>

/** It begins to wait, and the instant is its place in line from now on (I1). */
export function openInteraction(input: NewInteraction, at: number): Step<Interaction, InteractionEffect> {
  return { state: begin(input, { name: 'waiting', since: at, why: 'arrived' }, at), effects: [] }
}

/** An agent begins to write to a contact (I19). */
export function openDraft(
  input: NewInteraction & { readonly direction: 'outbound' },
  agentId: AgentId,
  at: number,
): Step<Interaction, InteractionEffect> {
  return { state: begin(input, { name: 'draft', agentId, since: at }, at), effects: [] }
}

function begin(input: NewInteraction, state: InteractionState, at: number): Interaction {
  const {
    id,
    caseId,
    contactId,
    channel,
    accountId,
    direction,
    queueId,
    priority,
    requiredSkills,
    preferredAgentId,
  } = input
  const identity = { id, caseId, contactId, channel, accountId, direction }
  return {
    ...identity,
    queueId,
    priority,
    requiredSkills,
    preferredAgentId,
    placeAt: at,
    state,
    declines: [],
    dispositionId: null,
  }
}

const handlers: { readonly [Name in Exclude<StateName, 'closed'>]: HandlersOf<Name> } = {
  draft: whileDraft,
  waiting: whileWaiting,
  offered: whileOffered,
  active: whileActive,
  parked: whileParked,
  stored: whileStored,
  ended: whileEnded,
}

export function stepInteraction(
  interaction: Interaction,
  event: InteractionEvent,
  at: number,
): Step<Interaction, InteractionEffect> | Refusal<InteractionRefusal> {
  const { state } = interaction
  if (state.name === 'closed') return refuse('interaction-closed')
  // The table pairs each handler with its state and its event; the compiler cannot carry that pairing through the look-up.
  const known = handlers[state.name] as { readonly [Type in EventType]?: (given: Given) => Answer }
  const handler = known[event.type]
  return handler
    ? handler({ interaction, state, event, at })
    : refuse('wrong-state', { state: state.name, event: event.type })
}
