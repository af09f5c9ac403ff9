/** Whom a call can be given to, or who can be asked, as somebody looks for them: by any part of a name, accents apart. Who can take a call stands first. */
import { agentIdOf, listensUnseen } from '#core/call/call.ts'
import { forwarded, type Reach } from '#core/call/forwarding.ts'
import { reachToAsk, reachToGive } from '#core/call/ringing.ts'
import type { AgentId, CallId, QueueId } from '#core/id.ts'
import { refusalOfCall } from '#core/permission/call-act.ts'
import type { Actor } from '#core/permission/may.ts'
import { mayTake, readyChannels } from '#core/presence/may-take.ts'
import type { Presence } from '#core/presence/presence.ts'
import { estimatedWaitMs } from '#core/routing/estimated-wait.ts'
import { foldText, searchWords } from '#core/search/fold-text.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { CallTargets } from '#protocol/call.ts'
import { forwardRules, type ForwardRules } from '../act/forward-rules.ts'
import type { Thing } from '../configuration/kinds.ts'
import type { Context } from '../context.ts'
import { readCall } from '../store/call-record.ts'
import { readPresences } from '../store/presence-record.ts'
import { countWaiting, readHandlingFigures, type HandlingFigures } from '../store/queue-figures.ts'

/** More than anybody reads; who looks for somebody else types on. */
const most = { agents: 60, teams: 20, queues: 30 }
const figuresEveryMs = 60_000
/** Before anything was ever handled, as the queues themselves are told (work/queue-pulse.ts). */
const defaultFigures: HandlingFigures = { meanHandlingMs: 300_000, meanPatienceMs: null }

export type FindTargets = (
  actor: Actor,
  query: { readonly q: string; readonly callId?: CallId | undefined },
) => Promise<CallTargets | Refusal>

type Known = {
  readonly presences: ReadonlyMap<AgentId, Presence>
  readonly rules: ForwardRules
  readonly at: number
}

export function callTargetsOf(context: Context): FindTargets {
  const { configuration, database } = context
  let figures: ReadonlyMap<QueueId, HandlingFigures> = new Map()
  let figuresAt = -Infinity

  async function figuresNow(at: number): Promise<typeof figures> {
    if (at - figuresAt > figuresEveryMs) {
      figuresAt = at
      figures = await readHandlingFigures(database, at - 24 * 3_600_000)
    }
    return figures
  }

  /** Who is in the call; of one that the actor may not see there is nothing to learn. */
  async function inCall(actor: Actor, callId: CallId | undefined): Promise<ReadonlySet<AgentId> | null> {
    if (!callId) return new Set([actor.agentId])
    const record = await readCall(database, callId)
    if (!record || refusalOfCall(record.call, actor, 'see-call')) return null
    // A name that is missing would say that its bearer listens.
    const seen = record.call.parties.filter((party) => !listensUnseen(party))
    return new Set([actor.agentId, ...seen.flatMap((party) => agentIdOf(party) ?? [])])
  }

  return async (actor, { q, callId }) => {
    const out = await inCall(actor, callId)
    if (!out) return refuse('not-found')
    const at = context.now()
    const presences = new Map(
      (await readPresences(database)).map(({ presence }) => [presence.agentId, presence]),
    )
    const known: Known = { presences, rules: await forwardRules(context, database), at }
    const isMeant = matches(q)
    const people = configuration
      .agents()
      .filter((agent) => agent.channels.includes('voice') && !out.has(agent.id))
    const free = people.filter((agent) => {
      const presence = presences.get(agent.id)
      return presence !== undefined && mayTake(presence, 'voice', at)
    })
    const teams = configuration
      .list('team')
      .filter(({ id, name }) => isMeant(name) && people.some((agent) => agent.teamIds.includes(id)))
    const queues = configuration
      .queues()
      .filter(({ channels, name }) => channels.includes('voice') && isMeant(name))
    const waiting = await countWaiting(database)
    const handling = await figuresNow(at)
    return {
      agents: people
        .filter(({ name }) => isMeant(name))
        .map((agent) => toTarget(agent.id, known))
        .toSorted((a, b) => rank(a) - rank(b))
        .slice(0, most.agents),
      teams: teams.slice(0, most.teams).map(({ id: teamId }) => ({
        teamId,
        ready: free.filter(({ teamIds }) => teamIds.includes(teamId)).length,
      })),
      queues: queues.slice(0, most.queues).map(({ id: queueId }) => {
        const position = (waiting.get(queueId) ?? 0) + 1
        const slots = slotsOf(
          configuration.agents().filter((agent) => isMember(agent, queueId)),
          known,
        )
        return {
          queueId,
          waiting: position - 1,
          ready: free.filter((agent) => isMember(agent, queueId)).length,
          waitMs: estimatedWaitMs({ position, slots, ...(handling.get(queueId) ?? defaultFigures) }),
        }
      }),
      // There is no telephone line to dial it on (`VoiceSettings.numbers`).
      number: null,
    }
  }
}

const isMember = ({ queues }: Thing<'agent'>, id: QueueId): boolean =>
  queues.some(({ queueId }) => queueId === id)

function matches(query: string): (name: string) => boolean {
  const words = searchWords(query)
  return (name) => {
    const folded = foldText(name)
    return words.every((word) => folded.includes(word))
  }
}

type AgentTarget = CallTargets['agents'][number]

function toTarget(agentId: AgentId, { presences, rules, at }: Known): AgentTarget {
  const presence = presences.get(agentId)
  const reachBy = (reach: (presence: Presence) => Reach) => (id: AgentId) => {
    const one = presences.get(id)
    return one ? reach(one) : 'away'
  }
  const ruleOf = (id: AgentId) => rules.get(id) ?? null
  const isIn = (): boolean => false
  const reachOf = reachBy((one) => reachToGive(one, at))
  const given = forwarded(agentId, { ruleOf, isIn, reachOf })
  const asked = forwarded(agentId, { ruleOf, isIn, reachOf: reachBy(reachToAsk) })
  return {
    agentId,
    voice: presence?.online ? (presence.channels.voice?.state ?? 'logged-out') : 'offline',
    takesCalls: reachOf(given.to) === 'free',
    isForwarded: asked.to !== agentId,
  }
}

/** Those who can take it, then those who are there. */
function rank({ takesCalls, voice }: AgentTarget): number {
  if (takesCalls) return 0
  return voice === 'offline' || voice === 'logged-out' ? 2 : 1
}

/** How many calls those who are ready in a queue can have at once (Q16). */
function slotsOf(members: readonly Thing<'agent'>[], { presences, at }: Known): number {
  return members.reduce((slots, agent) => {
    const presence = presences.get(agent.id)
    if (!presence || !readyChannels(presence, at).includes('voice')) return slots
    return slots + (presence.capacity.maximum.voice ?? 0)
  }, 0)
}
