/**
 * The fold: what the model becomes with each thing that happens, be it a frame of the server, an act of the agent, or its answer.
 */
import type { CallEvent } from '#core/call/event.ts'
import type { AgentId, CallId, InteractionId } from '#core/id.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import type { OwnStateView } from '#protocol/agent-state.ts'
import type { CallView } from '#protocol/call.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ServerFrame, Signal } from '#protocol/live.ts'
import type { MessageView } from '#protocol/message.ts'
import type { Problem } from '../net/problem.ts'
import {
  pageAsked,
  withMessage,
  withPage,
  type Conversation,
  type FetchedPage,
  type PageKind,
} from './conversation.ts'
import { foldCallAnswer, foldCallRefusal, foldCallSignal, foldCallWish, liveCalls } from './fold-call.ts'
import { foldEvent, withConversation } from './fold-event.ts'
import { keepInteraction } from './keep-interaction.ts'
import type { LiveModel } from './model.ts'
import { withState, without, withoutArrived, type Outgoing } from './outgoing.ts'
import { foldFilled, newFilling } from './filling.ts'
import { stepOwn, stepView, type ViewEvent } from './step.ts'
import { answered, settled, wished, type Wish } from './tentative.ts'

export type LiveInput =
  | { readonly type: 'frame'; readonly frame: ServerFrame }
  | { readonly type: 'line-lost'; readonly at: number }
  | { readonly type: 'wished'; readonly interactionId: InteractionId; readonly wish: Wish<ViewEvent> }
  /** `interaction` absent: the wish was refused. */
  | {
      readonly type: 'answered'
      readonly interactionId: InteractionId
      readonly wishId: number
      readonly interaction?: InteractionView
    }
  /** A page of a list, fetched after the snapshot; `hasMoreWaiting`: of what waits more is still to come. */
  | {
      readonly type: 'filled'
      readonly interactions: readonly InteractionView[]
      readonly hasMoreWaiting: boolean
    }
  | { readonly type: 'fill-ended' }
  | { readonly type: 'state-wished'; readonly wish: Wish<PresenceEvent> }
  | { readonly type: 'state-answered'; readonly wishId: number; readonly own?: OwnStateView }
  | { readonly type: 'page-asked'; readonly interactionId: InteractionId }
  | {
      readonly type: 'page-came'
      readonly interactionId: InteractionId
      readonly page: FetchedPage
      readonly kind: PageKind
    }
  | { readonly type: 'conversation-left'; readonly interactionId: InteractionId }
  | { readonly type: 'said'; readonly outgoing: Outgoing }
  | {
      readonly type: 'say-state'
      readonly clientId: string
      readonly state: Outgoing['state']
      readonly problem?: Problem
    }
  | { readonly type: 'say-kept'; readonly message: MessageView }
  | { readonly type: 'call-wished'; readonly callId: CallId; readonly wish: Wish<CallEvent> }
  /** The server's answer to an act with a call. */
  | { readonly type: 'call-answered'; readonly call: CallView; readonly wishId?: number }
  | { readonly type: 'call-refused'; readonly callId: CallId; readonly wishId: number }
  | { readonly type: 'say-dropped'; readonly clientId: string }
  | {
      readonly type: 'typing-faded'
      readonly interactionId: InteractionId
      readonly by: 'customer' | 'agent'
    }

export function foldLive(model: LiveModel, input: LiveInput): LiveModel {
  switch (input.type) {
    case 'frame':
      return foldFrame(model, input.frame)
    case 'line-lost':
      return {
        ...model,
        connection: model.connection === 'connecting' ? 'connecting' : 'lost',
        lostAt: model.lostAt ?? input.at,
        typing: new Set(),
        agentTyping: new Map(),
      }
    case 'wished': {
      const tracked = model.interactions.get(input.interactionId)
      if (!tracked) return model
      const interactions = new Map(model.interactions).set(
        input.interactionId,
        wished(tracked, input.wish, stepView),
      )
      return { ...model, interactions }
    }
    case 'answered':
      return foldAnswer(model, input)
    case 'filled':
      return foldFilled(model, input.interactions, input.hasMoreWaiting)
    case 'fill-ended':
      return { ...model, filling: null }
    case 'state-wished':
      return model.own ? { ...model, own: wished(model.own, input.wish, stepOwn) } : model
    case 'state-answered':
      return model.own
        ? { ...model, own: answered(model.own, input.wishId, newerOwn(model.own.kept, input.own), stepOwn) }
        : model
    case 'page-asked':
      return withConversation(
        model,
        input.interactionId,
        pageAsked(model.conversations.get(input.interactionId)),
      )
    case 'page-came': {
      const { interactionId, page, kind } = input
      const conversation = withPage(model.conversations.get(interactionId), page, kind)
      return {
        ...withConversation(model, interactionId, conversation),
        outgoing: withoutArrived(model.outgoing, page.messages),
      }
    }
    case 'conversation-left': {
      const conversations = new Map(model.conversations)
      conversations.delete(input.interactionId)
      return { ...model, conversations }
    }
    case 'said':
      return { ...model, outgoing: [...model.outgoing, input.outgoing] }
    case 'say-state':
      return { ...model, outgoing: withState(model.outgoing, input.clientId, input.state, input.problem) }
    case 'say-kept': {
      const conversation = model.conversations.get(input.message.interactionId)
      const next = conversation
        ? withConversation(model, input.message.interactionId, withMessage(conversation, input.message))
        : model
      return { ...next, outgoing: withoutArrived(model.outgoing, [input.message]) }
    }
    case 'call-answered':
      return foldCallAnswer(model, input.call, input.wishId)
    case 'call-wished':
      return foldCallWish(model, input.callId, input.wish)
    case 'call-refused':
      return foldCallRefusal(model, input.callId, input.wishId)
    case 'say-dropped':
      return { ...model, outgoing: without(model.outgoing, new Set([input.clientId])) }
    case 'typing-faded':
      return input.by === 'customer'
        ? withTyping(model, input.interactionId, false)
        : withAgentTyping(model, input.interactionId, null)
  }
}

