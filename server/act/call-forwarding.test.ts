import { agentIdOf } from '#core/call/call.ts'
import { openOffers } from '#core/interaction/interaction.ts'
import { isRefusal } from '#core/step.ts'
import type { CallId, InteractionId } from '#core/id.ts'
import type { Forwarding } from '#protocol/call.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callTargetsOf } from '../present/call-targets.ts'
import { saveOwnPreferences } from '../sign-in/save-own-preferences.ts'
import { mustBe } from '../test/centre.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { startCall } from './call-invite.ts'
import { askState } from './presence-acts.ts'

let board: Switchboard
let ana: Colleague
let luis: Colleague
let eva: Colleague
let call: { readonly id: InteractionId; readonly callId: CallId }

beforeAll(async () => {
  board = await openSwitchboard()
})
afterAll(async () => await board.centre.close())
beforeEach(async () => {
  ana = await board.colleague('ana')
  luis = await board.colleague('luis')
  eva = await board.colleague('eva')
  call = await board.talking(ana)
  return async () => void (await board.hangsUp())
})

async function sends(who: Colleague, forwarding: Forwarding | null): Promise<void> {
  await saveOwnPreferences(board.centre.context, { agentId: who.agentId, language: 'es' }, { forwarding })
}
const asksLuis = async () =>
  await board.does(ana, call.callId, {
    type: 'invite',
    target: { agentId: luis.agentId },
    as: 'consulted',
  })
async function rung(callId: CallId = call.callId) {
  const { call: now } = await board.record(callId)
  const party = now.parties.find(({ leg }) => leg.name === 'ringing')
  return party ? { agentId: agentIdOf(party), insteadOf: party.insteadOf } : null
}
const to = (who: Colleague) => ({ agentId: who.agentId })

describe('an agent’s own calls', () => {
  it('ring somebody else always, and it is told in whose place', async () => {
    await sends(luis, { to: to(eva), when: 'always' })
    await asksLuis()
    expect(await rung()).toEqual({ agentId: eva.agentId, insteadOf: [luis.agentId] })
    await board.joins(eva, call.callId)
    expect(board.hears('ana')).toBe('eva')
  })

  it('ring somebody else when busy, and not before', async () => {
    await sends(luis, { to: to(eva), when: 'busy' })
    await asksLuis()
    expect(await rung()).toMatchObject({ agentId: luis.agentId })
    await board.does(luis, call.callId, { type: 'refuse' })
    mustBe(await askState(board.centre.context, luis, { state: 'dnd', reasonId: null }))
    await asksLuis()
    expect(await rung()).toMatchObject({ agentId: eva.agentId })
  })

  it('ring somebody else after nobody has answered, once', async () => {
    await sends(luis, { to: to(eva), when: 'no-answer' })
    await asksLuis()
    await board.later(20_000)
    expect(await rung()).toEqual({ agentId: eva.agentId, insteadOf: [luis.agentId] })
    expect(await board.does(luis, call.callId, { type: 'answer' })).toBe('not-found')
    await board.later(20_000)
    expect(await rung()).toBeNull()
    expect(board.hears('lucia')).toBe('music')
  })

  it('between colleagues go on, too, without the call ending meanwhile', async () => {
    await sends(luis, { to: to(eva), when: 'no-answer' })
    const paco = await board.colleague('paco')
    const { call: view } = mustBe(await startCall(board.centre.context, paco, to(luis)))
    await board.opens(paco, view.id)
    await board.later(20_000)
    await board.joins(eva, view.id)
    expect(board.hears('paco')).toBe('eva')
    await board.does(eva, view.id, { type: 'leave' })
  })

  it('never go to somebody who is in the call, nor in a circle', async () => {
    await sends(luis, { to: to(ana), when: 'always' })
    await asksLuis()
    expect(await rung()).toEqual({ agentId: luis.agentId, insteadOf: undefined })
    await board.does(luis, call.callId, { type: 'refuse' })
    await sends(luis, { to: to(eva), when: 'always' })
    await sends(eva, { to: to(luis), when: 'always' })
    await asksLuis()
    expect(await rung()).toMatchObject({ agentId: eva.agentId })
  })

  it('are given to whom they go, and refused when that one cannot', async () => {
    await sends(luis, { to: to(eva), when: 'always' })
    const give = () => board.does(ana, call.callId, { type: 'transfer', target: to(luis) })
    mustBe(await askState(board.centre.context, eva, { state: 'dnd', reasonId: null }))
    expect(await give()).toBe('agent-busy')
    mustBe(await askState(board.centre.context, eva, { state: 'ready', reasonId: null }))
    await give()
    expect(openOffers(await board.interaction(call.id))).toMatchObject([{ agentId: eva.agentId }])
  })

  it('ring as ever when they were sent to a number, without a line, or to somebody who has no calls', async () => {
    await sends(luis, { to: { number: '+34910000000' }, when: 'always' })
    await asksLuis()
    expect(await rung()).toMatchObject({ agentId: luis.agentId })
    await board.does(luis, call.callId, { type: 'refuse' })
    const { agentId } = await board.centre.addAgent({ channels: ['web-chat'] })
    await sends(luis, { to: { agentId }, when: 'always' })
    await asksLuis()
    expect(await rung()).toMatchObject({ agentId: luis.agentId })
  })
})

describe('whom a call can go to', () => {
  const find = async (q: string, callId?: CallId) =>
    await callTargetsOf(board.centre.context)(ana, { q, callId })

  it('is found by any part of a name, accents apart, with who takes calls first', async () => {
    const asleep = await board.centre.addAgent({ name: 'Íñigo Núñez', channels: ['voice'] })
    const awake = await board.colleague('nuria', { name: 'Iñaki Núñez' })
    const chatter = await board.centre.addAgent({ name: 'Nunez Chat', channels: ['web-chat'] })
    const found = mustBe(await find('nunez'))
    expect(found.agents).toEqual([
      { agentId: awake.agentId, voice: 'ready', takesCalls: true, isForwarded: false },
      { agentId: asleep.agentId, voice: 'offline', takesCalls: false, isForwarded: false },
    ])
    expect(found.agents.map(({ agentId }) => agentId)).not.toContain(chatter.agentId)
    expect(mustBe(await find('NUÑ iñak')).agents).toHaveLength(1)
  })

  it('says where own calls go elsewhere, and leaves out who is in the call', async () => {
    await sends(luis, { to: to(eva), when: 'always' })
    await board.does(ana, call.callId, { type: 'invite', target: to(eva), as: 'member' })
    const found = mustBe(await find('', call.callId))
    const ids = found.agents.map(({ agentId }) => agentId)
    expect(ids).not.toContain(ana.agentId)
    expect(ids).not.toContain(eva.agentId)
    expect(found.agents.find(({ agentId }) => agentId === luis.agentId)).toMatchObject({ isForwarded: true })
  })

  it('has queues with who waits and how long, and no number without a line', async () => {
    const queueId = await board.centre.addQueue({ name: 'Averías' })
    await board.colleague('tere', { queues: [{ queueId }] })
    const found = mustBe(await find('averia'))
    expect(found.queues).toEqual([{ queueId, waiting: 0, ready: 1, waitMs: 300_000 }])
    expect(mustBe(await find('910000000'))).toMatchObject({ agents: [], queues: [], number: null })
  })

  it('tells nothing of a call that is not one’s own', async () => {
    const asks = await callTargetsOf(board.centre.context)(luis, { q: '', callId: call.callId })
    expect(isRefusal(asks) && asks.refused).toBe('not-found')
  })
})
