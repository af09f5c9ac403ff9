/** What agents and supervisors see of one another, and how an agent asks for a state. */
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, ReasonId } from '#core/id.ts'
import { wishTimes } from '#core/presence/event.ts'
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
  /** On which something new could be given now (rule P7): ready, with room, and nothing in the way. */
  readonly takes: readonly ChannelKind[]
  /** Offered and active interactions per channel. */
  readonly load: Readonly<Partial<Record<ChannelKind, number>>>
  readonly version: number
}

/** The whole state: for the agent and for supervisors. */
export type OwnStateView = { readonly presence: Presence; readonly version: number }

const wish = z.object({
  state: z.enum(channelStates),
  reasonId: reasonId.nullable().default(null),
  channels: z.array(z.enum(channelKinds)).min(1).optional(),
})

/**
 * `POST /me/state`. `channels` absent: all. `{ "state": "dnd" }` is the Receive-new switch off, `{ "state": "ready" }` on.
 * `when`: asked while something is handled, it is done `now` or `after-work` (rule P4); absent: as the centre has set.
 *
 * @example { "state": "not-ready", "reasonId": "rsn_…", "when": "after-work" }
 */
export const askState = wish.extend({ when: z.enum(wishTimes).optional() })
export type AskState = z.input<typeof askState>

/** `POST /agents/:id/state` (supervisors): done at once, whatever the agent does (rule P12). */
export const forceState = wish
export type ForceState = z.input<typeof forceState>

/** `POST /me/after-work` */
export const afterWorkRequest = z.object({ act: z.enum(['extend', 'finish']) })

/** `GET /me/devices` */
export type Devices = {
  /** Other sessions of this person with a page connected now. */
  readonly others: number
}
