import type { CallId, InteractionId } from '#core/id.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { followAgent } from '../configuration/agent-consequence.ts'
import { mustBe } from '../test/centre.ts'
import { contradictions, readRows } from '../test/coherence.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { takeInteraction } from './interaction-acts.ts'
import { agentConnected, agentSignedOut } from './presence-acts.ts'
import { act } from './unit.ts'

let board: Switchboard
let ana: Colleague
let luis: Colleague
let call: { readonly id: InteractionId; readonly callId: CallId }

beforeAll(async () => {
  board = await openSwitchboard()
})
afterAll(async () => await board.centre.close())
beforeEach(async () => {
  ana = await board.colleague('ana', { channels: ['voice', 'web-chat'] })
  luis = await board.colleague('luis')
  call = await board.talking(ana)
  return async () => {
    await board.hangsUp()
    const found = contradictions(await readRows(board.centre.context.database))
    if (found.length > 0) throw new Error(found.join('\n'))
  }
})

/** Longer than the grace time; then also longer than things are kept for who may come back. */
const { lost, givenBack } = { lost: 46_000, givenBack: 121_000 }
/** Nobody's page is heard of for so long, but for Luis's. */
async function silence(ms: number): Promise<void> {
  await board.later(ms)
  mustBe(await agentConnected(board.centre.context, luis.agentId))
}
const stateOf = async () => (await board.interaction(call.id)).state
const asks = async (as: 'consulted' | 'member') =>
  await board.does(ana, call.callId, { type: 'invite', target: { agentId: luis.agentId }, as })

describe('who is heard is there', () => {
  it('a call goes on without the page, also when everything else is given back', async () => {
    const chat = (await board.centre.hear('vis_chat', 'Hola')) as InteractionId
    mustBe(await takeInteraction(board.centre.context, ana, chat))
    await silence(lost)
    expect((await board.presence(ana)).online).toBe(false)
    expect([board.hears('lucia'), board.hears('ana')]).toEqual(['ana', 'lucia'])
    await silence(givenBack)
    expect(await stateOf()).toMatchObject({ name: 'active', agentId: ana.agentId })
    expect((await board.interaction(chat)).state).toMatchObject({ name: 'waiting', why: 'agent-lost' })
    expect([board.hears('lucia'), board.hears('ana')]).toEqual(['ana', 'lucia'])
  })

  it('and is given back when the sound is lost, too', async () => {
    await silence(lost)
    await silence(givenBack)
    board.engine.vanish('ana')
    await board.room.settle()
    await board.later(15_000)
    expect(await stateOf()).toMatchObject({ name: 'waiting', why: 'agent-lost' })
    expect(board.hears('lucia')).toBe('music')
    expect((await board.presence(ana)).handling).toEqual([])
  })

  it('a call whose sound never came is given back', async () => {
    const other = await board.waiting('pedro')
    mustBe(await takeInteraction(board.centre.context, luis, other.id))
    await board.later(20_000)
    expect((await board.interaction(other.id)).state).toMatchObject({ name: 'waiting', why: 'agent-lost' })
    await board.hangsUp('pedro')
  })
})

describe('who signs out', () => {
  it('gives the call back to the line, and whoever was asked is let go', async () => {
    await asks('consulted')
    await board.joins(luis, call.callId)
    mustBe(await agentSignedOut(board.centre.context, ana.agentId))
    await board.room.settle()
    expect(await stateOf()).toMatchObject({ name: 'waiting', why: 'agent-lost' })
    expect([board.hears('lucia'), board.engine.legOf('ana'), board.engine.legOf('luis')]).toEqual([
      'music',
      null,
      null,
    ])
    expect((await board.presence(luis)).calls).toEqual([])
  })

  it('leaves a conference to the colleague who is in it', async () => {
    await asks('member')
    await board.joins(luis, call.callId)
    mustBe(await agentSignedOut(board.centre.context, ana.agentId))
    await board.room.settle()
    expect(await stateOf()).toMatchObject({ name: 'active', agentId: luis.agentId })
    expect(board.hears('lucia')).toBe('luis')
  })

  it('is gone as a member and as who was asked', async () => {
    await asks('consulted')
    await board.joins(luis, call.callId)
    mustBe(await agentSignedOut(board.centre.context, luis.agentId))
    await board.room.settle()
    expect((await board.record(call.callId)).call).toMatchObject({
      isHeld: true,
      parties: [{ role: 'customer' }, { role: 'owner' }],
    })
    expect(board.engine.legOf('luis')).toBeNull()
  })

  it('is rung no longer', async () => {
    await asks('consulted')
    mustBe(await agentSignedOut(board.centre.context, luis.agentId))
    await board.room.settle()
    expect((await board.record(call.callId)).call.parties).toHaveLength(2)
  })
})

it('who is not seen any more is rung no longer, at once', async () => {
  const eva = await board.colleague('eva')
  await board.later(lost - 5_000)
  for (const who of [ana, luis]) mustBe(await agentConnected(board.centre.context, who.agentId))
  await board.does(ana, call.callId, { type: 'invite', target: { agentId: eva.agentId }, as: 'consulted' })
  expect((await board.record(call.callId)).call.parties).toHaveLength(3)
  await board.later(6_000)
  expect((await board.presence(eva)).online).toBe(false)
  expect((await board.record(call.callId)).call.parties).toHaveLength(2)
})

it('who is no supervisor any more looks on no longer, at once, and keeps a call of their own', async () => {
  const { context } = board.centre
  const sofia = await board.colleague('sofia', { role: 'supervisor' })
  const own = await board.talking(sofia, 'pedro')
  await board.does(sofia, call.callId, { type: 'monitor', mode: 'listen' })
  await board.opens(sofia, call.callId)
  expect(board.hears('sofia')).toBe('ana lucia')
  const body = context.configuration.agent(sofia.agentId)
  if (!body) throw new Error('There is no Sofía.')
  await act(context, async (unit) => {
    await followAgent(unit, sofia.agentId, body, { ...body, role: 'agent' })
    return unit
  })
  await board.room.settle()
  expect((await board.record(call.callId)).call.parties).toMatchObject([
    { role: 'customer' },
    { role: 'owner' },
  ])
  expect(await board.opens({ ...sofia, role: 'agent' }, call.callId)).toBe('not-found')
  expect((await board.interaction(own.id)).state).toMatchObject({ name: 'active', agentId: sofia.agentId })
  await board.hangsUp('pedro')
})
