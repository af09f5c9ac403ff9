import { describe, expect, it } from 'vitest'
import { ownerOf } from '#core/interaction/interaction.ts'
import { openInteraction, stepInteraction } from '#core/interaction/step.ts'
import {
  after,
  agentEvents,
  ana,
  bruno,
  carla,
  deadline,
  inState,
  later,
  must,
  newcomer,
  offerTo,
  start,
} from './test/sample.ts'

describe('waiting', () => {
  it('[I1] an inbound interaction starts waiting, its place is the instant it arrived', () => {
    const { state, effects } = openInteraction(newcomer, start)
    expect(state).toEqual({
      ...newcomer,
      placeAt: start,
      state: { name: 'waiting', since: start, why: 'arrived' },
      declines: [],
      dispositionId: null,
    })
    expect(effects).toEqual([])
  })

  it('[I1] the place stays through offer, acceptance and return', () => {
    const returned = must(inState.active, { type: 'returned' }).state
    expect(returned.placeAt).toBe(start)
    expect(returned.state).toEqual({ name: 'waiting', since: later, why: 'returned' })
  })

  it('[I2] offers make it offered, set their alarms and alert their agents', () => {
    const offer = offerTo(ana)
    const { state, effects } = must(inState.waiting, { type: 'offered', offers: [offer] })
    expect(state.state).toEqual({ name: 'offered', since: later, offers: [offer] })
    expect(effects).toEqual([
      {
        type: 'wake',
        key: 'offer:off_ana',
        at: deadline,
        event: { type: 'offer-expired', offerId: 'off_ana' },
      },
      {
        type: 'agent',
        agentId: ana,
        event: {
          type: 'offer-started',
          interactionId: 'int_1',
          offerId: 'off_ana',
          channel: 'voice',
          queueId: 'que_sales',
        },
      },
    ])
  })

  it('[I2] an offered one can be offered to further agents and stays offered since the first', () => {
    const { state, effects } = must(inState.offered, { type: 'offered', offers: [offerTo(carla)] })
    expect(state.state).toEqual({
      name: 'offered',
      since: start + 1_000,
      offers: [offerTo(ana), offerTo(bruno), offerTo(carla)],
    })
    expect(agentEvents(effects, ana)).toEqual([])
    expect(agentEvents(effects, carla)).toHaveLength(1)
  })

  it.each([
    ['no offers', inState.waiting, []],
    ['two to the same agent', inState.waiting, [offerTo(ana), offerTo(ana, { id: 'off_other' })]],
    ['two under one id', inState.waiting, [offerTo(ana), offerTo(bruno, { id: 'off_ana' })]],
    ['one to an agent who has one', inState.offered, [offerTo(ana, { id: 'off_other' })]],
    ['a deadline that is now', inState.waiting, [offerTo(ana, { deadlineAt: later })]],
  ])('[I2] refuses %s', (_what, interaction, offers) => {
    expect(stepInteraction(interaction, { type: 'offered', offers }, later)).toEqual({
      refused: 'offers-invalid',
    })
  })
})

