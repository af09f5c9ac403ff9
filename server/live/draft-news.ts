/** That a draft has changed is told to its author's pages and, for a reply, to those of the present owner: to them alone, and without its text. */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { DraftKind } from '#protocol/draft.ts'
import type { SignalBus } from './signal-bus.ts'

export type DraftNews = {
  readonly interactionId: InteractionId
  readonly kind: DraftKind
  readonly agentId: AgentId
  readonly revision: number
  readonly isEmpty: boolean
}

export type TellDraft = (news: DraftNews, to: readonly AgentId[]) => void

export function draftNews(bus: Pick<SignalBus, 'send'>): TellDraft {
  return (news, agentIds) => bus.send({ to: 'persons', agentIds, signal: { type: 'draft-changed', ...news } })
}
