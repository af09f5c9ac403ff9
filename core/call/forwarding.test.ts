import { describe, expect, it } from 'vitest'
import type { AgentId } from '../id.ts'
import {
  forwarded,
  forwardedOnNoAnswer,
  type ForwardFacts,
  type ForwardRule,
  type Reach,
} from './forwarding.ts'
import { stepCall } from './step.ts'
import { after, answer, consulting, invite, must, party, soon, sound, talking, up } from './test/sample.ts'

const facts = (
  rules: Readonly<Record<AgentId, ForwardRule>>,
  reaches: Readonly<Record<AgentId, Reach>> = {},
  inCall: readonly AgentId[] = [],
): ForwardFacts => ({
  ruleOf: (agentId) => rules[agentId] ?? null,
  reachOf: (agentId) => reaches[agentId] ?? 'free',
  isIn: (agentId) => inCall.includes(agentId),
})
const to = (agentId: AgentId, when: ForwardRule['when'] = 'always'): ForwardRule => ({ to: agentId, when })

describe('an agent’s own calls', () => {
  it('[K30] ring the agent who has said nothing', () => {
    expect(forwarded('agt_luis', facts({}))).toEqual({ to: 'agt_luis', insteadOf: [] })
  })

  it.each([
    ['always', 'free', 'agt_marta'],
    ['always', 'busy', 'agt_marta'],
    ['always', 'away', 'agt_marta'],
    ['busy', 'free', 'agt_luis'],
    ['busy', 'busy', 'agt_marta'],
    ['busy', 'away', 'agt_luis'],
    ['no-answer', 'free', 'agt_luis'],
    ['no-answer', 'busy', 'agt_luis'],
    ['no-answer', 'away', 'agt_marta'],
  ] as const)('[K30] sent on %s, of somebody %s, ring %s', (when, reach, rung) => {
    const given = facts({ agt_luis: to('agt_marta', when) }, { agt_luis: reach })
    expect(forwarded('agt_luis', given).to).toBe(rung)
  })

  it('[K30] go from one to the next at most three times', () => {
    const given = facts({
      agt_a: to('agt_b'),
      agt_b: to('agt_c'),
      agt_c: to('agt_d'),
      agt_d: to('agt_e'),
    })
    expect(forwarded('agt_a', given)).toEqual({ to: 'agt_d', insteadOf: ['agt_a', 'agt_b', 'agt_c'] })
  })

  it('[K30] never go in a circle, nor to somebody who is in the call', () => {
    const circle = facts({ agt_a: to('agt_b'), agt_b: to('agt_a') })
    expect(forwarded('agt_a', circle)).toEqual({ to: 'agt_b', insteadOf: ['agt_a'] })
    expect(forwarded('agt_a', facts({ agt_a: to('agt_a') })).to).toBe('agt_a')
    expect(forwarded('agt_a', facts({ agt_a: to('agt_b') }, {}, ['agt_b'])).to).toBe('agt_a')
  })

  it('[K31] are sent on after a ring that nobody answered, if the agent has said so', () => {
    const given = facts({ agt_luis: to('agt_marta', 'no-answer'), agt_ana: to('agt_marta', 'busy') })
    expect(forwardedOnNoAnswer('agt_luis', given, [])).toEqual({
      to: 'agt_marta',
      insteadOf: ['agt_luis'],
    })
    expect(forwardedOnNoAnswer('agt_ana', given, [])).toBeNull()
    expect(forwardedOnNoAnswer('agt_luis', given, ['agt_a', 'agt_b', 'agt_c'])).toBeNull()
    expect(
      forwardedOnNoAnswer(
        'agt_luis',
        facts({ agt_luis: to('agt_marta', 'no-answer') }, {}, ['agt_marta']),
        [],
      ),
    ).toBeNull()
  })
})

describe('a ring that is sent on', () => {
  const sentOn = {
    type: 'forwarded',
    fromPartyId: party('bruno'),
    partyId: party('carla'),
    agentId: 'agt_carla',
    insteadOf: ['agt_bruno'],
    untilAt: soon + 10,
  } as const

  it('[K31] rings the next one in the same place', () => {
    const step = must(after(talking, invite('bruno')), sentOn, soon)
    expect(step.state.parties.at(-1)).toMatchObject({
      id: party('carla'),
      role: 'consulted',
      leg: { name: 'ringing', untilAt: soon + 10 },
      insteadOf: ['agt_bruno'],
    })
    expect(step.effects.map(({ type }) => type)).toEqual(['stop-ringing', 'cancel-wake', 'ring', 'wake'])
    expect(sound(after(step.state, ...answer('carla')))).toMatchObject({ ana: 'carla', carla: 'ana' })
  })

  it('[K31] does not end a call between colleagues meanwhile', async () => {
    const { openInternalCall } = await import('./step.ts')
    const ringing = after(
      openInternalCall({ id: 'cal_2', partyId: 'pty_ana', agentId: 'agt_ana', untilAt: soon }, 0).state,
      up('ana'),
      invite('bruno', 'member'),
    )
    expect(must(ringing, sentOn, soon).state).toMatchObject({
      state: { name: 'open' },
      parties: [{}, { id: party('carla'), role: 'member' }],
    })
  })

  it('[K31] is not before its time, nor to somebody who is in the call, nor once more than three times', () => {
    const ringing = after(talking, invite('bruno'))
    expect(stepCall(ringing, sentOn, soon - 1)).toMatchObject({ refused: 'too-early' })
    expect(stepCall(ringing, { ...sentOn, agentId: 'agt_ana' }, soon)).toMatchObject({
      refused: 'already-in-call',
    })
    const four = ['agt_1', 'agt_2', 'agt_3', 'agt_4'] as const
    expect(stepCall(ringing, { ...sentOn, insteadOf: four }, soon)).toMatchObject({ refused: 'wrong-state' })
    expect(stepCall(consulting, sentOn, soon)).toMatchObject({ refused: 'party-gone' })
  })
})
