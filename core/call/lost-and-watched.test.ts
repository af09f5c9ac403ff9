import { describe, expect, it } from 'vitest'
import { partyKey } from './alarm.ts'
import { callRefusals } from './event.ts'
import { stepCall } from './step.ts'
import {
  after,
  conference,
  consulting,
  invite,
  must,
  owner,
  party,
  recorded,
  soon,
  sound,
  start,
  talking,
  up,
  waiting,
  watch,
} from './test/sample.ts'

const lost = (name: string) => ({ type: 'leg-lost', legId: `leg_${name}`, untilAt: soon }) as const
const expired = (name: string) => ({ type: 'attach-expired', partyId: party(name) }) as const

describe('a leg that is lost', () => {
  const withoutAna = after(talking, lost('ana'))

  it('[K17] the customer hears music, and the agent keeps the place', () => {
    expect(sound(withoutAna)).toEqual({ customer: 'music' })
    expect(withoutAna.parties).toHaveLength(2)
  })

  it('[K18] who comes back finds everything as it was, on a new leg', () => {
    const muted = after(
      talking,
      { type: 'muted', partyId: party('ana'), on: true },
      { type: 'held' },
      lost('ana'),
    )
    const back = after(muted, { type: 'leg-up', partyId: party('ana'), legId: 'leg_ana2' })
    expect(sound(back)).toEqual({ customer: 'music', ana2: 'nothing' })
    expect(sound(after(back, { type: 'resumed' }))).toEqual({ customer: '', ana2: 'customer' })
  })

  it('[K18] a second leg takes the place of the first, which is closed', () => {
    const step = must(talking, { type: 'leg-up', partyId: party('ana'), legId: 'leg_ana2' })
    expect(step.effects).toContainEqual({ type: 'close-leg', legId: 'leg_ana' })
    expect(sound(step.state)).toEqual({ customer: 'ana2', ana2: 'customer' })
    // What is said of the old one afterwards is of no importance.
    expect(stepCall(step.state, lost('ana'), start)).toEqual({ refused: 'party-gone' })
  })

  it('[K18] the same leg twice changes nothing', () => {
    expect(must(talking, up('ana')).state).toBe(talking)
  })

  it('[K17] an owner who does not come back gives the customer back', () => {
    expect(stepCall(withoutAna, expired('ana'), soon - 1)).toEqual({ refused: 'too-early' })
    const step = must(withoutAna, expired('ana'), soon)
    expect(step.effects).toContainEqual({ type: 'owner-gone', agentId: 'agt_ana' })
    expect(step.state.state.name).toBe('open')
    expect(sound(step.state)).toEqual({ customer: 'music' })
  })

  it('[K28] an owner who stops work is as one who is lost and does not come back, at once', () => {
    const gone = { type: 'gone', partyId: party('ana') } as const
    const step = must(consulting, gone)
    expect(sound(step.state)).toEqual({ customer: 'music' })
    expect(step.effects).toContainEqual({ type: 'owner-gone', agentId: 'agt_ana' })
    expect(must(conference, gone).effects).toContainEqual({
      type: 'owner-changed',
      from: 'agt_ana',
      to: 'agt_bruno',
    })
  })

  it('[K28] who is only rung was not to be reached', () => {
    const step = must(after(talking, invite('bruno')), { type: 'gone', partyId: party('bruno') })
    expect(step.effects).toContainEqual(expect.objectContaining({ type: 'stop-ringing', why: 'unreachable' }))
    expect(step.state).toMatchObject({ isHeld: true, parties: [{}, {}] })
  })

  it('[K17] in a conference the longest member holds it then', () => {
    const step = must(after(conference, lost('ana')), expired('ana'), soon)
    expect(step.effects).toContainEqual({ type: 'owner-changed', from: 'agt_ana', to: 'agt_bruno' })
    expect(sound(step.state)).toEqual({ customer: 'bruno', bruno: 'customer' })
  })

  it('[K17] a customer who does not come back has left', () => {
    const step = must(after(talking, lost('customer')), expired('customer'), soon)
    expect(step.state.state).toMatchObject({ name: 'over', by: 'customer' })
  })

  it('[K24] has its alarm, which goes when it is back', () => {
    const key = partyKey(talking, { id: party('ana') })
    expect(must(talking, lost('ana')).effects).toContainEqual({
      type: 'wake',
      key,
      at: soon,
      event: expired('ana'),
    })
    expect(
      must(withoutAna, { type: 'leg-up', partyId: party('ana'), legId: 'leg_ana2' }).effects,
    ).toContainEqual({
      type: 'cancel-wake',
      key,
    })
    expect(must(withoutAna, { type: 'owner-released' }).effects).toContainEqual({ type: 'cancel-wake', key })
  })

  it('[K17] an alarm about somebody who is there is of the past', () => {
    expect(stepCall(talking, expired('ana'), soon)).toEqual({ refused: 'party-gone' })
  })
})

