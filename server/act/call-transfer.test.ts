import type { CallId, InteractionId } from '#core/id.ts'
import { openOffers } from '#core/interaction/interaction.ts'
import { isRefusal } from '#core/step.ts'
import { team } from '#protocol/config/team.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertConfigurationRow } from '../configuration/configuration-row.ts'
import { readMessagesBefore } from '../store/message-row.ts'
import { mustBe } from '../test/centre.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { acceptOffer, rejectOffer } from './interaction-acts.ts'
import { retrieveParked, seeParked } from './park-acts.ts'

let board: Switchboard
let ana: Colleague
let luis: Colleague
let call: { readonly id: InteractionId; readonly callId: CallId }

beforeAll(async () => {
  board = await openSwitchboard({ parkMs: 60_000 })
})
afterAll(async () => await board.centre.close())
beforeEach(async () => {
  ana = await board.colleague('ana')
  luis = await board.colleague('luis')
  call = await board.talking(ana)
  return async () => void (await board.hangsUp())
})

const gives = async (agentId: Colleague['agentId']) =>
  await board.does(ana, call.callId, { type: 'transfer', target: { agentId } })
const stateOf = async () => (await board.interaction(call.id)).state
async function offerOf() {
  const [offer] = openOffers(await board.interaction(call.id))
  if (!offer) throw new Error('Nothing is offered.')
  return offer
}
const notes = async () =>
  (await readMessagesBefore(board.centre.context.database, call.id, 1_000, 50)).map(({ note }) => note)

describe('given to a colleague without asking', () => {
  it('the customer hears music until the colleague takes it; the giver is free at once', async () => {
    expect(await gives(luis.agentId)).toBeTypeOf('object')
    expect(board.hears('lucia')).toBe('music')
    expect(board.engine.legOf('ana')).toBeNull()
    expect((await board.presence(ana)).handling).toEqual([])
    const offer = await offerOf()
    expect(offer).toMatchObject({ agentId: luis.agentId, direct: { fromAgentId: ana.agentId } })
    expect(offer.deadlineAt - offer.offeredAt).toBe(20_000)
    mustBe(await acceptOffer(board.centre.context, luis, call.id, offer.id))
    await board.opens(luis, call.callId)
    expect([board.hears('lucia'), board.hears('luis')]).toEqual(['luis', 'lucia'])
    expect(await notes()).toContainEqual({ code: 'transferred-to-agent', values: { agent: 'luis' } })
  })

  it('comes back once when the colleague does not take it, and then waits in its old place', async () => {
    await gives(luis.agentId)
    mustBe(await rejectOffer(board.centre.context, luis, call.id, (await offerOf()).id))
    expect(await offerOf()).toMatchObject({ agentId: ana.agentId })
    await board.later(20_000)
    expect(await stateOf()).toMatchObject({ name: 'waiting' })
    expect(board.hears('lucia')).toBe('music')
  })

  it('is refused when the colleague cannot take it at once, and nothing has changed', async () => {
    const other = await board.talking(luis, 'pedro')
    expect(await gives(luis.agentId)).toBe('agent-busy')
    expect(await gives(ana.agentId)).toBe('already-in-call')
    expect([board.hears('lucia'), board.hears('ana')]).toEqual(['ana', 'lucia'])
    await board.does(luis, other.callId, { type: 'leave' })
  })

  it('lets go whoever was asked before', async () => {
    const eva = await board.colleague('eva')
    await board.does(ana, call.callId, {
      type: 'invite',
      target: { agentId: eva.agentId },
      as: 'consulted',
    })
    await board.joins(eva, call.callId)
    await gives(luis.agentId)
    expect(board.engine.legOf('eva')).toBeNull()
    expect((await board.presence(eva)).calls).toEqual([])
  })

  it('of a team it is who has been idle longest', async () => {
    const { context } = board.centre
    const teamId = context.newId('tem')
    await insertConfigurationRow(
      context.database,
      'team',
      teamId,
      team.parse({ name: 'Tarde' }),
      context.now(),
    )
    await context.configuration.refresh()
    expect(await board.does(ana, call.callId, { type: 'transfer', target: { teamId } })).toBe('nobody-free')
    const eva = await board.colleague('eva', { teamIds: [teamId] })
    await board.does(ana, call.callId, { type: 'transfer', target: { teamId } })
    expect(await offerOf()).toMatchObject({ agentId: eva.agentId })
  })
})

