/**
 * What the page knows of what is happening: the server's snapshot and events folded into one value (`fold.ts`), with the agent's own wishes shown
 * until they are answered. Nothing here knows React, sockets or clocks.
 */
import type { AgentId, CallId, InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import type { WaitingReason } from '#core/routing/snapshot.ts'
import type { AgentStateView, OwnStateView } from '#protocol/agent-state.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Cursor, QueuePulse } from '#protocol/live.ts'
import type { Conversation } from './conversation.ts'
import type { LiveCall } from './fold-call.ts'
import type { OutgoingList } from './outgoing.ts'
import type { Filling } from './filling.ts'
import type { ViewEvent } from './step.ts'
import type { Tentative } from './tentative.ts'

/** `connecting`: for the first time. `lost`: it was live; what is shown may be old. */
export type Connection = 'connecting' | 'live' | 'lost'

export type TrackedInteraction = Tentative<InteractionView, ViewEvent>
export type TrackedOwn = Tentative<OwnStateView, PresenceEvent>

/** Why something waits, as the queues' signal last said. */
export type WaitingFact = { readonly reason: WaitingReason; readonly position: number }

export type LiveModel = {
  readonly me: AgentId
  readonly connection: Connection
  readonly lostAt: number | null
  readonly cursor: Cursor | null
  readonly own: TrackedOwn | null
  readonly agents: ReadonlyMap<AgentId, AgentStateView>
  readonly interactions: ReadonlyMap<InteractionId, TrackedInteraction>
  /** Open calls: the person's own, and for supervisors all. */
  readonly calls: ReadonlyMap<CallId, LiveCall>
  /** The rest of the lists is on its way; null: everything is here. */
  readonly filling: Filling | null
  /** The last state of those that left the lists a short while ago: what became of an offer is told from it. */
  readonly departed: readonly InteractionView[]
  readonly conversations: ReadonlyMap<InteractionId, Conversation>
  readonly outgoing: OutgoingList
  /** Conversations in which the customer is writing now. */
  readonly typing: ReadonlySet<InteractionId>
  /** Conversations of others, seen by this person, in which their agent is writing now. */
  readonly agentTyping: ReadonlyMap<InteractionId, AgentId>
  readonly pulses: readonly QueuePulse[]
  readonly waiting: ReadonlyMap<InteractionId, WaitingFact>
}

export function emptyModel(me: AgentId, outgoing: OutgoingList = []): LiveModel {
  return {
    me,
    connection: 'connecting',
    lostAt: null,
    cursor: null,
    own: null,
    agents: new Map(),
    interactions: new Map(),
    calls: new Map(),
    filling: null,
    departed: [],
    conversations: new Map(),
    outgoing,
    typing: new Set(),
    agentTyping: new Map(),
    pulses: [],
    waiting: new Map(),
  }
}

/** The places of the inbox. `workbin`: what was stored. `others`: what colleagues handle, for who may see it. */
export const listNames = ['active', 'pending', 'ended', 'workbin', 'others'] as const
export type ListName = (typeof listNames)[number]

/** Which list it stands in for this agent; null: none. */
export function listOf(interaction: Pick<InteractionView, 'state'>, me: AgentId): ListName | null {
  const { name } = interaction.state
  if (name === 'waiting' || name === 'offered') return 'pending'
  if (name === 'stored') return 'workbin'
  if (name === 'closed') return null
  if (ownerOf(interaction) === me) return name === 'ended' ? 'ended' : 'active'
  return name === 'active' || name === 'parked' ? 'others' : null
}

export function shownInteraction(model: LiveModel, id: InteractionId): InteractionView | null {
  return model.interactions.get(id)?.shown ?? null
}

export function inList(model: Pick<LiveModel, 'interactions' | 'me'>, list: ListName): InteractionView[] {
  const found: InteractionView[] = []
  for (const { shown } of model.interactions.values()) if (listOf(shown, model.me) === list) found.push(shown)
  return found
}