function foldFrame(model: LiveModel, frame: ServerFrame): LiveModel {
  switch (frame.type) {
    case 'snapshot':
      return foldSnapshot(model, frame)
    case 'events': {
      const live: LiveModel = { ...model, connection: 'live', lostAt: null, cursor: frame.cursor }
      return frame.events.reduce(foldEvent, live)
    }
    case 'signal':
      return foldSignal(model, frame.signal)
    case 'ping':
    case 'bye':
      return model
  }
}

/** Everything as it is now. Wishes still on their way stay, and what is open on the screen is read again where it may have gaps. */
function foldSnapshot(
  model: LiveModel,
  frame: Extract<ServerFrame, { readonly type: 'snapshot' }>,
): LiveModel {
  const blank: LiveModel = {
    ...model,
    connection: 'live',
    lostAt: null,
    cursor: frame.cursor,
    own: keepOwn(model, frame.own),
    agents: new Map(frame.agents.map((agent) => [agent.agentId, agent])),
    interactions: new Map(),
    calls: liveCalls(frame.calls, model.calls),
    filling: newFilling(frame.moreWaiting !== null),
    conversations: new Map([...model.conversations].map(([id, conversation]) => [id, stale(conversation)])),
    typing: new Set(),
    agentTyping: new Map(),
  }
  const interactions = frame.interactions.map((view) => [view.id, keepInteraction(model, view)] as const)
  return { ...blank, interactions: new Map(interactions) }
}

const stale = (conversation: Conversation): Conversation => ({ ...conversation, isStale: true })

function keepOwn(model: LiveModel, own: OwnStateView): LiveModel['own'] {
  return model.own ? answered(model.own, -1, own, stepOwn) : settled(own)
}

const newerOwn = (kept: OwnStateView, own: OwnStateView | undefined): OwnStateView =>
  own && own.version >= kept.version ? own : kept

function foldAnswer(model: LiveModel, input: Extract<LiveInput, { readonly type: 'answered' }>): LiveModel {
  const tracked = model.interactions.get(input.interactionId)
  if (!tracked) return model
  const newer =
    input.interaction && input.interaction.version >= tracked.kept.version ? input.interaction : tracked.kept
  const interactions = new Map(model.interactions)
  if (newer.state.name === 'closed') interactions.delete(input.interactionId)
  else interactions.set(input.interactionId, answered(tracked, input.wishId, newer, stepView))
  return { ...model, interactions }
}

function foldSignal(model: LiveModel, signal: Signal): LiveModel {
  switch (signal.type) {
    case 'customer-typing':
      return withTyping(model, signal.interactionId, signal.on)
    case 'call-quality':
    case 'call-digit':
      return foldCallSignal(model, signal)
    // Kept in `drafts.ts`.
    case 'draft-changed':
      return model
    case 'agent-typing':
      return signal.agentId === model.me
        ? model
        : withAgentTyping(model, signal.interactionId, signal.on ? signal.agentId : null)
    case 'queues':
      return {
        ...model,
        pulses: signal.queues,
        waiting: new Map(
          signal.waiting.map(({ interactionId, reason, position }) => [interactionId, { reason, position }]),
        ),
      }
  }
}

function withAgentTyping(model: LiveModel, id: InteractionId, agentId: AgentId | null): LiveModel {
  if ((model.agentTyping.get(id) ?? null) === agentId) return model
  const agentTyping = new Map(model.agentTyping)
  if (agentId === null) agentTyping.delete(id)
  else agentTyping.set(id, agentId)
  return { ...model, agentTyping }
}

function withTyping(model: LiveModel, id: InteractionId, isOn: boolean): LiveModel {
  if (model.typing.has(id) === isOn) return model
  const typing = new Set(model.typing)
  if (isOn) typing.add(id)
  else typing.delete(id)
  return { ...model, typing }
}
