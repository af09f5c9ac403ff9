/** What can happen to an interaction that an agent holds: *draft*, *active* and *ended* (I10–I19). */
import { mayCloseWith, maySetDisposition } from '../disposition/policy.ts'
import type { AgentId } from '../id.ts'
import { isRefusal, refuse } from '../step.ts'
import { dueKey, parkKey } from './alarm.ts'
import type { InteractionEffect } from './event.ts'
import { enter, type Answer, type EventOf, type Given, type HandlersOf } from './handler.ts'
import { backToLine, giveTo, handlingClosed, handlingStopped, heldAlready } from './holding.ts'
import type { EndedBy, Interaction } from './interaction.ts'
import { lateAnswers } from './in-line.ts'
import { decline, makeOffers } from './offers.ts'

type Claim = { readonly state: { readonly agentId: AgentId }; readonly event: { readonly agentId: AgentId } }

const toldWhoHoldsIt = ({ state, event }: Claim): Answer => heldAlready(state.agentId, event.agentId)

/** Whoever asks for it is told who has it: two at once must both learn how it went (I4, I9). */
export const claims = {
  accepted: toldWhoHoldsIt,
  pulled: toldWhoHoldsIt,
  taken: toldWhoHoldsIt,
  retrieved: toldWhoHoldsIt,
} as const

export const whileDraft: HandlersOf<'draft'> = {
  ...claims,
  'draft-sent': ({ interaction, state, at }) => giveTo(interaction, state.agentId, at),
  'draft-discarded': ({ interaction, state, at }) =>
    enter(interaction, { name: 'closed', agentId: state.agentId, since: at, outcome: 'discarded' }, [
      { type: 'closed', outcome: 'discarded' },
    ]),
}

export const whileActive: HandlersOf<'active'> = {
  ...claims,
  ...lateAnswers,
  'agent-lost': ({ interaction, state, event, at }) => {
    if (state.agentId !== event.agentId) return refuse('not-owner', { agentId: state.agentId })
    return backToLine(interaction, 'agent-lost', at, [handlingStopped(interaction, state.agentId, false)])
  },
  'customer-left': ({ interaction, state, at }) => end(interaction, state.agentId, 'customer', at),
  assigned: ({ interaction, state, event, at }) => {
    if (state.agentId === event.agentId) return refuse('already-yours')
    return giveTo(interaction, event.agentId, at, [handlingStopped(interaction, state.agentId, false)])
  },
  returned: ({ interaction, state, at }) => {
    const declined = {
      ...interaction,
      declines: [...interaction.declines, decline(state.agentId, 'returned', at)],
    }
    return backToLine(declined, 'returned', at, [handlingStopped(interaction, state.agentId, false)])
  },
  transferred: transfer,
  'transferred-to-agent': transferToAgent,
  ended: ({ interaction, state, event, at }) => end(interaction, state.agentId, event.by, at),
  disposed: dispose,
  parked: park,
  stored: store,
}

export const whileEnded: HandlersOf<'ended'> = {
  ...claims,
  ...lateAnswers,
  assigned: ({ interaction, state, event }) => {
    if (state.agentId === event.agentId) return refuse('already-yours')
    // For the former owner it is done with; the new one gets no after-call work for what another has said.
    return enter(interaction, { ...state, agentId: event.agentId }, [
      handlingClosed(interaction, state.agentId),
    ])
  },
  disposed: dispose,
  closed: close,
}

function end(interaction: Interaction, agentId: AgentId, by: EndedBy, at: number): Answer {
  return enter(interaction, { name: 'ended', agentId, since: at, by }, [
    handlingStopped(interaction, agentId, true),
  ])
}

/** A disposition belongs to the tree of the queue, so the former queue's is left behind with the declines (I12). */
function transfer({ interaction, state, event, at }: Given<'active', 'transferred'>): Answer {
  if (event.queueId === interaction.queueId) return refuse('same-queue')
  const moved: Interaction = {
    ...interaction,
    queueId: event.queueId,
    preferredAgentId: null,
    declines: [],
    dispositionId: null,
  }
  return backToLine(moved, 'transferred', at, [handlingStopped(interaction, state.agentId, false)])
}

/** It is nobody's until the colleague takes it; the one who gave it away is free at once (I26). */
function transferToAgent({ interaction, state, event, at }: Given<'active', 'transferred-to-agent'>): Answer {
  if (event.offer.agentId === state.agentId) return refuse('already-yours')
  const released = backToLine(interaction, 'transferred', at, [
    handlingStopped(interaction, state.agentId, false),
  ])
  const offered = makeOffers(released.state, [event.offer], at)
  return isRefusal(offered)
    ? offered
    : { state: offered.state, effects: [...released.effects, ...offered.effects] }
}

export function dispose({
  interaction,
  event,
}: {
  readonly interaction: Interaction
  readonly event: EventOf<'disposed'>
}): Answer {
  if (!maySetDisposition(event.policy, event.dispositionId)) return refuse('disposition-hidden')
  return { state: { ...interaction, dispositionId: event.dispositionId }, effects: [] }
}

function close({ interaction, state, event, at }: Given<'ended', 'closed'>): Answer {
  if (!mayCloseWith(event.policy, interaction.dispositionId)) return refuse('disposition-required')
  return enter(interaction, { name: 'closed', agentId: state.agentId, since: at, outcome: 'handled' }, [
    handlingClosed(interaction, state.agentId),
    { type: 'closed', outcome: 'handled' },
  ])
}

function park({ interaction, state, event, at }: Given<'active', 'parked'>): Answer {
  if (interaction.channel !== 'voice') return refuse('not-voice')
  const { slot, untilAt } = event
  return enter(interaction, { name: 'parked', agentId: state.agentId, since: at, slot, untilAt }, [
    { type: 'wake', key: parkKey(interaction.id), at: untilAt, event: { type: 'park-expired' } },
    handlingStopped(interaction, state.agentId, false),
  ])
}

function store({ interaction, state, event, at }: Given<'active', 'stored'>): Answer {
  const { workbinId, dueAt } = event
  const wake: InteractionEffect[] =
    dueAt === null ? [] : [{ type: 'wake', key: dueKey(interaction.id), at: dueAt, event: { type: 'due' } }]
  return enter(interaction, { name: 'stored', workbinId, since: at, dueAt }, [
    ...wake,
    handlingStopped(interaction, state.agentId, false),
  ])
}
