import { describe, expect, it } from 'vitest'
import type { CallView, PartyView } from '#protocol/call.ts'
import { mayOf } from './may.ts'
import { customerHearsMusic, isAway, standingOf } from './standing.ts'

const me = 'agt_ana'
const party = (name: string, role: PartyView['role'], leg: PartyView['leg']['name'] = 'up'): PartyView => ({
  id: `pty_${name}`,
  who: role === 'customer' ? { kind: 'customer', name } : { kind: 'agent', agentId: `agt_${name}` },
  role,
  leg: { name: leg, since: 0, untilAt: leg === 'up' ? null : 9, legId: leg === 'up' ? `leg_${name}` : null },
  isMuted: false,
  mode: role === 'supervisor' ? 'whisper' : null,
  joinedAt: 0,
})
const call = (parties: readonly PartyView[], more: Partial<CallView> = {}): CallView => ({
  id: 'cal_1',
  interactionId: 'int_1',
  version: 1,
  parties,
  isHeld: false,
  ownerIn: 'main',
  recording: 'off',
  recordingPolicy: 'on-demand',
  state: { name: 'open' },
  startedAt: 0,
  ...more,
})
const customer = party('Rosa', 'customer')
const ana = party('ana', 'owner')
const consult = { ownerIn: 'consult' } as const

describe('how a call stands', () => {
  it.each([
    ['talking', call([customer, ana])],
    ['held', call([customer, ana], { isHeld: true })],
    ['connecting', call([customer, party('ana', 'owner', 'joining')])],
    ['reconnecting', call([customer, party('ana', 'owner', 'lost')])],
    ['customer-lost', call([party('Rosa', 'customer', 'lost'), ana])],
    ['conference', call([customer, ana, party('bruno', 'member')])],
    ['talking', call([customer, ana, party('bruno', 'member', 'ringing')])],
    ['ringing', call([customer, ana, party('bruno', 'consulted', 'ringing')], consult)],
    ['consulting', call([customer, ana, party('bruno', 'consulted')], consult)],
    ['talking', call([customer, ana, party('bruno', 'consulted')])],
    ['ringing', call([ana, party('bruno', 'member', 'ringing')])],
    ['talking', call([ana, party('bruno', 'member')])],
    ['consulted', call([customer, party('bruno', 'owner'), party('ana', 'consulted')], consult)],
    ['consulted-waits', call([customer, party('bruno', 'owner'), party('ana', 'consulted')])],
    ['whisper', call([customer, party('bruno', 'owner'), party('ana', 'supervisor')])],
  ] as const)('is %s', (name, view) => {
    expect(standingOf(view, me).name).toBe(name)
  })

  it('away from the customer is who holds or asks somebody, also while others talk to the customer', () => {
    const asked = party('bruno', 'consulted')
    const member = party('carla', 'member')
    expect(isAway(call([customer, ana]))).toBe(false)
    expect(isAway(call([customer, ana], { isHeld: true }))).toBe(true)
    expect(isAway(call([customer, ana, asked, member], { ownerIn: 'consult' }))).toBe(true)
  })

  it('music is heard on hold, and during a consultation unless a member talks to the customer', () => {
    const asked = party('bruno', 'consulted')
    expect(customerHearsMusic(call([customer, ana], { isHeld: true }))).toBe(true)
    expect(customerHearsMusic(call([customer, ana, asked], consult))).toBe(true)
    expect(customerHearsMusic(call([customer, ana, asked, party('carla', 'member')], consult))).toBe(false)
    expect(customerHearsMusic(call([ana, party('bruno', 'member')]))).toBe(false)
  })
})

describe('what can be done', () => {
  it('with a customer everything, once somebody who is asked is there the call can be passed', () => {
    expect(mayOf(call([customer, ana]), me)).toMatchObject({
      hold: true,
      give: true,
      park: true,
      press: true,
    })
    const asked = call([customer, ana, party('bruno', 'consulted')], consult)
    expect(mayOf(asked, me)).toMatchObject({ park: false, turn: true, complete: { id: 'pty_bruno' } })
    const rung = call([customer, ana, party('bruno', 'consulted', 'ringing')], consult)
    expect(mayOf(rung, me)).toMatchObject({ turn: false, complete: null, consulted: { id: 'pty_bruno' } })
  })

  it('between colleagues nobody is held, parked or given away; whoever only listens has no microphone', () => {
    const internal = mayOf(call([ana, party('bruno', 'member')]), me)
    expect(internal).toMatchObject({
      hold: false,
      give: false,
      park: false,
      press: false,
      add: true,
      mute: true,
    })
    const listening = { ...party('ana', 'supervisor'), mode: 'listen' } as const
    expect(mayOf(call([customer, party('bruno', 'owner'), listening]), me).mute).toBe(false)
  })
})
