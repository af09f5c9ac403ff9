/** One event of the server's log. An older version of what the page has already is passed over, so events may come twice. */
import type { InteractionId } from '#core/id.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { Conversation } from './conversation.ts'
import { withMark, withMessage } from './conversation.ts'
import { foldCall } from './fold-call.ts'
import { withEarly, withLeft } from './filling.ts'
import { keepInteraction } from './keep-interaction.ts'
import type { LiveModel } from './model.ts'
import { withoutArrived } from './outgoing.ts'
import { stepOwn, stepView } from './step.ts'
import { answered } from './tentative.ts'

/** How many of those that left are remembered, for telling what became of them. */
const departedKept = 30

type EventOf<Type extends LiveEvent['type']> = Extract<LiveEvent, { readonly type: Type }>

export function foldEvent(model: LiveModel, event: LiveEvent): LiveModel {
  switch (event.type) {
    case 'interaction-changed':
      return foldInteraction(model, event)
    case 'message-added':
      return foldMessage(model, event)
    case 'message-changed': {
      const conversation = model.conversations.get(event.interactionId)
      return conversation
        ? withConversation(model, event.interactionId, withMark(conversation, event))
        : model
    }
    case 'summary-changed':
      return withSummary(model, event)
    case 'call-changed':
      return foldCall(model, event)
    case 'agent-changed':
      return foldAgent(model, event)
    // Kept elsewhere on the page, by those who listen for them: the configuration is fetched state.
    case 'preferences-changed':
    case 'configuration-changed':
      return model
  }
}

export function withConversation(model: LiveModel, id: InteractionId, conversation: Conversation): LiveModel {
  return { ...model, conversations: new Map(model.conversations).set(id, conversation) }
}

function foldInteraction(model: LiveModel, event: EventOf<'interaction-changed'>): LiveModel {
  const { interaction } = event
  // The log may bring an older state after the one with which it left.
  const known =
    model.interactions.get(interaction.id)?.kept ?? model.departed.find(({ id }) => id === interaction.id)
  if (known && known.version > interaction.version) return model
  const interactions = new Map(model.interactions)
  if (event.left || interaction.state.name === 'closed') {
    interactions.delete(interaction.id)
    const departed = [...model.departed.filter(({ id }) => id !== interaction.id), interaction]
    return {
      ...model,
      interactions,
      filling: withLeft(model.filling, interaction),
      departed: departed.slice(-departedKept),
    }
  }
  // What was said after this change may have come before it.
  const had = model.interactions.get(interaction.id)?.kept.summary
  const summary = had && had.messageCount > interaction.summary.messageCount ? had : interaction.summary
  interactions.set(interaction.id, keepInteraction(model, { ...interaction, summary }))
  return { ...model, interactions }
}

function foldMessage(model: LiveModel, event: EventOf<'message-added'>): LiveModel {
  const conversation = model.conversations.get(event.interactionId)
  const next = conversation
    ? withConversation(model, event.interactionId, withMessage(conversation, event.message))
    : model
  // Who has said it is no longer writing it.
  const typing =
    event.message.direction === 'in' ? withoutId(model.typing, event.interactionId) : model.typing
  return withSummary({ ...next, outgoing: withoutArrived(model.outgoing, [event.message]), typing }, event)
}

function withoutId(ids: ReadonlySet<InteractionId>, id: InteractionId): ReadonlySet<InteractionId> {
  if (!ids.has(id)) return ids
  return new Set([...ids].filter((one) => one !== id))
}

function withSummary(
  model: LiveModel,
  event: EventOf<'message-added'> | EventOf<'summary-changed'>,
): LiveModel {
  const tracked = model.interactions.get(event.interactionId)
  if (!tracked) return { ...model, filling: withEarly(model.filling, event) }
  if (tracked.kept.version > event.version) return model
  // With a gap before it, a change of the state is still on its way and must not look old when it comes.
  const version = event.version === tracked.kept.version + 1 ? event.version : tracked.kept.version
  const kept = { ...tracked.kept, version, summary: event.summary }
  const interactions = new Map(model.interactions).set(
    event.interactionId,
    answered(tracked, -1, kept, stepView),
  )
  return { ...model, interactions }
}

function foldAgent(model: LiveModel, event: EventOf<'agent-changed'>): LiveModel {
  const had = model.agents.get(event.agent.agentId)
  const agents =
    had && had.version > event.agent.version
      ? model.agents
      : new Map(model.agents).set(event.agent.agentId, event.agent)
  if (event.agent.agentId !== model.me || !event.own || !model.own) return { ...model, agents }
  if (model.own.kept.version > event.own.version) return { ...model, agents }
  return { ...model, agents, own: answered(model.own, -1, event.own, stepOwn) }
}
