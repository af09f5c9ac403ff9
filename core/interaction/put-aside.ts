/** What can happen to an interaction that was put aside: a call *parked* in a slot (I20), or one *stored* in a workbin (I21). */
import type { AgentId } from '../id.ts'
import { refuse } from '../step.ts'
import { cancelAlarms } from './alarm.ts'
import { enter, type Answer, type HandlersOf } from './handler.ts'
import { backToLine, giveTo } from './holding.ts'
import { claims, dispose } from './in-hands.ts'
import { abandon, lateAnswers } from './in-line.ts'
import type { EndedBy, Interaction } from './interaction.ts'

export const whileParked: HandlersOf<'parked'> = {
  ...claims,
  ...lateAnswers,
  retrieved: ({ interaction, event, at }) => giveTo(interaction, event.agentId, at),
  assigned: ({ interaction, event, at }) => giveTo(interaction, event.agentId, at),
  'park-expired': ({ interaction, state, at }) =>
    at < state.untilAt
      ? refuse('too-early', { dueAt: state.untilAt })
      : backToLine(interaction, 'park-expired', at),
  'agent-lost': ({ interaction, state, event, at }) =>
    state.agentId === event.agentId
      ? backToLine(interaction, 'agent-lost', at)
      : refuse('not-owner', { agentId: state.agentId }),
  'customer-left': ({ interaction, state, at }) => end(interaction, state.agentId, 'customer', at),
  ended: ({ interaction, state, event, at }) => end(interaction, state.agentId, event.by, at),
  disposed: dispose,
}

export const whileStored: HandlersOf<'stored'> = {
  ...lateAnswers,
  accepted: () => refuse('offer-gone'),
  taken: ({ interaction, event, at }) => giveTo(interaction, event.agentId, at),
  due: ({ interaction, state, at }) => {
    if (state.dueAt === null) return refuse('too-early')
    return at < state.dueAt ? refuse('too-early', { dueAt: state.dueAt }) : backToLine(interaction, 'due', at)
  },
  'customer-left': ({ interaction, at }) => abandon(interaction, at),
}

/** The agent stopped handling it when it was parked: there is no after-call work to begin now (P8). */
function end(interaction: Interaction, agentId: AgentId, by: EndedBy, at: number): Answer {
  return enter(interaction, { name: 'ended', agentId, since: at, by }, cancelAlarms(interaction))
}