describe('accepting', () => {
  it('[I3] makes it active with that agent and withdraws every other offer in the same step', () => {
    const { state, effects } = must(inState.offered, { type: 'accepted', offerId: 'off_ana', agentId: ana })
    expect(state.state).toEqual({ name: 'active', agentId: ana, since: later })
    expect(effects).toEqual([
      { type: 'cancel-wake', key: 'offer:off_ana' },
      { type: 'cancel-wake', key: 'offer:off_bruno' },
      { type: 'offer-withdrawn', offer: offerTo(bruno), why: 'accepted-by-other' },
      {
        type: 'agent',
        agentId: bruno,
        event: { type: 'offer-ended', interactionId: 'int_1', offerId: 'off_bruno', outcome: 'withdrawn' },
      },
      {
        type: 'agent',
        agentId: ana,
        event: { type: 'offer-ended', interactionId: 'int_1', offerId: 'off_ana', outcome: 'accepted' },
      },
      {
        type: 'agent',
        agentId: ana,
        event: { type: 'handling-started', interactionId: 'int_1', channel: 'voice', queueId: 'que_sales' },
      },
    ])
  })

  it('[I3] is possible up to the deadline and not at it', () => {
    const accept = { type: 'accepted', offerId: 'off_ana', agentId: ana } as const
    expect(must(inState.offered, accept, deadline - 1).state.state.name).toBe('active')
    expect(stepInteraction(inState.offered, accept, deadline)).toEqual({ refused: 'offer-gone' })
  })

  it('[I4] the second of two is told who was first, the first that it is theirs already', () => {
    const bruns = { type: 'accepted', offerId: 'off_bruno', agentId: bruno } as const
    const taken = must(inState.offered, { type: 'accepted', offerId: 'off_ana', agentId: ana }).state
    expect(stepInteraction(taken, bruns, later)).toEqual({
      refused: 'taken-by-other',
      details: { agentId: ana },
    })
    expect(stepInteraction(taken, { ...bruns, offerId: 'off_ana', agentId: ana }, later)).toEqual({
      refused: 'already-yours',
    })
  })

  it('[I4] an offer that was withdrawn, expired or never made cannot be accepted', () => {
    const accept = { type: 'accepted', offerId: 'off_ana', agentId: ana } as const
    const expired = must(inState.offered, { type: 'offer-expired', offerId: 'off_ana' }, deadline).state
    expect(stepInteraction(expired, accept, deadline)).toEqual({ refused: 'offer-gone' })
    const withdrawn = after(inState.offered, { type: 'pulled', agentId: carla }, { type: 'returned' })
    expect(stepInteraction(withdrawn, accept, later)).toEqual({ refused: 'offer-gone' })
    expect(stepInteraction(inState.offered, { ...accept, offerId: 'off_never' }, later)).toEqual({
      refused: 'offer-gone',
    })
    expect(stepInteraction(inState.offered, { ...accept, agentId: carla }, later)).toEqual({
      refused: 'offer-gone',
    })
  })
})

describe('declining', () => {
  it.each([
    ['rejected', { type: 'rejected', offerId: 'off_ana', agentId: ana }, later],
    ['expired', { type: 'offer-expired', offerId: 'off_ana' }, deadline],
    ['gone', { type: 'agent-gone', agentId: ana }, later],
    ['gone', { type: 'agent-lost', agentId: ana }, later],
  ] as const)('[I5] %s removes that offer, remembers it and leaves the others', (why, event, at) => {
    const { state, effects } = must(inState.offered, event, at)
    expect(state.state).toEqual({ name: 'offered', since: start + 1_000, offers: [offerTo(bruno)] })
    expect(state.declines).toEqual([{ agentId: ana, at, why }])
    expect(effects).toEqual([
      { type: 'cancel-wake', key: 'offer:off_ana' },
      { type: 'offer-withdrawn', offer: offerTo(ana), why },
      {
        type: 'agent',
        agentId: ana,
        event: { type: 'offer-ended', interactionId: 'int_1', offerId: 'off_ana', outcome: why },
      },
    ])
  })

  it('[I5] after the last open offer it waits again in its old place', () => {
    const one = must(inState.offered, { type: 'rejected', offerId: 'off_ana', agentId: ana }).state
    const none = must(one, { type: 'agent-gone', agentId: bruno }, later + 1).state
    expect(none.state).toEqual({ name: 'waiting', since: later + 1, why: 'declined' })
    expect(none.placeAt).toBe(start)
    expect(none.declines.map((decline) => decline.why)).toEqual(['rejected', 'gone'])
  })

  it('[I6] an expiry before the deadline is refused and changes nothing', () => {
    const expiry = { type: 'offer-expired', offerId: 'off_ana' } as const
    expect(stepInteraction(inState.offered, expiry, deadline - 1)).toEqual({
      refused: 'too-early',
      details: { dueAt: deadline },
    })
  })

  it('[I6] an expiry for an offer that is gone changes nothing', () => {
    const rejected = must(inState.offered, { type: 'rejected', offerId: 'off_ana', agentId: ana }).state
    expect(stepInteraction(rejected, { type: 'offer-expired', offerId: 'off_ana' }, deadline)).toEqual({
      refused: 'offer-gone',
    })
    expect(stepInteraction(inState.active, { type: 'offer-expired', offerId: 'off_ana' }, deadline)).toEqual({
      refused: 'offer-gone',
    })
  })

  it('[I7] an auto-answered offer cannot be rejected, but expires like any other', () => {
    const alone = must(inState.waiting, {
      type: 'offered',
      offers: [offerTo(ana, { autoAnswer: true })],
    }).state
    const rejection = { type: 'rejected', offerId: 'off_ana', agentId: ana } as const
    expect(stepInteraction(alone, rejection, later)).toEqual({ refused: 'auto-answer-cannot-reject' })
    expect(must(alone, { type: 'offer-expired', offerId: 'off_ana' }, deadline).state.state.name).toBe(
      'waiting',
    )
  })

  it('[I5] nobody rejects the offer of somebody else', () => {
    expect(
      stepInteraction(inState.offered, { type: 'rejected', offerId: 'off_ana', agentId: bruno }, later),
    ).toEqual({ refused: 'offer-gone' })
  })
})

