import { channelKinds } from '#core/channel-kind.ts'
import { loadOf, mayTake } from '#core/presence/may-take.ts'
import { topState } from '#core/presence/top-state.ts'
import type { AgentStateView } from '#protocol/agent-state.ts'
import type { PresenceRecord } from '../store/presence-record.ts'

/** What every colleague may see of an agent. */
export function toAgentStateView({ presence, version }: PresenceRecord, at: number): AgentStateView {
  return {
    agentId: presence.agentId,
    top: topState(presence, at),
    channels: Object.fromEntries(
      channelKinds.flatMap((kind) => {
        const channel = presence.channels[kind]
        return channel ? [[kind, { state: channel.state, reasonId: channel.reasonId }]] : []
      }),
    ),
    takes: channelKinds.filter((kind) => mayTake(presence, kind, at)),
    load: loadOf(presence),
    version,
  }
}