describe('given to another queue', () => {
  it('waits in its line with music', async () => {
    const queueId = await board.centre.addQueue({ name: 'Facturas' })
    const chats = await board.centre.addQueue({ name: 'Chats', channels: ['web-chat'] })
    const give = (to: typeof queueId) =>
      board.does(ana, call.callId, { type: 'transfer', target: { queueId: to } })
    expect(await give(chats)).toBe('unknown-reference')
    expect(await give('que_first')).toBe('same-queue')
    await give(queueId)
    expect(await board.interaction(call.id)).toMatchObject({ queueId, state: { name: 'waiting' } })
    expect(board.hears('lucia')).toBe('music')
  })
})

describe('a parked call', () => {
  const park = async () => await board.does(ana, call.callId, { type: 'park' })
  const retrieve = async (who: Colleague, slot: string) =>
    await retrieveParked(board.centre.context, who, slot)

  it('waits with music in the lowest slot that is free, and whoever picks it up has it', async () => {
    await park()
    expect(await stateOf()).toMatchObject({ name: 'parked', slot: '1', agentId: ana.agentId })
    expect(board.hears('lucia')).toBe('music')
    const { parked } = await seeParked(board.centre.context, luis)
    expect(parked).toMatchObject([{ slot: '1', interactionId: call.id, customerName: 'Lucía Gómez' }])
    expect(await retrieve(luis, '1')).toMatchObject({ interaction: { state: { name: 'active' } } })
    await board.opens(luis, call.callId)
    expect([board.hears('lucia'), board.hears('luis')]).toEqual(['luis', 'lucia'])
    expect(await retrieve(ana, '1')).toMatchObject({ refused: 'slot-empty', details: { slot: '1' } })
  })

  it('goes back to the line when nobody picks it up', async () => {
    await park()
    await board.later(60_000)
    expect(await stateOf()).toMatchObject({ name: 'waiting', why: 'park-expired' })
    expect(await retrieve(luis, '1')).toMatchObject({ refused: 'slot-empty' })
  })

  it('of several at once each has a slot of its own; one of two has it', async () => {
    const users = ['pedro', 'marta', 'jorge']
    const others = []
    for (const user of users) {
      const who = await board.colleague(`agent${user}`)
      others.push({ who, ...(await board.talking(who, user)) })
    }
    const parking = others.map(async ({ who, callId }) => await board.does(who, callId, { type: 'park' }))
    const done = await Promise.all([park(), ...parking])
    expect(done.filter((one) => typeof one === 'string')).toEqual([])
    const { parked } = await seeParked(board.centre.context, luis)
    expect(parked.map(({ slot }) => slot)).toEqual(['1', '2', '3', '4'])
    const eva = await board.colleague('eva')
    const both = await Promise.all([retrieve(luis, '2'), retrieve(eva, '2')])
    expect(both.filter((one) => !isRefusal(one))).toHaveLength(1)
    for (const user of users) await board.hangsUp(user)
  })

  it('is nothing for who has no calls or is not there', async () => {
    await park()
    const chatter = await board.centre.addAgent({ channels: ['web-chat'] })
    expect((await seeParked(board.centre.context, chatter)).parked).toEqual([])
    expect(await retrieveParked(board.centre.context, chatter, '1')).toMatchObject({
      refused: 'channel-not-assigned',
    })
    const asleep = await board.centre.addAgent({ channels: ['voice'] })
    expect(await retrieveParked(board.centre.context, asleep, '1')).toMatchObject({
      refused: 'agent-offline',
    })
    expect(await stateOf()).toMatchObject({ name: 'parked' })
  })
})
