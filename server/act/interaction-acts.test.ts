import type { InteractionId, OfferId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readInteraction } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import {
  acceptOffer,
  closeInteraction,
  disposeInteraction,
  endInteraction,
  rejectOffer,
  returnInteraction,
  takeInteraction,
  transferInteraction,
} from './interaction-acts.ts'
import { makeOffers } from './make-offers.ts'
import { agentSignedOut } from './presence-acts.ts'
import { receiveFromCustomer } from './customer-acts.ts'
import { say } from './say.ts'
import { takeFence } from '../store/lease.ts'

let centre: TestCentre
let ana: Actor
let luis: Actor

beforeEach(async () => {
  centre = await openTestCentre({ dispositionPolicy: 'mandatory' })
  ana = await centre.addAgent({ name: 'Ana Pérez' })
  luis = await centre.addAgent({ name: 'Luis Ortega' })
  await centre.ready(ana)
  await centre.ready(luis)
})
afterEach(async () => {
  await centre.close()
})

async function stateOf(id: InteractionId) {
  return (await readInteraction(centre.context.database, id))?.interaction.state
}

async function offer(id: InteractionId, ...actors: Actor[]): Promise<OfferId[]> {
  const fence = await takeFence(centre.context.database, 'routing', 'test', 1)
  mustBe(
    await makeOffers(
      centre.context,
      {
        interactionId: id,
        queueId: 'que_first',
        agentIds: actors.map(({ agentId }) => agentId),
        why: {
          strategy: 'longest-idle',
          candidates: 1,
          preferred: false,
          skills: [],
          relaxed: false,
          waitedMs: 0,
        },
      },
      fence,
    ),
  )
  const state = await stateOf(id)
  return state?.name === 'offered' ? state.offers.map((one) => one.id) : []
}

async function arrive(user = 'vis_1'): Promise<InteractionId> {
  return (await centre.hear(user, 'Hola')) as InteractionId
}

it('takes a conversation from the first message to closed, and each side sees the same', async () => {
  const id = await arrive()
  const [offerId] = await offer(id, ana)
  expect(offerId).toBeDefined()
  mustBe(await acceptOffer(centre.context, ana, id, offerId as OfferId))
  expect(await stateOf(id)).toMatchObject({ name: 'active', agentId: ana.agentId })
  const { message } = mustBe(
    await say(centre.context, centre.sayBatch, ana, id, { clientId: 'key-00001', text: 'Buenos días' }),
  )
  expect(message).toMatchObject({ direction: 'out', state: 'queued', text: 'Buenos días' })

  mustBe(await endInteraction(centre.context, ana, id))
  expect(await closeInteraction(centre.context, ana, id)).toEqual({ refused: 'disposition-required' })
  expect(await disposeInteraction(centre.context, ana, id, 'dsp_sales')).toEqual({
    refused: 'disposition-unknown',
  })
  mustBe(await disposeInteraction(centre.context, ana, id, 'dsp_sold'))
  const { interaction } = mustBe(await closeInteraction(centre.context, ana, id))
  expect(interaction.state).toMatchObject({ name: 'closed', outcome: 'handled' })
  const presence = await readPresence(centre.context.database, ana.agentId)
  expect(presence?.presence.handling).toEqual([])
})

it('lets one of two accept at once, and tells the other who has it', async () => {
  const id = await arrive()
  const offers = await offer(id, ana, luis)
  const record = await readInteraction(centre.context.database, id)
  const state = record?.interaction.state
  const offerOf = (actor: Actor): OfferId =>
    (state?.name === 'offered' ? state.offers : []).find((one) => one.agentId === actor.agentId)?.id ??
    'off_none'
  expect(offers).toHaveLength(2)
  const answers = await Promise.all([
    acceptOffer(centre.context, ana, id, offerOf(ana)),
    acceptOffer(centre.context, luis, id, offerOf(luis)),
  ])
  const refused = answers.filter((answer) => 'refused' in answer)
  expect(refused).toHaveLength(1)
  const owner = await stateOf(id)
  const winner = owner?.name === 'active' && owner.agentId === ana.agentId ? 'Ana Pérez' : 'Luis Ortega'
  expect(refused[0]).toMatchObject({ refused: 'taken-by-other', details: { agent: winner } })
  const loser = winner === 'Ana Pérez' ? luis : ana
  expect((await readPresence(centre.context.database, loser.agentId))?.presence.offers).toEqual([])
})

it('refuses to accept what was withdrawn when the customer left', async () => {
  const id = await arrive()
  const [offerId] = await offer(id, ana)
  const left = await receiveFromCustomer(centre, centre.account, {
    type: 'left',
    user: 'vis_1',
    at: centre.context.now(),
  })
  expect(left.kept).toBe(true)
  expect(await acceptOffer(centre.context, ana, id, offerId as OfferId)).toMatchObject({
    refused: 'interaction-closed',
  })
  expect((await readPresence(centre.context.database, ana.agentId))?.presence.offers).toEqual([])
})

