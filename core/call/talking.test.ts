import { describe, expect, it } from 'vitest'
import { stepCall } from './step.ts'
import {
  after,
  answer,
  conference,
  consulting,
  invite,
  must,
  opened,
  owner,
  party,
  recorded,
  soon,
  sound,
  start,
  talking,
  up,
  waiting,
} from './test/sample.ts'

describe('customer and agent', () => {
  it('[K1] who has no leg that is up hears and says nothing', () => {
    expect(sound(opened)).toEqual({})
    expect(sound(after(waiting, owner('ana')))).toEqual({ customer: 'music' })
  })

  it('[K2] a customer alone hears music', () => {
    expect(sound(waiting)).toEqual({ customer: 'music' })
    expect(sound(after(talking, { type: 'owner-released' }))).toEqual({ customer: 'music' })
  })

  it('[K3] hear one another as soon as both are there, whoever is first', () => {
    const both = { customer: 'ana', ana: 'customer' }
    expect(sound(talking)).toEqual(both)
    expect(sound(after(opened, owner('ana'), up('ana')))).toEqual({ ana: 'nothing' })
    expect(sound(after(opened, owner('ana'), up('ana'), up('customer')))).toEqual(both)
  })

  it('[K3] there is one owner at a time', () => {
    expect(stepCall(talking, owner('bruno'), start)).toEqual({ refused: 'wrong-state' })
  })
})

describe('hold and mute', () => {
  const held = after(talking, { type: 'held' })
  const mute = (on: boolean) => ({ type: 'muted', partyId: party('ana'), on }) as const

  it('[K4] on hold the customer hears music and the agent nothing', () => {
    expect(sound(held)).toEqual({ customer: 'music', ana: 'nothing' })
    expect(sound(after(held, { type: 'resumed' }))).toEqual(sound(talking))
  })

  it('[K4] holding twice is holding once', () => {
    expect(must(held, { type: 'held' }).state).toBe(held)
  })

  it('[K4] agents of a conference go on hearing one another', () => {
    expect(sound(after(conference, { type: 'held' }))).toEqual({
      customer: 'music',
      ana: 'bruno',
      bruno: 'ana',
    })
  })

  it('[K4] without a customer or an owner there is nothing to hold', () => {
    expect(stepCall(waiting, { type: 'held' }, start)).toEqual({ refused: 'wrong-state' })
    expect(stepCall(waiting, { type: 'resumed' }, start)).toEqual({ refused: 'wrong-state' })
  })

  it('[K5] mute silences one party and nobody else', () => {
    const muted = after(talking, mute(true))
    expect(sound(muted)).toEqual({ customer: '', ana: 'customer' })
    expect(recorded(muted)).toBe('customer')
    expect(sound(after(muted, mute(false)))).toEqual(sound(talking))
  })

  it('[K5] hold and mute do not touch each other', () => {
    const both = after(talking, mute(true), { type: 'held' })
    expect(sound(after(both, { type: 'resumed' }))).toEqual({ customer: '', ana: 'customer' })
    expect(sound(after(both, mute(false)))).toEqual({ customer: 'music', ana: 'nothing' })
  })
})

describe('digits', () => {
  const press = (digits: string) => ({ type: 'digits-pressed', partyId: party('ana'), digits }) as const

  it('[K6] go to the outside lines that hear the party, and to no agent', () => {
    expect(must(conference, press('15#')).effects).toEqual([
      { type: 'send-digits', legId: 'leg_customer', digits: '15#' },
    ])
  })

  it('[K6] go to the number that is consulted, and not to the customer', () => {
    const withBank = after(
      talking,
      {
        type: 'invited',
        partyId: party('bank'),
        who: { kind: 'number', number: '+34910000000' },
        as: 'consulted',
        untilAt: soon,
      },
      ...answer('bank'),
    )
    expect(must(withBank, press('4')).effects).toEqual([
      { type: 'send-digits', legId: 'leg_bank', digits: '4' },
    ])
  })

  it.each(['', 'x', '12 34', '1'.repeat(33)])('[K6] refuses %j', (digits) => {
    expect(stepCall(talking, press(digits), start)).toEqual({ refused: 'digits-invalid' })
  })
})

describe('the recording', () => {
  it('[K20] holds what is said aloud with the customer, and nothing else', () => {
    expect(recorded(talking)).toBe('ana customer')
    expect(recorded(consulting)).toBe('')
    expect(recorded(conference)).toBe('ana bruno customer')
    expect(recorded(after(talking, { type: 'held' }))).toBe('')
    // What the centre's people say while the customer hears music is theirs.
    expect(recorded(after(conference, { type: 'held' }))).toBe('')
  })

  it('[K20] is paused and goes on, and asking twice changes nothing', () => {
    const on = after(talking, { type: 'recording-set', to: 'on' })
    const paused = after(on, { type: 'recording-set', to: 'paused' })
    expect(paused.recording).toBe('paused')
    expect(must(paused, { type: 'recording-set', to: 'paused' }).state).toBe(paused)
  })
})

describe('several', () => {
  it('[K12] at most eight take part', () => {
    const names = ['b', 'c', 'd', 'e', 'f', 'g']
    const full = names.reduce((call, name) => after(call, invite(name, 'member'), ...answer(name)), talking)
    expect(full.parties).toHaveLength(8)
    expect(sound(full)['customer']).toBe('ana b c d e f g')
    expect(stepCall(full, invite('h', 'member'), start)).toEqual({
      refused: 'call-full',
      details: { limit: 8 },
    })
  })

  it('[K12] nobody takes part twice', () => {
    expect(stepCall(conference, invite('bruno'), start)).toEqual({ refused: 'already-in-call' })
    expect(stepCall(conference, invite('ana', 'member'), start)).toEqual({ refused: 'already-in-call' })
  })
})
