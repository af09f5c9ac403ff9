/**
 * Everybody acts in the calls at once: agents, supervisors and customers, through the real acts, while alarms ring and legs come and go. Between two
 * rounds calls, interactions, agents and alarms must agree with one another, and what sounds must be what the calls say.
 */
import { hearersOf, audioPlan } from '#core/call/audio-plan.ts'
import { monitorModes } from '#core/call/call.ts'
import { createDice, type Dice } from '#core/simulation/dice.ts'
import { agentIdOf, type Call } from '#core/call/call.ts'
import type { CallId, InteractionId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import { callAct, type CallAct, type CallActInput } from '#protocol/call.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOpenCalls } from '../store/call-record.ts'
import { contradictions, readRows } from '../test/coherence.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { doInCall } from './call-acts.ts'
import { startCall } from './call-invite.ts'
import { acceptOffer, takeInteraction } from './interaction-acts.ts'
import { openOwnLeg } from './open-own-leg.ts'
import { retrieveParked, seeParked } from './park-acts.ts'
import { agentConnected, agentSignedOut, askState } from './presence-acts.ts'

let board: Switchboard
let people: Colleague[]

beforeEach(async () => {
  board = await openSwitchboard({ recording: 'on-demand', parkMs: 30_000 })
  people = []
  for (const name of ['ana', 'luis', 'eva', 'paco', 'tere'])
    people.push(await board.colleague(name, { capacity: { maximum: { voice: 2 }, interruptedBy: {} } }))
  for (const name of ['sofia', 'marta']) people.push(await board.colleague(name, { role: 'supervisor' }))
})
afterEach(async () => await board.centre.close())

const one = <T>(dice: Dice, list: readonly T[]): T | undefined => list[Math.floor(dice() * list.length)]

/** Something that somebody might do in this call, sense or not. */
async function anyAct(dice: Dice, callId: CallId): Promise<CallAct> {
  const { call } = await board.record(callId)
  const partyId = one(dice, call.parties)?.id ?? 'pty_nobody'
  const target = { agentId: one(dice, people)?.agentId ?? 'agt_nobody' }
  const acts: readonly CallActInput[] = [
    { type: 'hold' },
    { type: 'resume' },
    { type: 'mute', on: dice() < 0.5 },
    { type: 'invite', target, as: 'consulted' },
    { type: 'invite', target, as: 'member' },
    { type: 'invite', target: { queueId: 'que_first' }, as: 'consulted' },
    { type: 'answer' },
    { type: 'answer' },
    { type: 'refuse' },
    { type: 'turn', to: 'main' },
    { type: 'turn', to: 'consult' },
    { type: 'merge' },
    { type: 'hand-over', partyId, stay: dice() < 0.5 },
    { type: 'remove', partyId },
    { type: 'leave' },
    { type: 'transfer', target },
    { type: 'park' },
    { type: 'record', to: 'on' },
    { type: 'monitor', mode: one(dice, monitorModes) ?? 'listen' },
    { type: 'take-over' },
  ]
  return callAct.parse(one(dice, acts) ?? { type: 'hold' })
}

/** Mostly somebody who is in it; now and then anybody. */
function somebody(dice: Dice, call: Call | undefined): Colleague | undefined {
  const inside = people.filter(({ agentId }) => call?.parties.some((party) => agentIdOf(party) === agentId))
  return one(dice, inside.length > 0 && dice() < 0.75 ? inside : people)
}

async function somethingHappens(dice: Dice): Promise<void> {
  const { context } = board.centre
  const call = one(dice, await readOpenCalls(context.database))?.call
  const who = somebody(dice, call)
  if (!who) return
  const what = dice()
  const user = `user${Math.floor(dice() * 3)}`
  if (what < 0.04 || !call) {
    await board.centre.call(user)
    await board.customers.openLeg(user, `phone:${user}`)
  } else if (what < 0.06) await board.customers.hangUp(user)
  else if (what < 0.14 && call.interactionId) await takeInteraction(context, who, call.interactionId)
  else if (what < 0.17) await startCall(context, who, { agentId: one(dice, people)?.agentId ?? who.agentId })
  else if (what < 0.22) {
    const { parked } = await seeParked(context, who)
    await retrieveParked(context, who, one(dice, parked)?.slot ?? '1')
  } else if (what < 0.25) board.engine.vanish(who.phone)
  else if (what < 0.27) await agentSignedOut(context, who.agentId)
  else if (what < 0.33 && call.interactionId) await accept(call.interactionId)
  else if (what < 0.5) await joinAll(call)
  else await doInCall(context, who, call.id, await anyAct(dice, call.id))
}

/** Who is rung answers, and the pages of those whose sound is missing do what pages do. */
async function joinAll({ id, parties }: Call): Promise<void> {
  const { context } = board.centre
  for (const who of people) {
    const leg = parties.find((party) => agentIdOf(party) === who.agentId)?.leg.name
    if (leg === 'ringing') await doInCall(context, who, id, { type: 'answer' })
    if (leg && leg !== 'up') await openOwnLeg(context, board.room, who, id, `phone:${who.phone}`)
  }
}

/** Whoever it is offered to takes it. */
async function accept(id: InteractionId): Promise<void> {
  const { state } = await board.interaction(id)
  const offer = state.name === 'offered' ? state.offers[0] : undefined
  const taker = people.find(({ agentId }) => agentId === offer?.agentId)
  if (offer && taker) await acceptOffer(board.centre.context, taker, id, offer.id)
}

/** Whoever was signed out is back. */
async function everybodyIsThere(): Promise<void> {
  for (const who of people) {
    await agentConnected(board.centre.context, who.agentId)
    await askState(board.centre.context, who, { state: 'ready', reasonId: null })
  }
}

/** Who should hear whom and does not, or the other way round. */
async function soundFaults(): Promise<string[]> {
  const { legs } = await board.engine.survey()
  const sounding = new Map(legs.map((leg) => [leg.legId, leg.heard.toSorted().join(' ')]))
  const planned = (await readOpenCalls(board.centre.context.database)).flatMap(({ call }) => {
    const plan = audioPlan(call)
    return plan.legs.map(({ legId }): readonly [typeof legId, string] => [
      legId,
      plan.legs
        .filter((other) => hearersOf(plan, other.legId).includes(legId))
        .map((other) => other.legId)
        .toSorted()
        .join(' '),
    ])
  })
  const faults = planned
    .filter(([legId, heard]) => sounding.get(legId) !== heard)
    .map(([legId, heard]) => `${legId} should hear "${heard}", hears "${sounding.get(legId)}"`)
  const known = new Set(planned.map(([legId]) => legId))
  return [
    ...faults,
    ...legs.filter(({ legId }) => !known.has(legId)).map(({ legId }) => `${legId} is left over`),
  ]
}

describe('everybody at once', () => {
  it.each([20_261_121, 7])('leaves everything in agreement (%i)', async (seed) => {
    const dice = createDice(seed)
    for (let round = 0; round < 40; round++) {
      await Promise.all(Array.from({ length: 5 }, async () => await somethingHappens(dice)))
      await everybodyIsThere()
      await board.later(round % 10 === 9 ? 21_000 : 500)
      expect(contradictions(await readRows(board.centre.context.database), everyone())).toEqual([])
      expect(await soundFaults()).toEqual([])
    }
  })
})

const everyone = () => new Set(people.map(({ agentId }) => agentId))

describe('two at the same time', () => {
  const [ana, luis] = [() => people[0], () => people[1]].map((who) => () => {
    const found = who()
    if (!found) throw new Error('Nobody is there.')
    return found
  }) as [() => Colleague, () => Colleague]

  it('who answers on two devices has answered once', async () => {
    const { callId } = await board.talking(ana())
    await board.does(ana(), callId, { type: 'invite', target: { agentId: luis().agentId }, as: 'member' })
    const both = await Promise.all([
      board.does(luis(), callId, { type: 'answer' }),
      board.does(luis(), callId, { type: 'answer' }),
    ])
    expect(both.filter((answer) => typeof answer === 'string')).toEqual(['not-allowed'])
    await board.opens(luis(), callId)
    expect(board.hears('lucia')).toBe('ana luis')
  })

  it('handing over while the customer hangs up ends it for all', async () => {
    const { id, callId } = await board.talking(ana())
    await board.does(ana(), callId, { type: 'invite', target: { agentId: luis().agentId }, as: 'member' })
    await board.joins(luis(), callId)
    const partyId = await board.partyOf(callId, luis().agentId)
    await Promise.all([
      board.does(ana(), callId, { type: 'hand-over', partyId, stay: false }),
      board.hangsUp(),
      board.does(luis(), callId, { type: 'leave' }),
    ])
    await board.room.settle()
    expect((await board.interaction(id)).state.name).toBe('ended')
    expect((await board.engine.survey()).legs).toEqual([])
    expect(contradictions(await readRows(board.centre.context.database))).toEqual([])
  })

  it('of two who ask for the same colleague one rings', async () => {
    const first = await board.talking(ana(), 'user1')
    const sofia = people[5]
    if (!sofia) throw new Error('Nobody is there.')
    const second = await board.talking(sofia, 'user2')
    const target = { agentId: luis().agentId }
    const both = await Promise.all([
      doInCall(
        board.centre.context,
        ana(),
        first.callId,
        callAct.parse({ type: 'invite', target, as: 'member' }),
      ),
      doInCall(
        board.centre.context,
        sofia,
        second.callId,
        callAct.parse({ type: 'invite', target, as: 'member' }),
      ),
    ])
    expect(both.flatMap((done) => (isRefusal(done) ? done.refused : []))).toEqual(['agent-in-call'])
  })
})
