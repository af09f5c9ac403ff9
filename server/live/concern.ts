/** Which events concern which person, and how they look on the wire. The rule is R2: own work, what is offered, what waits in one's queues; supervisors see all. */
import type { AgentId, QueueId } from '#core/id.ts'
import { isAtLeast, type Role } from '#core/permission/role.ts'
import type { AgentStateView, OwnStateView } from '#protocol/agent-state.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { CallView } from '#protocol/call.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { MessageState, MessageView } from '#protocol/message.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { Preferences } from '#protocol/workspace.ts'
import type { CallNews } from '../act/call-news.ts'
import { asSeenBy } from '../present/call-view.ts'
import type { LoggedEvent } from '../store/event-log.ts'

export type Viewer = {
  readonly agentId: AgentId
  readonly role: Role
  readonly queueIds: ReadonlySet<QueueId>
}

export function seesAll(viewer: Viewer): boolean {
  return isAtLeast(viewer.role, 'supervisor')
}

export function concerns(viewer: Viewer, event: LoggedEvent): boolean {
  const { agents, queues, everyone } = event.audience
  if (everyone) return true
  if (event.type === 'read-by-agent') return false
  // A person's own choices are nobody else's business, not even a supervisor's.
  if (event.type === 'preferences-changed') return event.agentId === viewer.agentId
  if (seesAll(viewer)) return true
  return (
    (agents?.includes(viewer.agentId) ?? false) || (queues?.some((id) => viewer.queueIds.has(id)) ?? false)
  )
}

/** Whether an interaction is on this person's lists now. */
export function isListed(viewer: Viewer, interaction: InteractionView): boolean {
  const { state } = interaction
  if (state.name === 'closed') return false
  if (seesAll(viewer)) return true
  if ('agentId' in state && state.agentId === viewer.agentId) return true
  if (state.name === 'offered' && state.offers.some((offer) => offer.agentId === viewer.agentId)) return true
  return ['waiting', 'offered', 'stored'].includes(state.name) && viewer.queueIds.has(interaction.queueId)
}

/** Whether a call is this person's to see now. */
export function isShown(viewer: Viewer, call: CallView): boolean {
  if (call.state.name === 'over') return false
  return (
    seesAll(viewer) || call.parties.some(({ who }) => who.kind === 'agent' && who.agentId === viewer.agentId)
  )
}

/** Bodies are what this server's own acts wrote; see `act/unit.ts`, `store/message-insert.ts`, `act/customer-acts.ts`. */
type Bodies = {
  'interaction-changed': { interaction: InteractionView; cause: string }
  'message-added': { version: number; summary: ConversationSummary; message: MessageView }
  'message-changed': {
    messageId: MessageView['id']
    position: number
    state: MessageState
    reason: string | null
  }
  'call-changed': CallNews
  'agent-changed': { agent: AgentStateView; own: OwnStateView }
  'preferences-changed': { preferences: Preferences }
  'configuration-changed': { kind: ConfigurationKind; id: string }
}

function bodyOf<Type extends keyof Bodies>(event: LoggedEvent): Bodies[Type] {
  return event.body as Bodies[Type]
}

export function isConfigurationOf(event: LoggedEvent, id: string): boolean {
  return event.type === 'configuration-changed' && bodyOf<'configuration-changed'>(event).id === id
}

export function toLiveEvent(viewer: Viewer, event: LoggedEvent): LiveEvent | null {
  const { at, interactionId } = event
  switch (event.type) {
    case 'interaction-changed': {
      const { interaction, cause } = bodyOf<'interaction-changed'>(event)
      return { type: 'interaction-changed', at, interaction, cause, left: !isListed(viewer, interaction) }
    }
    case 'message-added': {
      const { version, summary, message } = bodyOf<'message-added'>(event)
      return { type: 'message-added', at, interactionId: message.interactionId, version, message, summary }
    }
    case 'message-changed': {
      const { messageId, position, state, reason } = bodyOf<'message-changed'>(event)
      return interactionId
        ? { type: 'message-changed', at, interactionId, messageId, position, state, reason }
        : null
    }
    case 'call-changed': {
      const { view, invitation } = bodyOf<'call-changed'>(event)
      return {
        type: 'call-changed',
        at,
        call: asSeenBy(view, { agentId: viewer.agentId, isSupervisor: seesAll(viewer) }),
        left: !isShown(viewer, view),
        invitation,
      }
    }
    case 'agent-changed': {
      const { agent, own } = bodyOf<'agent-changed'>(event)
      return {
        type: 'agent-changed',
        at,
        agent,
        own: event.agentId === viewer.agentId || seesAll(viewer) ? own : null,
      }
    }
    case 'preferences-changed': {
      const { preferences } = bodyOf<'preferences-changed'>(event)
      return { type: 'preferences-changed', at, preferences }
    }
    case 'configuration-changed': {
      const { kind, id } = bodyOf<'configuration-changed'>(event)
      return { type: 'configuration-changed', at, kind, id }
    }
    default:
      return null
  }
}
