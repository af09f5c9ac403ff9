/** The double's routes of calls (protocol/call.ts): who may is the core's table, what becomes of it is the core's step. */
import { partyOf } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import type { AgentId, CallId } from '#core/id.ts'
import { ownParty, refusalOfCall } from '#core/permission/call-act.ts'
import { mayTake } from '#core/presence/may-take.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import {
  callAct,
  callTargetQuery,
  openLeg,
  startCall,
  type CallAct,
  type CallTarget,
  type CallTargets,
  type CallView,
  type ParkedCall,
  type VoiceSettings,
} from '#protocol/call.ts'
import type { Reply } from './api.ts'
import { callsOf, type Calls } from './call.ts'
import type { Centre } from './centre.ts'
import { people, queues } from './configuration.ts'
import { person } from './lookup.ts'
import { openLegOf } from './voice.ts'

type Asked = { readonly path: string; readonly body: object; readonly query: URLSearchParams }

const settings: VoiceSettings = { iceServers: [], lines: 4, numbers: false }

export async function answerCalls(
  centre: Centre,
  agentId: AgentId,
  { path, body, query }: Asked,
): Promise<Reply> {
  const calls = callsOf(centre)
  const [, id = '', what = ''] = path.split('/')
  if (path === 'calls/settings') return { body: settings }
  if (path === 'calls/targets') return { body: targets(centre, agentId, query) }
  if (path === 'calls/parked') return { body: { parked: parked(centre) } }
  if (id === 'parked') return retrieve(centre, agentId, what)
  if (path === 'calls') return withCall(begin(centre, calls, agentId, startCall.parse(body).target))
  if (!calls.kept.has(id as CallId)) return { body: refuse('not-found') }
  if (what === 'leg')
    return { body: await openLegOf(centre, id as CallId, agentId, openLeg.parse(body).offer) }
  if (what !== 'acts') return { body: refuse('not-found') }
  return withCall(act(centre, calls, id as CallId, agentId, callAct.parse(body)))
}

const withCall = (call: CallView | Refusal): Reply => ({ body: isRefusal(call) ? call : { call } })

function begin(centre: Centre, calls: Calls, agentId: AgentId, target: CallTarget): CallView | Refusal {
  const other = agentOf(centre, target, agentId)
  return isRefusal(other) ? other : calls.view(calls.must(calls.between(agentId, other.agentId)))
}

function act(centre: Centre, calls: Calls, id: CallId, agentId: AgentId, what: CallAct): CallView | Refusal {
  const { call, recordingPolicy } = calls.must(id)
  const { role, queueIds } = person(agentId)
  const refused = refusalOfCall(call, { agentId, role, queueIds }, what.type)
  if (refused) return refused
  if (what.type === 'transfer') return transfer(centre, calls, id, agentId, what.target)
  if (what.type === 'park') return park(centre, calls, id, agentId)
  if (what.type === 'record' && recordingPolicy === 'always' && what.to === 'off')
    return refuse('recording-always')
  const event = eventOf(centre, calls, id, agentId, what)
  return isRefusal(event) ? event : calls.step(id, event)
}

function eventOf(
  centre: Centre,
  calls: Calls,
  id: CallId,
  agentId: AgentId,
  what: Exclude<CallAct, { type: 'transfer' | 'park' }>,
): CallEvent | Refusal {
  const { call } = calls.must(id)
  const own = ownParty(call, { agentId })
  const partyId = own?.id ?? centre.id('pty')
  const untilAt = Date.now() + calls.ringMs
  switch (what.type) {
    case 'hold':
      return { type: 'held' }
    case 'resume':
      return { type: 'resumed' }
    case 'mute':
      return { type: 'muted', partyId, on: what.on }
    case 'press':
      return { type: 'digits-pressed', partyId, digits: what.digits }
    case 'invite': {
      const other = agentOf(centre, what.target, agentId)
      if (isRefusal(other)) return other
      return {
        type: 'invited',
        partyId: centre.id('pty'),
        who: { kind: 'agent', agentId: other.agentId },
        as: what.as,
        untilAt,
      }
    }
    case 'answer':
      return { type: 'invitation-accepted', partyId, untilAt }
    case 'refuse':
      return { type: 'invitation-ended', partyId, why: 'refused' }
    case 'turn':
      return { type: 'turned', to: what.to }
    case 'merge':
      return { type: 'merged' }
    case 'hand-over':
      return { type: 'handed-over', partyId: what.partyId, stay: what.stay }
    case 'remove':
      return partyOf(call, what.partyId)?.leg.name === 'ringing'
        ? { type: 'invitation-ended', partyId: what.partyId, why: 'withdrawn' }
        : { type: 'removed', partyId: what.partyId }
    case 'leave':
      return { type: 'left', partyId }
    case 'record':
      return { type: 'recording-set', to: what.to }
    case 'monitor':
      return own
        ? { type: 'monitor-changed', partyId, mode: what.mode }
        : { type: 'monitored', partyId, agentId, mode: what.mode, untilAt }
    case 'take-over':
      return { type: 'taken-over', partyId }
  }
}