describe('releasing', () => {
  it('[K19] the customer stays and hears music; who was consulted is let go', () => {
    const step = must(consulting, { type: 'owner-released' })
    expect(sound(step.state)).toEqual({ customer: 'music' })
    expect(step.effects).toContainEqual({ type: 'close-leg', legId: 'leg_bruno' })
  })

  it('[K19] who was called in goes with the owner, rung or there; a supervisor looks on', () => {
    const call = after(conference, invite('carla', 'member'), ...watch('sofia', 'listen'))
    const step = must(call, { type: 'owner-released' })
    expect(sound(step.state)).toEqual({ customer: 'music', sofia: 'nothing' })
    expect(step.effects).toContainEqual({ type: 'close-leg', legId: 'leg_bruno' })
    expect(step.effects).toContainEqual(expect.objectContaining({ type: 'stop-ringing', why: 'withdrawn' }))
    const unanswered = after(talking, invite('carla', 'member'), lost('ana'))
    expect(must(unanswered, expired('ana'), soon).state.parties).toHaveLength(1)
  })

  it('[K10] who has stayed to listen hears nothing of whoever has it later', () => {
    const stayed = after(consulting, { type: 'handed-over', partyId: party('bruno'), stay: true })
    expect(sound(stayed)['ana']).toBe('bruno customer')
    expect(sound(after(stayed, { type: 'owner-released' }))).toEqual({ customer: 'music' })
  })

  it('[K22] whoever accepts next finds hold and consultation ended', () => {
    const released = after(talking, { type: 'held' }, { type: 'owner-released' })
    expect(sound(after(released, owner('carla'), up('carla')))).toEqual({
      customer: 'carla',
      carla: 'customer',
    })
    expect(stepCall(released, { type: 'owner-released' }, start)).toEqual({ refused: 'wrong-state' })
  })
})

describe('a supervisor', () => {
  it('[K15] listens: hears everybody, is heard by nobody', () => {
    expect(sound(after(talking, ...watch('sofia', 'listen')))).toEqual({
      customer: 'ana',
      ana: 'customer',
      sofia: 'ana customer',
    })
  })

  it('[K15] whispers to the centre’s people only, and it is not recorded', () => {
    const call = after(conference, ...watch('sofia', 'whisper'))
    expect(sound(call)).toMatchObject({ customer: 'ana bruno', ana: 'bruno customer sofia' })
    expect(recorded(call)).toBe('ana bruno customer')
  })

  it('[K15] joins in', () => {
    const call = after(talking, ...watch('sofia', 'listen'), {
      type: 'monitor-changed',
      partyId: party('sofia'),
      mode: 'barge',
    })
    expect(sound(call)).toEqual({ customer: 'ana sofia', ana: 'customer sofia', sofia: 'ana customer' })
    expect(recorded(call)).toBe('ana customer sofia')
  })

  it('[K15] goes where the owner goes', () => {
    const call = after(consulting, ...watch('sofia', 'listen'))
    expect(sound(call)).toEqual({ customer: 'music', ana: 'bruno', bruno: 'ana', sofia: 'ana bruno' })
  })

  it('[K15] takes over', () => {
    const step = must(after(talking, ...watch('sofia', 'whisper')), {
      type: 'taken-over',
      partyId: party('sofia'),
    })
    expect(sound(step.state)).toEqual({ customer: 'sofia', sofia: 'customer' })
    expect(step.effects).toContainEqual({ type: 'owner-changed', from: 'agt_ana', to: 'agt_sofia' })
    expect(step.effects).toContainEqual({ type: 'close-leg', legId: 'leg_ana' })
  })

  it('[K16] who looks on changes nothing for the others', () => {
    const { sofia: _, ...others } = sound(after(consulting, ...watch('sofia', 'listen')))
    expect(others).toEqual(sound(consulting))
    const held = after(talking, ...watch('sofia', 'listen'), { type: 'held' })
    expect(sound(held)).toEqual({ customer: 'music', ana: 'nothing', sofia: 'nothing' })
    const left = must(after(talking, ...watch('sofia', 'listen')), { type: 'left', partyId: party('sofia') })
    expect(sound(left.state)).toEqual(sound(talking))
  })

  it('[K15] is not sent away by whoever has the call', () => {
    const call = after(talking, ...watch('sofia', 'whisper'))
    const removed = { type: 'removed', partyId: party('sofia') } as const
    expect(stepCall(call, removed, start)).toEqual({ refused: 'wrong-state' })
  })

  it('[K15] changing or taking over is for a supervisor who is in it', () => {
    for (const type of ['taken-over', 'monitor-changed'] as const)
      expect(stepCall(talking, { type, partyId: party('ana'), mode: 'barge' }, start)).toEqual({
        refused: 'party-gone',
      })
  })
})

describe('the end', () => {
  it('[K21] has no legs, no alarms and no sound, and refuses everything', () => {
    const step = must(after(waiting, owner('ana')), { type: 'ended', by: 'system' })
    expect(sound(step.state)).toEqual({})
    expect(step.effects.filter(({ type }) => type === 'cancel-wake')).toHaveLength(1)
    expect(step.effects.at(-1)).toEqual({ type: 'over', by: 'system' })
    expect(stepCall(step.state, up('ana'), soon)).toEqual({ refused: 'call-over' })
  })

  it('[K21] every refusal has a code of its own', () => {
    expect(new Set(callRefusals).size).toBe(callRefusals.length)
  })
})
