import { describe, expect, it } from 'vitest'
import { isOpen, ownerOf } from '#core/interaction/interaction.ts'
import { openDraft, stepInteraction } from '#core/interaction/step.ts'
import {
  agentEvents,
  ana,
  bruno,
  carla,
  deadline,
  inState,
  later,
  must,
  newcomer,
  start,
} from './test/sample.ts'

const stopped = (ended: boolean) => ({ type: 'handling-stopped', interactionId: 'int_1', ended })
const started = { type: 'handling-started', interactionId: 'int_1', channel: 'voice', queueId: 'que_sales' }
const handlingClosed = { type: 'handling-closed', interactionId: 'int_1' }

describe('changing hands', () => {
  it('[I10] an active one stays active with the new owner', () => {
    const { state, effects } = must(inState.active, { type: 'assigned', agentId: bruno })
    expect(state.state).toEqual({ name: 'active', agentId: bruno, since: later })
    expect(agentEvents(effects, ana)).toEqual([stopped(false)])
    expect(agentEvents(effects, bruno)).toEqual([started])
  })

  it('[I10] an ended one stays ended, since when and by whom', () => {
    const { state, effects } = must(inState.ended, { type: 'assigned', agentId: bruno })
    expect(state.state).toEqual({ ...inState.ended.state, agentId: bruno })
    expect(agentEvents(effects, ana)).toEqual([handlingClosed])
    expect(agentEvents(effects, bruno)).toEqual([])
  })

  it('[I10] a parked one is active with the new owner', () => {
    const { state, effects } = must(inState.parked, { type: 'assigned', agentId: bruno })
    expect(state.state).toEqual({ name: 'active', agentId: bruno, since: later })
    expect(effects).toEqual([
      { type: 'cancel-wake', key: 'park:int_1' },
      { type: 'agent', agentId: bruno, event: started },
    ])
  })

  it('[I11] returning: it waits in its old place and the owner has declined it', () => {
    const { state, effects } = must(inState.active, { type: 'returned' })
    expect(state.state).toEqual({ name: 'waiting', since: later, why: 'returned' })
    expect(state.placeAt).toBe(start)
    expect(state.declines).toEqual([{ agentId: ana, at: later, why: 'returned' }])
    expect(agentEvents(effects, ana)).toEqual([stopped(false)])
  })

  it('[I12] a transfer: another queue, the old place, no preferred agent, no declines, no disposition', () => {
    const disposed = must(inState.active, {
      type: 'disposed',
      dispositionId: 'dsp_sold',
      policy: 'optional',
    }).state
    const returned = must(must(disposed, { type: 'returned' }).state, {
      type: 'pulled',
      agentId: bruno,
    }).state
    const { state, effects } = must(returned, { type: 'transferred', queueId: 'que_support' })
    expect(state).toMatchObject({
      queueId: 'que_support',
      placeAt: start,
      preferredAgentId: null,
      declines: [],
      dispositionId: null,
    })
    expect(state.state).toEqual({ name: 'waiting', since: later, why: 'transferred' })
    expect(agentEvents(effects, bruno)).toEqual([stopped(false)])
  })

  it('[I12] a transfer needs another queue', () => {
    expect(stepInteraction(inState.active, { type: 'transferred', queueId: 'que_sales' }, later)).toEqual({
      refused: 'same-queue',
    })
  })

  it.each(['active', 'parked'] as const)(
    '[I13] a lost owner gives an %s one back, in its old place',
    (name) => {
      const { state } = must(inState[name], { type: 'agent-lost', agentId: ana })
      expect(state.state).toEqual({ name: 'waiting', since: later, why: 'agent-lost' })
      expect(state.placeAt).toBe(start)
      expect(state.declines).toEqual([])
    },
  )

  it('[I13] an ended one stays the lost owner’s; somebody else’s loss changes nothing', () => {
    expect(stepInteraction(inState.ended, { type: 'agent-lost', agentId: ana }, later)).toMatchObject({
      refused: 'wrong-state',
    })
    expect(stepInteraction(inState.active, { type: 'agent-lost', agentId: bruno }, later)).toEqual({
      refused: 'not-owner',
      details: { agentId: ana },
    })
  })
})