it('does not offer beyond capacity, however old the decision is', async () => {
  const ids = await Promise.all(['vis_1', 'vis_2', 'vis_3', 'vis_4'].map(arrive))
  for (const id of ids) await offer(id, ana)
  const fence = await takeFence(centre.context.database, 'routing', 'test', 1)
  const fifth = await arrive('vis_5')
  const decision = {
    interactionId: fifth,
    queueId: 'que_first' as const,
    agentIds: [ana.agentId],
    why: {
      strategy: 'longest-idle' as const,
      candidates: 1,
      preferred: false,
      skills: [],
      relaxed: false,
      waitedMs: 0,
    },
  }
  expect(await makeOffers(centre.context, decision, fence)).toMatchObject({ refused: 'nobody-free' })
  expect(await makeOffers(centre.context, decision, fence - 1)).toMatchObject({ refused: 'not-leader' })
})

it('keeps the place in line of what is rejected, returned and transferred', async () => {
  const id = await arrive()
  const place = (await readInteraction(centre.context.database, id))?.interaction.placeAt
  const [offerId] = await offer(id, ana)
  mustBe(await rejectOffer(centre.context, ana, id, offerId as OfferId))
  mustBe(await takeInteraction(centre.context, luis, id))
  mustBe(await returnInteraction(centre.context, luis, id))
  mustBe(await takeInteraction(centre.context, ana, id))
  const other = await centre.addQueue({ name: 'Otra' })
  mustBe(await transferInteraction(centre.context, ana, id, other))
  const record = await readInteraction(centre.context.database, id)
  expect(record?.interaction).toMatchObject({
    placeAt: place,
    queueId: other,
    state: { name: 'waiting', why: 'transferred' },
  })
})

it('lets nobody but the owner speak, and says who is', async () => {
  const id = await arrive()
  mustBe(await takeInteraction(centre.context, ana, id))
  const answer = await say(centre.context, centre.sayBatch, luis, id, { clientId: 'key-00002', text: 'Hola' })
  expect(answer).toEqual({ refused: 'taken-by-other', details: { agent: 'Ana Pérez' } })
  expect(await endInteraction(centre.context, luis, id)).toMatchObject({ refused: 'not-allowed' })
})

it('keeps a repeated message once, on both sides', async () => {
  const id = await arrive()
  mustBe(await takeInteraction(centre.context, ana, id))
  const say1 = await Promise.all(
    [1, 2, 3].map(async () =>
      mustBe(await say(centre.context, centre.sayBatch, ana, id, { clientId: 'key-00003', text: 'Una vez' })),
    ),
  )
  expect(new Set(say1.map(({ message }) => message.id)).size).toBe(1)
  const heard = await Promise.all([1, 2, 3].map(async () => await centre.hear('vis_1', 'Una vez', 'ext-1')))
  expect(new Set(heard)).toEqual(new Set([id]))
  const record = await readInteraction(centre.context.database, id)
  // started, Hola, accepted, and each of the two once.
  expect(record?.summary.messageCount).toBe(5)
})

it('makes one interaction of two first messages at once', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => await centre.hear('vis_9', `Mensaje ${n}`)),
  )
  expect(new Set(ids).size).toBe(1)
  const record = await readInteraction(centre.context.database, ids[0] as InteractionId)
  expect(record?.summary).toMatchObject({ messageCount: 11, unread: 10 })
})

it('gives the customer’s messages one sequence over several conversations of one case', async () => {
  const first = await arrive()
  mustBe(await takeInteraction(centre.context, ana, first))
  mustBe(await endInteraction(centre.context, ana, first))
  const second = await arrive()
  expect(second).not.toBe(first)
  const [a, b] = await Promise.all(
    [first, second].map(async (id) => await readInteraction(centre.context.database, id)),
  )
  expect(b?.interaction.caseId).toBe(a?.interaction.caseId)
  expect(b?.seqOffset).toBe(a?.summary.messageCount)
})

it('gives nothing into the hands of somebody who is not there, and leaves nothing there', async () => {
  const id = await arrive()
  mustBe(await takeInteraction(centre.context, ana, id))
  mustBe(await agentSignedOut(centre.context, ana.agentId))
  expect(await stateOf(id)).toMatchObject({ name: 'waiting', why: 'agent-lost' })
  expect(await takeInteraction(centre.context, ana, id)).toEqual({ refused: 'agent-offline' })
  expect(await stateOf(id)).toMatchObject({ name: 'waiting' })
})

it('keeps a message with what no database keeps in it, without that', async () => {
  const id = (await centre.hear('vis_\0odd', 'Ho\0la \ud83d', 'ext-odd\0')) as InteractionId
  const record = await readInteraction(centre.context.database, id)
  expect(record?.summary.lastMessage?.preview).toBe('Hola \ufffd')
})
