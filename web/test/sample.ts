/** Values for the tests of the live model: one agent, interactions and messages with as little in them as matters. */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { InteractionState, Offer } from '#core/interaction/interaction.ts'
import { emptySummary } from '#core/interaction/summary.ts'
import { newPresence, stepPresence } from '#core/presence/step.ts'
import { isRefusal } from '#core/step.ts'
import type { OwnStateView } from '#protocol/agent-state.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { LiveEvent, ServerFrame } from '#protocol/live.ts'
import type { MessageView } from '#protocol/message.ts'
import { foldLive, type LiveInput } from '#web/live/fold.ts'
import { emptyModel, type LiveModel } from '#web/live/model.ts'

export const ana: AgentId = 'agt_ana'
export const bruno: AgentId = 'agt_bruno'
export const now = 1_000_000

export const waiting = { name: 'waiting', since: now - 60_000, why: 'arrived' } satisfies InteractionState
export const active = { name: 'active', agentId: ana, since: now - 30_000 } satisfies InteractionState
export const ended = {
  name: 'ended',
  agentId: ana,
  since: now - 5_000,
  by: 'agent',
} satisfies InteractionState

export function offerTo(agentId: AgentId, more: Partial<Offer> = {}): Offer {
  return {
    id: `off_${agentId.slice(4)}`,
    agentId,
    offeredAt: now - 1_000,
    deadlineAt: now + 19_000,
    autoAnswer: false,
    ...more,
  }
}

export const offered = (...offers: readonly Offer[]): InteractionState => ({
  name: 'offered',
  since: now - 1_000,
  offers,
})

export function view(
  id: InteractionId,
  state: InteractionState,
  more: Partial<InteractionView> = {},
): InteractionView {
  return {
    id,
    caseId: 'cas_1',
    contactId: 'con_1',
    channel: 'web-chat',
    accountId: 'acc_1',
    direction: 'inbound',
    queueId: 'que_sales',
    priority: 0,
    requiredSkills: [],
    preferredAgentId: null,
    placeAt: now - 60_000,
    state,
    declines: [],
    dispositionId: null,
    version: 1,
    contact: { id: 'con_1', name: 'Carmen' },
    summary: emptySummary,
    caseData: {},
    tagIds: [],
    note: null,
    offerWhy: null,
    startedAt: now - 60_000,
    ...more,
  }
}

export function message(
  interactionId: InteractionId,
  position: number,
  more: Partial<MessageView> = {},
): MessageView {
  const at = now - 50_000 + position * 1_000
  return {
    id: `msg_${position}`,
    interactionId,
    position,
    direction: 'in',
    author: { kind: 'customer', name: 'Carmen' },
    text: `line ${position}`,
    note: null,
    quote: null,
    files: [],
    state: 'received',
    reason: null,
    clientId: null,
    at,
    stateAt: at,
    ...more,
  }
}

/** Ana, signed in and ready on the web chat. */
export function ownState(version = 1): OwnStateView {
  const start = newPresence(
    ana,
    ['web-chat'],
    { maximum: { 'web-chat': 3 }, interruptedBy: {} },
    now - 90_000,
  )
  const ready = [
    { type: 'signed-in' } as const,
    { type: 'state-asked', channels: 'all', state: 'ready', reasonId: null, pendingWhileBusy: true } as const,
  ].reduce((presence, event) => {
    const step = stepPresence(presence, event, now - 80_000, () => {
      throw new Error('No queue is asked about.')
    })
    if (isRefusal(step)) throw new Error(step.refused)
    return step.state
  }, start)
  return { presence: ready, version }
}

export const snapshot = (
  interactions: readonly InteractionView[],
  more: Partial<Extract<ServerFrame, { readonly type: 'snapshot' }>> = {},
): LiveInput => ({
  type: 'frame',
  frame: {
    type: 'snapshot',
    cursor: '1',
    at: now,
    own: ownState(),
    agents: [],
    interactions,
    calls: [],
    moreWaiting: null,
    ...more,
  },
})

export const events = (...list: readonly LiveEvent[]): LiveInput => ({
  type: 'frame',
  frame: { type: 'events', cursor: '2', at: now, events: list },
})

export const changed = (interaction: InteractionView, left = false): LiveEvent => ({
  type: 'interaction-changed',
  at: now,
  interaction,
  cause: 'test',
  left,
})

export const play = (...inputs: readonly LiveInput[]): LiveModel => inputs.reduce(foldLive, emptyModel(ana))
