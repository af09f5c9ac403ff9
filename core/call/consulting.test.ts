import { describe, expect, it } from 'vitest'
import { stepCall } from './step.ts'
import {
  after,
  answer,
  conference,
  consulting,
  invite,
  must,
  party,
  soon,
  sound,
  start,
  talking,
  up,
} from './test/sample.ts'

const ringing = after(talking, invite('bruno'))

describe('consulting', () => {
  it('[K7] the customer hears music from the first ring on', () => {
    expect(sound(ringing)).toEqual({ customer: 'music', ana: 'nothing' })
    expect(sound(consulting)).toEqual({ customer: 'music', ana: 'bruno', bruno: 'ana' })
  })

  it('[K7] rings whom it is about, until the deadline', () => {
    expect(must(talking, invite('bruno')).effects).toMatchObject([
      { type: 'ring', party: { id: 'pty_bruno', role: 'consulted' } },
      { type: 'wake', at: soon, event: { type: 'ring-expired', partyId: 'pty_bruno' } },
    ])
  })

  it('[K7] there is one consultation at a time, and only an owner consults', () => {
    expect(stepCall(ringing, invite('carla'), start)).toEqual({ refused: 'already-consulting' })
    const alone = after(talking, { type: 'owner-released' })
    expect(stepCall(alone, invite('bruno'), start)).toEqual({ refused: 'wrong-state' })
  })

  it('[K7] in a conference the others go on talking with the customer', () => {
    const call = after(conference, invite('carla'), ...answer('carla'))
    expect(sound(call)).toEqual({ customer: 'bruno', bruno: 'customer', ana: 'carla', carla: 'ana' })
  })

  it.each([
    [{ type: 'invitation-ended', partyId: party('bruno'), why: 'refused' }, ringing],
    [{ type: 'left', partyId: party('bruno') }, consulting],
    [{ type: 'removed', partyId: party('bruno') }, consulting],
  ] as const)('[K8] after %j the customer stays on hold until the owner resumes', (event, call) => {
    const now = after(call, event)
    expect(sound(now)).toEqual({ customer: 'music', ana: 'nothing' })
    expect(sound(after(now, { type: 'resumed' }))).toEqual(sound(talking))
  })

  it('[K8] nobody answers: at the deadline and not before', () => {
    const expired = { type: 'ring-expired', partyId: party('bruno') } as const
    expect(stepCall(ringing, expired, soon - 1)).toEqual({ refused: 'too-early' })
    const step = must(ringing, expired, soon)
    expect(step.effects).toContainEqual(expect.objectContaining({ type: 'stop-ringing', why: 'no-answer' }))
    expect(sound(step.state)).toEqual({ customer: 'music', ana: 'nothing' })
  })

  it('[K8] in a conference nobody is put on hold by it', () => {
    const call = after(conference, invite('carla'), {
      type: 'invitation-ended',
      partyId: party('carla'),
      why: 'busy',
    })
    expect(sound(call)).toEqual(sound(conference))
  })

  it('[K9] the owner turns to one and to the other', () => {
    const back = after(consulting, { type: 'turned', to: 'main' })
    expect(sound(back)).toEqual({ customer: 'ana', ana: 'customer', bruno: 'music' })
    expect(sound(after(back, { type: 'turned', to: 'consult' }))).toEqual(sound(consulting))
    expect(stepCall(talking, { type: 'turned', to: 'consult' }, start)).toEqual({ refused: 'wrong-state' })
  })
})

describe('handing over', () => {
  it('[K10] the customer hears the new owner at once, and the former one is gone', () => {
    const step = must(consulting, { type: 'handed-over', partyId: party('bruno'), stay: false })
    expect(sound(step.state)).toEqual({ customer: 'bruno', bruno: 'customer' })
    expect(step.effects).toEqual([
      { type: 'close-leg', legId: 'leg_ana' },
      { type: 'owner-changed', from: 'agt_ana', to: 'agt_bruno' },
    ])
  })

  it('[K10] or stays and listens', () => {
    const call = after(consulting, { type: 'handed-over', partyId: party('bruno'), stay: true })
    expect(sound(call)).toEqual({ customer: 'bruno', bruno: 'customer', ana: 'bruno customer' })
  })

  it('[K10] not to somebody who is not there yet', () => {
    expect(stepCall(ringing, { type: 'handed-over', partyId: party('bruno'), stay: false }, start)).toEqual({
      refused: 'wrong-state',
    })
    expect(stepCall(talking, { type: 'handed-over', partyId: party('bruno'), stay: false }, start)).toEqual({
      refused: 'party-gone',
    })
  })
})

