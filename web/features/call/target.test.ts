import { describe, expect, it } from 'vitest'
import type { CallTarget, CallTargets } from '#protocol/call.ts'
import { agreeing, targetGroups, typedNumber, whyNot } from './target.ts'

const agent = (
  name: string,
  more: Partial<CallTargets['agents'][number]> = {},
): CallTargets['agents'][number] => ({
  agentId: `agt_${name}`,
  voice: 'ready',
  takesCalls: true,
  isForwarded: false,
  ...more,
})
const found: CallTargets = {
  agents: [
    agent('zoe'),
    agent('eva', { voice: 'offline', takesCalls: false }),
    agent('leo', { takesCalls: false }),
  ],
  queues: [{ queueId: 'que_sales', waiting: 2, ready: 0, waitMs: null }],
  teams: [],
  number: null,
}
const about = {
  typed: '',
  recent: [] as readonly CallTarget[],
  favourites: [],
  nameOf: (target: CallTarget) => Object.values(target)[0] ?? '',
  isDialling: false,
} as const
const ids = (more: Partial<Parameters<typeof targetGroups>[1]> = {}): readonly (readonly string[])[] =>
  targetGroups(found, { ...about, ...more }).map(({ name, targets }) => [
    name,
    ...targets.map(({ id }) => id),
  ])

describe('targets', () => {
  it('stand with whoever is free first, who is not there last', () => {
    expect(ids()).toEqual([
      ['agent', 'agt_zoe', 'agt_leo', 'agt_eva'],
      ['queue', 'que_sales'],
    ])
  })

  it('favourites come before; who was called last comes before all, once, until something is typed', () => {
    const recent = [{ queueId: 'que_sales' }, { agentId: 'agt_gone' }] as const
    expect(ids({ recent, favourites: ['agt_leo'] })).toEqual([
      ['recent', 'que_sales'],
      ['agent', 'agt_leo', 'agt_zoe', 'agt_eva'],
    ])
    expect(ids({ recent, typed: 'e' })[0]?.[0]).toBe('agent')
  })

  it('a new call goes to people; a number is shown also where there is no line', () => {
    expect(ids({ isDialling: true, typed: '+34 600 10-20' })).toEqual([
      ['agent', 'agt_zoe', 'agt_leo', 'agt_eva'],
      ['number', 'number'],
    ])
    expect([typedNumber('mesa 12'), typedNumber('*21#'), typedNumber('12')]).toEqual([null, '*21#', null])
  })

  it('found before stay only as far as they go with what is typed now', () => {
    const now = agreeing(found, (target) => 'agentId' in target && target.agentId === 'agt_leo')
    expect(targetGroups(now, about).map(({ targets }) => targets.map(({ id }) => id))).toEqual([['agt_leo']])
  })

  it('say why they cannot be had', () => {
    const [people, queues] = targetGroups(found, about)
    const [free, busy, away] = people?.targets ?? []
    const [queue] = queues?.targets ?? []
    if (!free || !busy || !away || !queue) throw new Error('Somebody is missing.')
    expect([whyNot(free, 'give', false), whyNot(free, 'ask', true), whyNot(free, 'add', true)]).toEqual([
      null,
      'consulting',
      null,
    ])
    expect([whyNot(busy, 'give', false), whyNot(busy, 'ask', false)]).toEqual(['busy', null])
    expect(whyNot(away, 'ask', false)).toBe('offline')
    expect([whyNot(queue, 'give', false), whyNot(queue, 'ask', false), whyNot(queue, 'dial', false)]).toEqual(
      [null, 'nobody-free', 'not-to-call'],
    )
  })
})
