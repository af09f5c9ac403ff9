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
  const places = nameOrder(language)
  const byName = (a: Colleague, b: Colleague): number =>
    Number(b.isFavourite) - Number(a.isFavourite) || places.compare(a.member.name, b.member.name)
  const byRank = (a: Keyed, b: Keyed): number => a.rank - b.rank
  // Who is not there stands in no state worth a time.
  const byTime = (a: Keyed, b: Keyed): number =>
    Number(a.rank === rank.offline) - Number(b.rank === rank.offline) || a.since - b.since
  const first = { available: byRank, name: () => 0, longest: byTime }[sort]
  return all
    .map((one) => ({
      one,
      rank: rank[presenceOf(one.state)],
      since: one.state?.top.since ?? Number.MAX_SAFE_INTEGER,
    }))
    .toSorted((a, b) => first(a, b) || byName(a.one, b.one))
    .map(({ one }) => one)
}

type Keyed = { readonly rank: number; readonly since: number }

const orders = new Map<string, { readonly compare: (a: string, b: string) => number }>()

/** A language's order of names. What two names are to each other is asked of it again and again, with every change of anybody's state. */
function nameOrder(language: string): { readonly compare: (a: string, b: string) => number } {
  const known = orders.get(language)
  if (known) return known
  const { compare } = new Intl.Collator(language, { sensitivity: 'base' })
  const made = { compare }
  orders.set(language, made)
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
