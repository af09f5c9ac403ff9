/** Agents' states on the double's side: what colleagues see of them, and the routes that change them. */
import { channelKinds } from '#core/channel-kind.ts'
import type { AgentId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { assignedChannels } from '#core/presence/channel-choice.ts'
import { loadOf, mayTake } from '#core/presence/may-take.ts'
import type { Presence } from '#core/presence/presence.ts'
import { topState } from '#core/presence/top-state.ts'
import { isRefusal, refuse } from '#core/step.ts'
import { afterWorkRequest, askState, forceState, type AgentStateView } from '#protocol/agent-state.ts'
import type { Workspace } from '#protocol/workspace.ts'
import type { Reply } from './api.ts'
import type { Centre } from './centre.ts'
import type { Person } from './configuration.ts'
import { person } from './lookup.ts'

export function seenByColleagues(presence: Presence, version: number): AgentStateView {
  const now = Date.now()
  return {
    agentId: presence.agentId,
    top: topState(presence, now),
    channels: Object.fromEntries(
      channelKinds.flatMap((kind) => {
        const channel = presence.channels[kind]
        return channel ? [[kind, { state: channel.state, reasonId: channel.reasonId }]] : []
      }),
    ),
    takes: channelKinds.filter((kind) => mayTake(presence, kind, now)),
    load: loadOf(presence),
    version,
  }
}

/** The person as the workspace lists everybody, with the channels of now. */
export function asColleague(centre: Centre, { password: _, ...one }: Person): Workspace['agents'][number] {
  const presence = centre.presences.get(one.id)?.presence
  return presence ? { ...one, channels: assignedChannels(presence), maximum: presence.capacity.maximum } : one
}

type Asked = { readonly centre: Centre; readonly agentId: AgentId; readonly body: object }

/** null: not one of these routes. */
export function answerState(path: string, { centre, agentId, body }: Asked): Reply | null {
  if (path === 'me/devices') return { body: { others: centre.otherDevices } }
  if (path === 'me/state') {
    const { state, reasonId, channels, when } = askState.parse(body)
    return own(
      centre.presence(agentId, {
        type: 'state-asked',
        channels: channels ?? 'all',
        state,
        reasonId,
        ...(when ? { when } : {}),
        pendingWhileBusy: true,
      }),
    )
  }
  if (path === 'me/after-work') {
    const { act } = afterWorkRequest.parse(body)
    return own(
      centre.presence(agentId, { type: act === 'extend' ? 'after-work-extended' : 'after-work-finished' }),
    )
  }
  const forced = /^agents\/(agt_\w+)\/state$/.exec(path)?.[1]
  if (forced === undefined) return null
  if (!isAtLeast(person(agentId).role, 'supervisor')) return { body: refuse('not-allowed') }
  const { state, reasonId, channels } = forceState.parse(body)
  return own(
    centre.presence(forced as AgentId, {
      type: 'state-forced',
      channels: channels ?? 'all',
      state,
      reasonId,
    }),
  )
}

const own = (state: object): Reply => ({ body: isRefusal(state) ? state : { own: state } })
