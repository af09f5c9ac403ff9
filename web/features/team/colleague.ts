/**
 * The colleagues as the team's page lists them: everybody of the centre with what is known of their state, found by name, queue, team and
 * skill, and sorted. Nothing here knows React.
 */
import type { AgentId, QueueId, SkillId, TeamId } from '#core/id.ts'
import type { AgentStateView } from '#protocol/agent-state.ts'
import type { Workspace } from '#protocol/workspace.ts'

export type Member = Workspace['agents'][number]
export type Colleague = {
  readonly id: AgentId
  readonly member: Member
  /** null: nothing was heard of them. */
  readonly state: AgentStateView | null
  readonly isFavourite: boolean
}

/** What one is looking for among colleagues: who can help now, who is busy, who is away. */
export const presences = ['all', 'available', 'busy', 'away', 'offline'] as const
export type PresenceFilter = (typeof presences)[number]

export type TeamFilter = {
  readonly text: string
  readonly presence: PresenceFilter
  readonly queueId: QueueId | null
  readonly teamId: TeamId | null
  readonly skillId: SkillId | null
  readonly favouritesOnly: boolean
}

export const noFilter: TeamFilter = {
  text: '',
  presence: 'all',
  queueId: null,
  teamId: null,
  skillId: null,
  favouritesOnly: false,
}

export const teamSorts = ['available', 'name', 'longest'] as const
export type TeamSort = (typeof teamSorts)[number]

/** Ready with no room left is busy: nothing more can be given. */
export function presenceOf(state: AgentStateView | null): Exclude<PresenceFilter, 'all'> {
  if (!state || state.top.name === 'offline') return 'offline'
  if (state.takes.length > 0) return 'available'
  return ['ready', 'dialling', 'in-service', 'after-service'].includes(state.top.name) ? 'busy' : 'away'
}

export function colleaguesOf(
  members: readonly Member[],
  states: ReadonlyMap<AgentId, AgentStateView>,
  favourites: readonly AgentId[],
): Colleague[] {
  const starred = new Set(favourites)
  return members.map((member) => ({
    id: member.id,
    member,
    state: states.get(member.id) ?? null,
    isFavourite: starred.has(member.id),
  }))
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const plainNames = new WeakMap<Member, string>()

/** Worked out once for each person: the list is searched anew with every change of anybody's state. */
function plainName(member: Member): string {
  const known = plainNames.get(member)
  if (known !== undefined) return known
  const made = plain(`${member.name} ${member.email.split('@')[0]}`)
  plainNames.set(member, made)
  return made
}

/** All but the state: what the counts beside the states are of. */
export function found(all: readonly Colleague[], filter: TeamFilter): Colleague[] {
  const words = plain(filter.text).split(/\s+/u).filter(Boolean)
  const { queueId, teamId, skillId, favouritesOnly } = filter
  return all.filter(
    ({ member, isFavourite }) =>
      (!favouritesOnly || isFavourite) &&
      (queueId === null || member.queueIds.includes(queueId)) &&
      (teamId === null || member.teamIds.includes(teamId)) &&
      (skillId === null || member.skillIds.includes(skillId)) &&
      words.every((word) => plainName(member).includes(word)),
  )
}

export function inPresence(all: readonly Colleague[], presence: PresenceFilter): readonly Colleague[] {
  return presence === 'all' ? all : all.filter(({ state }) => presenceOf(state) === presence)
}

export function countPresences(all: readonly Colleague[]): Readonly<Record<PresenceFilter, number>> {
  const counts = { all: all.length, available: 0, busy: 0, away: 0, offline: 0 }
  for (const { state } of all) counts[presenceOf(state)] += 1
  return counts
}

const rank: Readonly<Record<Exclude<PresenceFilter, 'all'>, number>> = {
  available: 0,
  busy: 1,
  away: 2,
  offline: 3,
}

/** Favourites come first among equals. */
export function sorted(all: readonly Colleague[], sort: TeamSort, language: string): Colleague[] {
  const { compare } = collator(language)
  const byName = (a: Colleague, b: Colleague): number =>
    Number(b.isFavourite) - Number(a.isFavourite) || compare(a.member.name, b.member.name)
  const byRank = (a: Colleague, b: Colleague): number => rank[presenceOf(a.state)] - rank[presenceOf(b.state)]
  const since = ({ state }: Colleague): number => state?.top.since ?? Number.MAX_SAFE_INTEGER
  const order = {
    available: (a: Colleague, b: Colleague) => byRank(a, b) || byName(a, b),
    name: byName,
    // Who is not there stands in no state worth a time.
    longest: (a: Colleague, b: Colleague) =>
      Number(rank[presenceOf(a.state)] === 3) - Number(rank[presenceOf(b.state)] === 3) ||
      since(a) - since(b) ||
      byName(a, b),
  }
  return all.toSorted(order[sort])
}

const collators = new Map<string, Intl.Collator>()

function collator(language: string): Intl.Collator {
  const known = collators.get(language)
  if (known) return known
  const made = new Intl.Collator(language, { sensitivity: 'base' })
  collators.set(language, made)
  return made
}

/**
 * While somebody points at the list nothing in it moves: who is shown keeps the place, with the state of now, and who comes is put below.
 */
export function heldInPlace(
  shown: readonly AgentId[],
  sortedNow: readonly Colleague[],
  everybody: readonly Colleague[],
  isHeld: boolean,
): readonly Colleague[] {
  if (!isHeld) return sortedNow
  const byId = new Map(everybody.map((one) => [one.id, one]))
  const kept = shown.flatMap((id) => byId.get(id) ?? [])
  const known = new Set(shown)
  return [...kept, ...sortedNow.filter(({ id }) => !known.has(id))]
}