describe('a conference', () => {
  it('[K11] everybody hears everybody else', () => {
    expect(sound(conference)).toEqual({ customer: 'ana bruno', ana: 'bruno customer', bruno: 'ana customer' })
  })

  it('[K11] only with somebody who has answered', () => {
    expect(stepCall(ringing, { type: 'merged' }, start)).toEqual({ refused: 'wrong-state' })
  })

  it('[K11] straight: rings while the two go on talking', () => {
    const called = after(talking, invite('bruno', 'member'))
    expect(sound(called)).toEqual(sound(talking))
    expect(sound(after(called, ...answer('bruno')))).toEqual(sound(conference))
  })

  it('[K11] a member who does not come changes nothing', () => {
    const step = must(
      after(talking, invite('bruno', 'member')),
      { type: 'ring-expired', partyId: party('bruno') },
      soon,
    )
    expect(sound(step.state)).toEqual(sound(talking))
    expect(step.state.state.name).toBe('open')
  })

  it('[K13] when the owner leaves, the longest member holds it', () => {
    const four = after(conference, invite('carla', 'member'), ...answer('carla'))
    const step = must(four, { type: 'left', partyId: party('ana') })
    expect(step.effects).toContainEqual({ type: 'owner-changed', from: 'agt_ana', to: 'agt_bruno' })
    expect(sound(step.state)).toEqual({
      customer: 'bruno carla',
      bruno: 'carla customer',
      carla: 'bruno customer',
    })
  })

  it('[K13] a member who only rings does not', () => {
    const call = after(talking, invite('bruno', 'member'))
    expect(must(call, { type: 'left', partyId: party('ana') }).effects).toContainEqual({
      type: 'over',
      by: 'agent',
    })
  })

  it('[K14] when the customer leaves it is over for everybody', () => {
    const step = must(after(conference, invite('carla'), ...answer('carla')), {
      type: 'left',
      partyId: party('customer'),
    })
    expect(step.state).toMatchObject({ parties: [], state: { name: 'over', by: 'customer' } })
    expect(step.effects.filter(({ type }) => type === 'close-leg')).toHaveLength(4)
  })
})

describe('between colleagues', () => {
  it('[K23] has no customer and is over when nobody is left to talk to', async () => {
    const { colleagues } = await import('./test/sample.ts')
    expect(sound(colleagues)).toEqual({ ana: 'bruno', bruno: 'ana' })
    for (const name of ['ana', 'bruno'])
      expect(must(colleagues, { type: 'left', partyId: party(name) }).state.state).toMatchObject({
        name: 'over',
        by: 'agent',
      })
    const three = after(colleagues, invite('carla', 'member'), ...answer('carla'))
    expect(sound(after(three, { type: 'left', partyId: party('ana') }))).toEqual({
      bruno: 'carla',
      carla: 'bruno',
    })
  })

  it('[K23] is over when whoever is left was only consulted, or was handed it', async () => {
    const { colleagues } = await import('./test/sample.ts')
    const asking = after(colleagues, invite('carla'), ...answer('carla'))
    const left = after(asking, { type: 'left', partyId: party('bruno') })
    expect(left.state.name).toBe('open')
    expect(after(left, { type: 'left', partyId: party('carla') }).state.name).toBe('over')
    expect(after(colleagues, { type: 'handed-over', partyId: party('bruno'), stay: false }).state.name).toBe(
      'over',
    )
  })

  it('[K23] an invitation that is refused ends it', async () => {
    const { openInternalCall } = await import('./step.ts')
    const call = after(
      openInternalCall({ id: 'cal_2', partyId: 'pty_ana', agentId: 'agt_ana', untilAt: soon }, start).state,
      up('ana'),
      invite('bruno', 'member'),
    )
    expect(sound(call)).toEqual({ ana: 'nothing' })
    const step = must(call, { type: 'invitation-ended', partyId: party('bruno'), why: 'refused' })
    expect(step.state.state.name).toBe('over')
  })
})