describe('ending and closing', () => {
  it('[I14] ending an active one: by whom, and nothing can be said in it', () => {
    const { state, effects } = must(inState.active, { type: 'ended', by: 'supervisor' })
    expect(state.state).toEqual({ name: 'ended', agentId: ana, since: later, by: 'supervisor' })
    expect(isOpen(state)).toBe(false)
    expect(isOpen(inState.closed)).toBe(false)
    expect(isOpen(inState.parked)).toBe(true)
    expect(agentEvents(effects, ana)).toEqual([stopped(true)])
  })

  it('[I14] ending a parked one: its agent stopped handling it when it was parked', () => {
    const { state, effects } = must(inState.parked, { type: 'ended', by: 'agent' })
    expect(state.state).toEqual({ name: 'ended', agentId: ana, since: later, by: 'agent' })
    expect(effects).toEqual([{ type: 'cancel-wake', key: 'park:int_1' }])
  })

  it('[I15] ended is not closed: it stays with its owner; one that nobody held closes at once', () => {
    const ended = must(inState.active, { type: 'customer-left' }).state
    expect(ended.state.name).toBe('ended')
    expect(ownerOf(ended)).toBe(ana)
    expect(must(inState.waiting, { type: 'customer-left' }).state.state.name).toBe('closed')
  })

  it.each(['active', 'parked', 'ended'] as const)(
    '[I16] a disposition may be set, replaced and taken away while %s',
    (name) => {
      const sold = must(inState[name], { type: 'disposed', dispositionId: 'dsp_sold', policy: 'optional' })
      expect(sold.state).toEqual({ ...inState[name], dispositionId: 'dsp_sold' })
      expect(sold.effects).toEqual([])
      expect(
        must(sold.state, { type: 'disposed', dispositionId: 'dsp_lost', policy: 'mandatory' }).state
          .dispositionId,
      ).toBe('dsp_lost')
      expect(
        must(sold.state, { type: 'disposed', dispositionId: null, policy: 'hidden' }).state.dispositionId,
      ).toBeNull()
    },
  )

  it('[I16] [D3] no disposition after closing, none where it is hidden', () => {
    const disposed = { type: 'disposed', dispositionId: 'dsp_sold', policy: 'hidden' } as const
    expect(stepInteraction(inState.closed, disposed, later)).toEqual({ refused: 'interaction-closed' })
    expect(stepInteraction(inState.active, disposed, later)).toEqual({ refused: 'disposition-hidden' })
  })

  it('[I17] closing needs ended', () => {
    expect(stepInteraction(inState.active, { type: 'closed', policy: 'optional' }, later)).toEqual({
      refused: 'wrong-state',
      details: { state: 'active', event: 'closed' },
    })
  })

  it('[I17] [D3] closing needs a disposition where it is mandatory, and only there', () => {
    expect(stepInteraction(inState.ended, { type: 'closed', policy: 'mandatory' }, later)).toEqual({
      refused: 'disposition-required',
    })
    const sold = must(inState.ended, {
      type: 'disposed',
      dispositionId: 'dsp_sold',
      policy: 'mandatory',
    }).state
    for (const [interaction, policy] of [
      [sold, 'mandatory'],
      [inState.ended, 'optional'],
      [inState.ended, 'hidden'],
    ] as const) {
      const { state, effects } = must(interaction, { type: 'closed', policy })
      expect(state.state).toEqual({ name: 'closed', agentId: ana, since: later, outcome: 'handled' })
      expect(effects).toEqual([
        { type: 'agent', agentId: ana, event: handlingClosed },
        { type: 'closed', outcome: 'handled' },
      ])
    }
  })
})

describe('drafts', () => {
  const draft = openDraft({ ...newcomer, direction: 'outbound' }, ana, start).state

  it('[I19] belongs to the agent who writes it and is nobody’s load', () => {
    expect(draft).toMatchObject({
      direction: 'outbound',
      state: { name: 'draft', agentId: ana, since: start },
    })
    expect(ownerOf(draft)).toBe(ana)
    expect(openDraft({ ...newcomer, direction: 'outbound' }, ana, start).effects).toEqual([])
  })

  it('[I19] sending makes it active', () => {
    const { state, effects } = must(draft, { type: 'draft-sent' })
    expect(state.state).toEqual({ name: 'active', agentId: ana, since: later })
    expect(effects).toEqual([{ type: 'agent', agentId: ana, event: started }])
  })

  it('[I19] discarding closes it as discarded', () => {
    const { state, effects } = must(draft, { type: 'draft-discarded' })
    expect(state.state).toEqual({ name: 'closed', agentId: ana, since: later, outcome: 'discarded' })
    expect(effects).toEqual([{ type: 'closed', outcome: 'discarded' }])
  })
})

