/** What goes into the double, and what it remembers. */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, QueueId } from '#core/id.ts'
import type { OwnStateView } from '#protocol/agent-state.ts'
import type { CaseValue } from '#protocol/interaction.ts'
import type { LiveEvent } from '#protocol/live.ts'

export type Arrival = {
  readonly name: string
  readonly queueId: QueueId
  readonly email?: string
  readonly caseData?: Readonly<Record<string, CaseValue>>
  readonly text?: string
  /** Absent: web chat. */
  readonly channel?: ChannelKind
  /** When it began; the double lets its past be written. */
  readonly at?: number
}

export type Logged = {
  readonly seq: number
  readonly event: LiveEvent
  readonly concerns: (agentId: AgentId) => boolean
}

export type Own = { presence: OwnStateView['presence']; version: number }