/** Somebody of a queue: whoever may take it. */
function agentOf(
  centre: Centre,
  target: CallTarget,
  asking: AgentId,
): { readonly agentId: AgentId } | Refusal {
  if ('number' in target) return refuse('no-telephone-line')
  if ('agentId' in target) return target
  const free = people.find(
    ({ id, queueIds }) =>
      id !== asking && 'queueId' in target && queueIds.includes(target.queueId) && takes(centre, id),
  )
  return free ? { agentId: free.id } : refuse('nobody-free')
}

function takes(centre: Centre, id: AgentId): boolean {
  const presence = centre.presences.get(id)?.presence
  return presence !== undefined && mayTake(presence, 'voice', Date.now())
}

function transfer(
  centre: Centre,
  calls: Calls,
  id: CallId,
  agentId: AgentId,
  target: CallTarget,
): CallView | Refusal {
  const { interactionId } = calls.must(id).call
  if (!interactionId) return refuse('wrong-state')
  if ('number' in target) return refuse('no-telephone-line')
  if ('queueId' in target)
    centre.act(agentId, interactionId, { type: 'transferred', queueId: target.queueId })
  else {
    const other = agentOf(centre, target, agentId)
    if (isRefusal(other)) return other
    if (!takes(centre, other.agentId)) return refuse('agent-busy')
    centre.act(agentId, interactionId, { type: 'returned' })
    centre.offer(interactionId, [other.agentId])
  }
  return calls.view(calls.must(id))
}

function park(centre: Centre, calls: Calls, id: CallId, agentId: AgentId): CallView | Refusal {
  const { interactionId } = calls.must(id).call
  if (!interactionId) return refuse('wrong-state')
  const taken = new Set(parked(centre).map(({ slot }) => slot))
  const slot = ['701', '702', '703'].find((one) => !taken.has(one)) ?? '799'
  const done = centre.act(agentId, interactionId, { type: 'parked', slot, untilAt: Date.now() + 120_000 })
  return isRefusal(done) ? done : calls.view(calls.must(id))
}

function parked(centre: Centre): ParkedCall[] {
  return [...centre.interactions.values()].flatMap(({ id, state, contact }) =>
    state.name === 'parked'
      ? [
          {
            slot: state.slot,
            interactionId: id,
            agentId: state.agentId,
            customerName: contact.name,
            since: state.since,
            untilAt: state.untilAt,
          },
        ]
      : [],
  )
}

function retrieve(centre: Centre, agentId: AgentId, slot: string): Reply {
  const found = parked(centre).find((one) => one.slot === slot)
  if (!found) return { body: refuse('not-found') }
  // Whoever takes it: the double's own table knows owners only.
  const done = centre.act(found.agentId, found.interactionId, { type: 'retrieved', agentId })
  return { body: isRefusal(done) ? done : { interaction: done } }
}

function targets(centre: Centre, agentId: AgentId, query: URLSearchParams): CallTargets {
  const { q, callId } = callTargetQuery.parse(Object.fromEntries(query))
  const call = callId ? callsOf(centre).must(callId).call : null
  const words = plain(q)
  const isFound = (name: string): boolean => plain(name).includes(words)
  const isInCall = (id: AgentId): boolean =>
    call?.parties.some(({ who }) => who.kind === 'agent' && who.agentId === id) ?? id === agentId
  return {
    agents: people
      .filter(({ id, name }) => isFound(name) && !isInCall(id))
      .map(({ id }) => {
        const presence = centre.presences.get(id)?.presence
        return {
          agentId: id,
          voice: presence?.online ? (presence.channels.voice?.state ?? 'logged-out') : 'offline',
          takesCalls: takes(centre, id),
          isForwarded: false,
        }
      }),
    teams: [],
    queues: queues
      .filter(({ name }) => isFound(name))
      .map(({ id }) => ({
        queueId: id,
        waiting: 2,
        ready: people.filter(
          (one) => one.id !== agentId && one.queueIds.includes(id) && takes(centre, one.id),
        ).length,
        waitMs: 95_000,
      })),
    number: null,
  }
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
