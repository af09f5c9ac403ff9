/** What agents and supervisors see of one another, and how an agent asks for a state. */
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, ReasonId } from '#core/id.ts'
import { channelStates, type ChannelState, type Presence } from '#core/presence/presence.ts'
import type { TopState } from '#core/presence/top-state.ts'
import { z } from 'zod'
import { reasonId } from './id.ts'

/** What every colleague may see (H2). */
export type AgentStateView = {
  readonly agentId: AgentId
  readonly top: TopState
  readonly channels: Readonly<
    Partial<Record<ChannelKind, { readonly state: ChannelState; readonly reasonId: ReasonId | null }>>
  >
  /** Offered and active interactions per channel. */
  readonly load: Readonly<Partial<Record<ChannelKind, number>>>
  readonly version: number
}

/** The whole state: for the agent and for supervisors. */
export type OwnStateView = { readonly presence: Presence; readonly version: number }

/** `POST /me/state`. `channels` absent: all. `{ "state": "dnd" }` is the Receive-new switch off, `{ "state": "ready" }` on. */
export const askState = z.object({
  state: z.enum(channelStates),
  reasonId: reasonId.nullable().default(null),
  channels: z.array(z.enum(channelKinds)).min(1).optional(),
})
export type AskState = z.input<typeof askState>

/** `POST /me/after-work` */
export const afterWorkRequest = z.object({ act: z.enum(['extend', 'finish']) })