describe('leaving the line otherwise', () => {
  it.each(['waiting', 'offered', 'stored'] as const)(
    '[I8] a customer who leaves while it is %s abandons it',
    (name) => {
      const { state, effects } = must(inState[name], { type: 'customer-left' })
      expect(state.state).toEqual({ name: 'closed', agentId: null, since: later, outcome: 'abandoned' })
      expect(effects.at(-1)).toEqual({ type: 'closed', outcome: 'abandoned' })
    },
  )

  it('[I8] nobody has to be told when it was only waiting', () => {
    expect(must(inState.waiting, { type: 'customer-left' }).effects).toEqual([
      { type: 'closed', outcome: 'abandoned' },
    ])
  })

  it('[I8] the open offers of an abandoned one are withdrawn, which is no decline', () => {
    const { state, effects } = must(inState.offered, { type: 'customer-left' })
    const outcomes = effects.flatMap((effect) =>
      effect.type === 'agent' && effect.event.type === 'offer-ended' ? [effect.event.outcome] : [],
    )
    expect(outcomes).toEqual(['withdrawn', 'withdrawn'])
    expect(effects.filter((effect) => effect.type === 'offer-withdrawn').map((effect) => effect.why)).toEqual(
      ['customer-left', 'customer-left'],
    )
    expect(state.declines).toEqual([])
  })

  it.each(['active', 'parked'] as const)('[I8] a customer who leaves while it is %s ends it', (name) => {
    expect(must(inState[name], { type: 'customer-left' }).state.state).toEqual({
      name: 'ended',
      agentId: ana,
      since: later,
      by: 'customer',
    })
  })

  it.each(['pulled', 'assigned'] as const)(
    '[I9] [I10] %s from the line: the agent owns it, open offers are withdrawn',
    (type) => {
      expect(ownerOf(must(inState.waiting, { type, agentId: carla }).state)).toBe(carla)
      const { state, effects } = must(inState.offered, { type, agentId: carla })
      expect(state.state).toEqual({ name: 'active', agentId: carla, since: later })
      expect(effects.filter((effect) => effect.type === 'offer-withdrawn')).toEqual([
        { type: 'offer-withdrawn', offer: offerTo(ana), why: type },
        { type: 'offer-withdrawn', offer: offerTo(bruno), why: type },
      ])
      expect(agentEvents(effects, carla)).toEqual([
        { type: 'handling-started', interactionId: 'int_1', channel: 'voice', queueId: 'que_sales' },
      ])
    },
  )

  it('[I9] taking what another agent holds is refused with who has it', () => {
    expect(stepInteraction(inState.active, { type: 'pulled', agentId: bruno }, later)).toEqual({
      refused: 'taken-by-other',
      details: { agentId: ana },
    })
  })

  it('[I25] what the customer writes after closing is a new interaction in the same case', () => {
    const next = openInteraction({ ...newcomer, id: 'int_2' }, later).state
    expect(next.caseId).toBe(inState.closed.caseId)
    expect(next.state.name).toBe('waiting')
    expect(next.placeAt).toBe(later)
    for (const event of [
      { type: 'assigned', agentId: ana },
      { type: 'pulled', agentId: ana },
      { type: 'offered', offers: [offerTo(ana)] },
    ] as const)
      expect(stepInteraction(inState.closed, event, later)).toEqual({ refused: 'interaction-closed' })
  })
})
