import { describe, expect, it } from 'vitest'
import type { CallView, PartyView } from '#protocol/call.ts'
import { ana, bruno, offered, offerTo, play, snapshot, view } from '../test/sample.ts'
import {
  callOf,
  customer,
  downSince,
  interaction,
  party,
  start,
  upSince,
  withCall,
} from './test/call-values.ts'
import { hearsRinging, voiceNews } from './voice-news.ts'

const me = party(upSince(start, 'leg_1'))
const colleague = (leg: PartyView['leg'], role: PartyView['role']): PartyView => ({
  ...party(leg, { role }),
  id: 'pty_bruno',
  who: { kind: 'agent', agentId: bruno },
})
const ringing = downSince(start, 'ringing')
const hears = (parties: readonly PartyView[], more: Partial<CallView> = {}): boolean =>
  hearsRinging({ view: callOf(parties, more), party: me })

describe('the tone that says that it rings there', () => {
  it('is heard by who asks a colleague, until they answer', () => {
    expect(hears([customer, me, colleague(ringing, 'consulted')], { ownerIn: 'consult' })).toBe(true)
    const answered = colleague(upSince(start, 'leg_bruno'), 'consulted')
    expect(hears([customer, me, answered], { ownerIn: 'consult' })).toBe(false)
  })

  it('is not heard while the agent talks with the customer', () => {
    expect(hears([customer, me, colleague(ringing, 'consulted')])).toBe(false)
    expect(hears([customer, me, colleague(ringing, 'member')])).toBe(false)
  })

  it('is heard by who calls a colleague, and not by the one who is called', () => {
    const parties = [me, colleague(ringing, 'member')]
    expect(hears(parties, { interactionId: null })).toBe(true)
    const theirs = { view: callOf(parties, { interactionId: null }), party: colleague(ringing, 'member') }
    expect(hearsRinging(theirs)).toBe(false)
  })
})

describe('what the phone hears of', () => {
  it('is the own calls, and not those that a supervisor only sees', () => {
    const idle = play(snapshot([]))
    const own = withCall(idle, callOf([customer, me]), start)
    expect(voiceNews(own).calls.map(({ party: { id } }) => id)).toEqual(['pty_ana'])
    expect(voiceNews(withCall(idle, callOf([customer]), start)).calls).toEqual([])
  })

  it('is a call that is offered to this agent, and a colleague who rings; no chat', () => {
    const isAlerted = (model: Parameters<typeof voiceNews>[0]): boolean => voiceNews(model).isAlerted
    const offer = offered(offerTo(ana))
    expect(isAlerted(play(snapshot([view(interaction, offer, { channel: 'voice' })])))).toBe(true)
    expect(isAlerted(play(snapshot([view(interaction, offer)])))).toBe(false)
    expect(
      isAlerted(play(snapshot([view(interaction, offered(offerTo(bruno)), { channel: 'voice' })]))),
    ).toBe(false)
    const rung = callOf([customer, party(ringing, { role: 'consulted' })])
    expect(isAlerted(withCall(play(snapshot([])), rung, start))).toBe(true)
  })
})