describe('put aside', () => {
  it('[I20] a call is parked in a slot until an instant; its agent no longer handles it', () => {
    const { state, effects } = must(inState.active, { type: 'parked', slot: '701', untilAt: deadline })
    expect(state.state).toEqual({
      name: 'parked',
      agentId: ana,
      since: later,
      slot: '701',
      untilAt: deadline,
    })
    expect(effects).toEqual([
      { type: 'wake', key: 'park:int_1', at: deadline, event: { type: 'park-expired' } },
      { type: 'agent', agentId: ana, event: stopped(false) },
    ])
  })

  it('[I20] only a voice call can be parked', () => {
    const chat = { ...inState.active, channel: 'web-chat' } as const
    expect(stepInteraction(chat, { type: 'parked', slot: '701', untilAt: deadline }, later)).toEqual({
      refused: 'not-voice',
    })
  })

  it.each([ana, carla])('[I20] any agent retrieves it and owns it (%s)', (agentId) => {
    const { state, effects } = must(inState.parked, { type: 'retrieved', agentId })
    expect(state.state).toEqual({ name: 'active', agentId, since: later })
    expect(effects).toEqual([
      { type: 'cancel-wake', key: 'park:int_1' },
      { type: 'agent', agentId, event: started },
    ])
  })

  it('[I20] a park that runs out returns it to its old place, not before its instant', () => {
    const expiry = { type: 'park-expired' } as const
    expect(stepInteraction(inState.parked, expiry, deadline - 1)).toEqual({
      refused: 'too-early',
      details: { dueAt: deadline },
    })
    const { state } = must(inState.parked, expiry, deadline)
    expect(state).toMatchObject({
      placeAt: start,
      state: { name: 'waiting', since: deadline, why: 'park-expired' },
    })
  })

  it('[I21] stored in a workbin it has no owner and is nobody’s load', () => {
    const { state, effects } = must(inState.active, {
      type: 'stored',
      workbinId: 'bin_team',
      dueAt: deadline,
    })
    expect(state.state).toEqual({ name: 'stored', workbinId: 'bin_team', since: later, dueAt: deadline })
    expect(ownerOf(state)).toBeNull()
    expect(effects).toEqual([
      { type: 'wake', key: 'due:int_1', at: deadline, event: { type: 'due' } },
      { type: 'agent', agentId: ana, event: stopped(false) },
    ])
  })

  it('[I21] without a due time it lies there until somebody takes it', () => {
    const { state, effects } = must(inState.active, { type: 'stored', workbinId: 'bin_team', dueAt: null })
    expect(effects).toEqual([{ type: 'agent', agentId: ana, event: stopped(false) }])
    expect(stepInteraction(state, { type: 'due' }, deadline)).toEqual({ refused: 'too-early' })
    const taken = must(state, { type: 'taken', agentId: carla })
    expect(taken.state.state).toEqual({ name: 'active', agentId: carla, since: later })
    expect(taken.effects).toEqual([{ type: 'agent', agentId: carla, event: started }])
  })

  it('[I21] its due time brings it back to waiting, not before its instant', () => {
    expect(stepInteraction(inState.stored, { type: 'due' }, deadline - 1)).toEqual({
      refused: 'too-early',
      details: { dueAt: deadline },
    })
    expect(must(inState.stored, { type: 'due' }, deadline).state.state).toEqual({
      name: 'waiting',
      since: deadline,
      why: 'due',
    })
  })
})

describe('giving it to one agent', () => {
  const offer = {
    id: 'off_direct',
    agentId: bruno,
    offeredAt: later,
    deadlineAt: later + 20_000,
    autoAnswer: false,
  } as const
  const given = (returnOfferId: 'off_back' | null) =>
    must(inState.active, {
      type: 'transferred-to-agent',
      offer: { ...offer, direct: { fromAgentId: ana, returnOfferId } },
    })
  const expired = { type: 'offer-expired', offerId: 'off_direct' } as const

  it('[I26] that agent alone is alerted, the owner is free at once and the place is kept', () => {
    const { state, effects } = given('off_back')
    expect(state.state).toMatchObject({ name: 'offered', offers: [{ id: 'off_direct', agentId: bruno }] })
    expect(state.placeAt).toBe(inState.active.placeAt)
    expect(agentEvents(effects, ana)).toEqual([stopped(false)])
    expect(agentEvents(effects, bruno)).toMatchObject([{ type: 'offer-started', offerId: 'off_direct' }])
  })

  it('[I26] not taken, it is offered to whom it came from, for as long again, and then waits in its old place', () => {
    const back = must(given('off_back').state, expired, offer.deadlineAt)
    expect(back.state.state).toMatchObject({
      name: 'offered',
      offers: [{ id: 'off_back', agentId: ana, deadlineAt: offer.deadlineAt + 20_000 }],
    })
    const { state: line, effects } = must(
      back.state,
      { type: 'offer-expired', offerId: 'off_back' },
      offer.deadlineAt + 20_000,
    )
    expect(agentEvents(effects, ana)).toMatchObject([{ type: 'offer-ended', outcome: 'withdrawn' }])
    expect(line.state).toMatchObject({ name: 'waiting', why: 'declined' })
    expect(line.placeAt).toBe(inState.active.placeAt)
  })

  it('[I26] where the queue does not want it back, it waits in its old place', () => {
    expect(must(given(null).state, expired, offer.deadlineAt).state.state).toMatchObject({ name: 'waiting' })
  })
})
