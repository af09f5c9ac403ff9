import { expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'
import { waitingReasons, type WaitingReason } from './snapshot.ts'
import { agent, given, minuteMs, put, queue, waiting, type Facts } from './test/sample.ts'

const busy = { load: { 'web-chat': 1 } } as const
const declines = [{ agentId: 'agt_ana', at: 0, why: 'rejected' }] as const

/** What stands in the way, and nothing before it in the list of questions. */
const cases: Readonly<Record<WaitingReason, readonly Facts[]>> = {
  'queue-closed': [queue({ open: false }), agent(), waiting()],
  'no-member-online': [queue(), agent({ online: false }), agent({ id: 'agt_bruno', queues: [] }), waiting()],
  'no-member-ready': [queue(), agent({ readyOn: ['email'] }), waiting()],
  'skill-missing': [queue(), agent(), waiting({ requiredSkills: [{ skillId: 'skl_en', level: 1 }] })],
  'everyone-declined': [
    queue({ declinePauseMs: minuteMs }),
    agent(),
    agent({ id: 'agt_bruno', readyOn: [] }),
    waiting({ declines }),
  ],
  'everyone-busy': [
    queue({ declinePauseMs: minuteMs }),
    agent(),
    agent({ id: 'agt_bruno', ...busy }),
    waiting({ declines }),
  ],
  'waiting-for-preferred': [
    queue({ preferredPatienceMs: minuteMs }),
    agent(busy),
    agent({ id: 'agt_bruno' }),
    waiting({ preferredAgentId: 'agt_ana' }),
  ],
}

for (const reason of waitingReasons) {
  it(`[Q14] says ${reason}`, () => {
    const matcher = put(createMatcher(), ...cases[reason])
    expect(given(matcher, 10)).toEqual([])
    expect(matcher.why('int_1', 10)).toBe(reason)
  })
}

it('[Q14] says nothing of what does not wait, or is about to be given', () => {
  const matcher = put(createMatcher(), queue(), agent(), waiting())
  expect(matcher.why('int_none', 0)).toBeNull()
  expect(matcher.why('int_1', 0)).toBeNull()
  matcher.decide(0, () => 0)
  expect(matcher.why('int_1', 0)).toBeNull()
})

it('[Q15] counts who is served before it in its queue', () => {
  const matcher = put(
    createMatcher(),
    queue({ ageing: { pointsPerMinute: 1, maximum: 5 } }),
    queue({ id: 'que_support', priority: 9 }),
    waiting({ id: 'int_old', placeAt: 0 }),
    waiting({ id: 'int_young', placeAt: minuteMs }),
    waiting({ id: 'int_urgent', placeAt: 2 * minuteMs, priority: 1 }),
    waiting({ id: 'int_elsewhere', placeAt: 0, queueId: 'que_support' }),
  )
  const positions = (at: number): (number | null)[] =>
    (['int_old', 'int_young', 'int_urgent'] as const).map((id) => matcher.position(id, at))
  // At two minutes: 2, 1 and 1 points; at seven the older two have reached the maximum of five.
  expect(positions(2 * minuteMs)).toEqual([1, 2, 3])
  expect(positions(7 * minuteMs)).toEqual([2, 3, 1])
  expect(matcher.position('int_elsewhere', 0)).toBe(1)
  expect(matcher.position('int_gone', 0)).toBeNull()
  matcher.removeWaiting('int_old')
  expect(positions(2 * minuteMs)).toEqual([null, 1, 2])
})

it('[Q16] counts the staff who can serve a channel now or when they have finished', () => {
  const chat = { maximum: { 'web-chat': 3 }, interruptedBy: {} }
  const matcher = put(
    createMatcher(),
    queue(),
    agent({ capacity: chat, load: { 'web-chat': 3 } }),
    agent({ id: 'agt_bruno', readyOn: [] }),
    agent({ id: 'agt_carla' }),
    agent({ id: 'agt_voice', capacity: { maximum: { voice: 1 }, interruptedBy: {} } }),
    agent({ id: 'agt_away', online: false }),
    agent({ id: 'agt_stranger', queues: [] }),
  )
  expect(matcher.staff('que_sales', 'web-chat')).toEqual({ online: 3, ready: 2, slots: 4 })
  expect(matcher.staff('que_unknown', 'web-chat')).toEqual({ online: 0, ready: 0, slots: 0 })
})

it('[Q17] says why: strategy, candidates, skills, relaxed or not, preferred or not, and the wait', () => {
  const relaxations = [{ skillId: 'skl_en', afterMs: 1000, level: 2 }] as const
  const english = [{ skillId: 'skl_en', level: 5 }] as const
  const facts = [
    queue({ strategy: 'in-sequence', relaxations, requiredSkills: [{ skillId: 'skl_tax', level: 1 }] }),
    agent({ skills: { skl_en: 9, skl_tax: 1 } }),
    agent({ id: 'agt_bruno', skills: { skl_en: 2, skl_tax: 1 } }),
    waiting({ placeAt: 500, requiredSkills: english }),
  ]
  const tax = { skillId: 'skl_tax', level: 1 }
  const base = { strategy: 'in-sequence', preferred: false }
  expect(put(createMatcher(), ...facts).decide(600, () => 0)).toEqual([
    {
      interactionId: 'int_1',
      queueId: 'que_sales',
      agentIds: ['agt_ana'],
      why: { ...base, candidates: 1, skills: [...english, tax], relaxed: false, waitedMs: 100 },
    },
  ])
  expect(put(createMatcher(), ...facts).decide(1500, () => 0)[0]?.why).toEqual({
    ...base,
    candidates: 2,
    skills: [{ skillId: 'skl_en', level: 2 }, tax],
    relaxed: true,
    waitedMs: 1000,
  })
})
