/** Whom a call can be given to or who can be asked, in the order in which one looks: who was called last, favourites, who is free, then the rest. */
import type { AgentId } from '#core/id.ts'
import type { CallTarget, CallTargets } from '#protocol/call.ts'
import { targetId } from '#web/live/recent-targets.ts'

export type TargetAgent = CallTargets['agents'][number]
export type TargetQueue = CallTargets['queues'][number]
export type TargetTeam = CallTargets['teams'][number]

export type Target = { readonly id: string; readonly target: CallTarget } & (
  | { readonly kind: 'agent'; readonly agent: TargetAgent }
  | { readonly kind: 'queue'; readonly queue: TargetQueue }
  | { readonly kind: 'team'; readonly team: TargetTeam }
  | { readonly kind: 'number'; readonly number: string; readonly hasLine: boolean }
)

/** What is done with whoever was chosen. `ask` first, `give` the call now, `add` to the conversation, `dial` a new call. */
export type Way = 'ask' | 'give' | 'add' | 'dial'
/** Texts: `call.whyNot.<why>`. */
export type WhyNot =
  | 'offline'
  | 'no-voice'
  | 'busy'
  | 'nobody-free'
  | 'no-line'
  | 'not-to-call'
  | 'consulting'

export type TargetGroup = {
  readonly name: 'recent' | 'agent' | 'queue' | 'team' | 'number'
  readonly targets: readonly Target[]
}

export function targetGroups(
  { agents, queues, teams, number }: CallTargets,
  about: {
    readonly typed: string
    readonly recent: readonly CallTarget[]
    readonly favourites: readonly AgentId[]
    readonly nameOf: (target: CallTarget) => string
    readonly isDialling: boolean
  },
): readonly TargetGroup[] {
  const { typed, recent, favourites, nameOf, isDialling } = about
  const rank = ({ agentId, takesCalls, voice }: TargetAgent): number =>
    (favourites.includes(agentId) ? 0 : 10) + (takesCalls ? 0 : isThere(voice) ? 1 : 2)
  const ofAgents = agents
    .toSorted((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)))
    .map((agent): Target => ({ id: agent.agentId, target: { agentId: agent.agentId }, kind: 'agent', agent }))
  const ofQueues = isDialling
    ? []
    : queues.map((queue): Target => ({
        id: queue.queueId,
        target: { queueId: queue.queueId },
        kind: 'queue',
        queue,
      }))
  const ofTeams = isDialling
    ? []
    : teams.map((team): Target => ({ id: team.teamId, target: { teamId: team.teamId }, kind: 'team', team }))
  const asNumber = number ?? typedNumber(typed)
  const ofNumber: readonly Target[] =
    asNumber === null
      ? []
      : [
          {
            id: 'number',
            target: { number: asNumber },
            kind: 'number',
            number: asNumber,
            hasLine: number !== null,
          },
        ]
  const all = [...ofAgents, ...ofQueues, ...ofTeams]
  // What is typed is looked for; what was last is only helpful before.
  const last =
    typed.trim() === ''
      ? recent.flatMap((one) => all.find(({ id }) => id === targetId(one)) ?? []).slice(0, 3)
      : []
  const rest = (of: readonly Target[]): readonly Target[] =>
    of.filter(({ id }) => !last.some((one) => one.id === id))
  return [
    { name: 'recent' as const, targets: last },
    { name: 'agent' as const, targets: rest(ofAgents) },
    { name: 'queue' as const, targets: rest(ofQueues) },
    { name: 'team' as const, targets: rest(ofTeams) },
    { name: 'number' as const, targets: ofNumber },
  ].filter(({ targets }) => targets.length > 0)
}

/** Only those that go with what is typed. */
export function agreeing(found: CallTargets, agrees: (target: CallTarget) => boolean): CallTargets {
  return {
    agents: found.agents.filter(agrees),
    teams: found.teams.filter(agrees),
    queues: found.queues.filter(agrees),
    number: null,
  }
}

const isThere = (voice: TargetAgent['voice']): boolean => voice !== 'offline' && voice !== 'logged-out'

/** What looks like a number to dial, as dialled; null: it is words. */
export function typedNumber(typed: string): string | null {
  const bare = typed.replaceAll(/[\s().-]/g, '')
  return /^\+?[\d*#]{3,}$/.test(bare) ? bare : null
}

/** Why it cannot be done that way; null: it can. */
export function whyNot(target: Target, way: Way, isConsulting: boolean): WhyNot | null {
  if (way === 'ask' && isConsulting) return 'consulting'
  switch (target.kind) {
    case 'number':
      return target.hasLine ? null : 'no-line'
    case 'queue':
      return way === 'give'
        ? null
        : way === 'dial'
          ? 'not-to-call'
          : target.queue.ready > 0
            ? null
            : 'nobody-free'
    case 'team':
      return target.team.ready > 0 ? null : 'nobody-free'
    case 'agent':
      if (target.agent.voice === 'offline') return 'offline'
      if (target.agent.voice === 'logged-out') return 'no-voice'
      return way === 'give' && !target.agent.takesCalls ? 'busy' : null
  }
}
