import { describe, expect, it } from 'vitest'
import type { AgentId } from '#core/id.ts'
import type { TopStateName } from '#core/presence/top-state.ts'
import type { AgentStateView } from '#protocol/agent-state.ts'
import {
  colleaguesOf,
  countPresences,
  found,
  heldInPlace,
  inPresence,
  noFilter,
  presenceOf,
  sorted,
  type Member,
} from './colleague.ts'

const member = (id: AgentId, name: string, more: Partial<Member> = {}): Member => ({
  id,
  name,
  email: `${id}@example.org`,
  role: 'agent',
  queueIds: [],
  teamIds: [],
  skillIds: [],
  channels: ['web-chat'],
  maximum: { 'web-chat': 2 },
  ...more,
})

const state = (agentId: AgentId, name: TopStateName, takes = false, since = 100): AgentStateView => ({
  agentId,
  top: { name, reasonId: null, since, endsAt: null, pending: false },
  channels: {},
  takes: takes ? ['web-chat'] : [],
  load: {},
  version: 1,
})

const members = [
  member('agt_zoe', 'Zoe Díaz', { queueIds: ['que_a'] }),
  member('agt_oscar', 'Óscar Núñez', { queueIds: ['que_a', 'que_b'], skillIds: ['skl_en'] }),
  member('agt_ana', 'Ana Pérez', { teamIds: ['tem_1'] }),
  member('agt_eva', 'Eva Ruiz'),
]
const states = new Map<AgentId, AgentStateView>([
  ['agt_zoe', state('agt_zoe', 'ready', true, 50)],
  ['agt_oscar', state('agt_oscar', 'in-service', false, 20)],
  ['agt_ana', state('agt_ana', 'in-service', true, 70)],
])
const all = colleaguesOf(members, states, ['agt_eva'])
const names = (list: readonly { readonly member: Member }[]) => list.map(({ member: { name } }) => name[0])

describe('how somebody is there', () => {
  it('is told by what they may be given, not by the word alone', () => {
    expect(presenceOf(state('agt_a', 'in-service', true))).toBe('available')
    expect(presenceOf(state('agt_a', 'ready', false))).toBe('busy')
    expect(
      (['not-ready', 'dnd', 'banned', 'online'] as const).map((name) => presenceOf(state('agt_a', name))),
    ).toEqual(['away', 'away', 'away', 'away'])
    expect([presenceOf(null), presenceOf(state('agt_a', 'offline'))]).toEqual(['offline', 'offline'])
  })

  it('is counted, and can be chosen', () => {
    expect(countPresences(all)).toEqual({ all: 4, available: 2, busy: 1, away: 0, offline: 1 })
    expect(names(inPresence(all, 'busy'))).toEqual(['Ó'])
    expect(inPresence(all, 'all')).toHaveLength(4)
  })
})

describe('finding', () => {
  const by = (more: Partial<typeof noFilter>) => names(found(all, { ...noFilter, ...more }))

  it('needs no accents, and every word', () => {
    expect(by({ text: 'nunez OSCAR' })).toEqual(['Ó'])
    expect(by({ text: 'agt_zoe' })).toEqual(['Z'])
    expect(by({ text: 'oscar perez' })).toEqual([])
    expect(by({ text: '  ' })).toHaveLength(4)
  })

  it('goes by queue, team, skill and favourites, and all of them together', () => {
    expect(by({ queueId: 'que_a' })).toEqual(['Z', 'Ó'])
    expect(by({ teamId: 'tem_1' })).toEqual(['A'])
    expect(by({ skillId: 'skl_en' })).toEqual(['Ó'])
    expect(by({ favouritesOnly: true })).toEqual(['E'])
    expect(by({ queueId: 'que_a', favouritesOnly: true })).toEqual([])
  })
})

describe('the order', () => {
  it('puts first who can help; favourites first among equals', () => {
    expect(names(sorted(all, 'available', 'es'))).toEqual(['A', 'Z', 'Ó', 'E'])
    const starred = colleaguesOf(members, states, ['agt_zoe'])
    expect(names(sorted(starred, 'available', 'es'))).toEqual(['Z', 'A', 'Ó', 'E'])
  })

  it('by name puts favourites first; by time whoever has been longest in a state', () => {
    expect(names(sorted(all, 'name', 'es'))).toEqual(['E', 'A', 'Ó', 'Z'])
    expect(names(sorted(all, 'longest', 'es'))).toEqual(['Ó', 'Z', 'A', 'E'])
  })

  it('is held while somebody points at it: those who are shown keep their place, new ones come below', () => {
    const now = sorted(all, 'available', 'es')
    const shown: readonly AgentId[] = ['agt_oscar', 'agt_ana', 'agt_left']
    expect(names(heldInPlace(shown, now, all, true))).toEqual(['Ó', 'A', 'Z', 'E'])
    expect(heldInPlace(shown, now, all, false)).toBe(now)
    // Who no longer fits the filter stays as well, until the pointer goes.
    expect(names(heldInPlace(shown, now.slice(1, 2), all, true))).toEqual(['Ó', 'A', 'Z'])
  })
})
