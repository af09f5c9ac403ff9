import type { AgentId, InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import type { PushNews } from '#protocol/push.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptOffer, endInteraction, takeInteraction } from '../act/interaction-acts.ts'
import { createOutbound } from '../net/outbound.ts'
import { createSecretBox } from '../configuration/secret-box.ts'
import { savePreferences } from '../sign-in/preference-row.ts'
import { keepPages } from '../store/agent-page-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { nextPostAt } from '../store/outbox-row.ts'
import { putPushSubscription, readPushSubscriptions } from '../store/push-row.ts'
import { dynamicStatement } from '../store/statement.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import type { Outbox } from '../work/outbox.ts'
import { readPushKey } from './push-key.ts'
import { createSendPush } from './send-push.ts'
import { createTestBrowser, startPushService, type PushService } from './test/push-service.ts'
import { createWebPush } from './web-push.ts'

let centre: TestCentre
let service: PushService
let ana: Actor
const browser = createTestBrowser()

beforeEach(async () => {
  centre = await openTestCentre({ name: 'Ventas' })
  service = await startPushService()
  ana = await centre.addAgent({})
})
afterEach(async () => {
  await centre.close()
  await service.close()
})

/** A session as signing in makes it, and a browser that has subscribed in it. */
async function subscribe(agentId: AgentId, path: string): Promise<string> {
  const { database } = centre.context
  const session = `ses_${path}`
  await database.execute(
    dynamicStatement<never, [AgentId]>(
      `insert into auth_user (id, name, email) values ($1, 'x', $1 || '@example.org') on conflict (id) do nothing`,
    ),
    [agentId],
  )
  await database.execute(
    dynamicStatement<never, [string, AgentId]>(
      `insert into auth_session (id, token, user_id, expires_at) values ($1, $1, $2, now() + interval '1 day')`,
    ),
    [session, agentId],
  )
  const at = centre.context.now()
  await putPushSubscription(
    database,
    {
      id: `psh_${path}0000`,
      agentId,
      endpoint: `${service.address}/${path}`,
      ...browser.keys,
      device: 'Chrome',
      createdAt: at,
    },
    session,
  )
  return session
}

async function startOutbox(): Promise<Outbox> {
  const { context } = centre
  const key = await readPushKey(context.database, createSecretBox(Buffer.alloc(32)), context.now())
  const webPush = createWebPush({
    outbound: createOutbound({ allow: ['127.0.0.1'] }),
    key,
    contact: 'https://centre.example',
    now: () => context.now(),
  })
  return centre.startOutbox(
    async () => await Promise.resolve({ outcome: 'accepted' }),
    createSendPush(context, webPush),
  )
}

const news = (): PushNews[] =>
  service.taken.map(({ body }) => JSON.parse(browser.open(body).plain) as PushNews)
const offerOf = async (id: InteractionId) => {
  const state = (await readInteraction(centre.context.database, id))?.interaction.state
  const offer = state?.name === 'offered' ? state.offers[0] : undefined
  if (!offer) throw new Error('It is not offered.')
  return offer
}

describe('an offer', () => {
  it('reaches each of the agent’s browsers with who and where and until when, and not a word of what was written', async () => {
    const bo = await centre.addAgent({})
    await subscribe(ana.agentId, 'desk')
    await subscribe(ana.agentId, 'phone')
    await subscribe(bo.agentId, 'other')
    await centre.ready(ana)
    await startOutbox()
    centre.startRouting()
    const id = (await centre.hear('vis_1', 'Mi tarjeta es 4111')) as InteractionId
    await expect.poll(() => service.taken.map(({ path }) => path).toSorted()).toEqual(['/desk', '/phone'])
    const offer = await offerOf(id)
    expect(news()[0]).toEqual({
      type: 'offer',
      language: 'es',
      interactionId: id,
      offerId: offer.id,
      name: 'Lucía Gómez',
      queue: 'Ventas',
      channel: 'web-chat',
      untilAt: offer.deadlineAt,
    })
    const ttl = Number(service.taken[0]?.headers.ttl)
    expect(ttl).toBeLessThanOrEqual((offer.deadlineAt - offer.offeredAt) / 1_000)
    expect(ttl).toBeGreaterThan(0)
    expect(JSON.stringify(news())).not.toContain('4111')
  })

  it('is told in the language the agent has now', async () => {
    await subscribe(ana.agentId, 'desk')
    await savePreferences(centre.context.database, ana.agentId, { language: 'en' }, 1)
    await centre.ready(ana)
    await startOutbox()
    centre.startRouting()
    await centre.hear('vis_1', 'Hola')
    await expect.poll(() => news().map(({ language }) => language)).toEqual(['en'])
  })

  it('that is gone by the time a push could go out is not told any more', async () => {
    await subscribe(ana.agentId, 'desk')
    await centre.ready(ana)
    centre.startRouting()
    const id = (await centre.hear('vis_1', 'Hola')) as InteractionId
    await expect.poll(async () => await nextPostAt(centre.context.database)).not.toBeNull()
    const offer = await offerOf(id)
    mustBe(await acceptOffer(centre.context, ana, id, offer.id))
    const outbox = await startOutbox()
    await outbox.settle()
    expect(service.taken).toEqual([])
    expect(await nextPostAt(centre.context.database)).toBeNull()
  })

  it.each([404, 410])('answered with %s: the browser is forgotten, and the agent is not', async (status) => {
    await subscribe(ana.agentId, 'desk')
    await centre.ready(ana)
    service.answer(status)
    await startOutbox()
    centre.startRouting()
    await centre.hear('vis_1', 'Hola')
    await expect
      .poll(async () => await readPushSubscriptions(centre.context.database, ana.agentId))
      .toEqual([])
  })
})

describe('what a customer says in a conversation that an agent holds', () => {
  let id: InteractionId
  let outbox: Outbox
  beforeEach(async () => {
    await subscribe(ana.agentId, 'desk')
    await centre.ready(ana)
    outbox = await startOutbox()
    id = (await centre.hear('vis_1', 'Hola')) as InteractionId
    mustBe(await takeInteraction(centre.context, ana, id))
  })

  it('is told while no page of the agent is connected', async () => {
    await centre.hear('vis_1', '¿Sigue ahí?')
    await expect.poll(news).toEqual([
      {
        type: 'said',
        language: 'es',
        interactionId: id,
        name: 'Lucía Gómez',
        queue: 'Ventas',
        channel: 'web-chat',
      },
    ])
  })

  it('is not told while one is, on whichever server, nor when one has come back meanwhile', async () => {
    const { database } = centre.context
    const at = centre.context.now()
    await keepPages(database, 'door', [{ agentId: ana.agentId, sessionId: 'ses_x' }], at)
    await centre.hear('vis_1', '¿Sigue ahí?')
    await outbox.settle()
    expect(service.taken).toEqual([])
    // A server that died leaves its pages behind; they count for nothing soon.
    centre.advance(46_000)
    await centre.hear('vis_1', '¿Hola?')
    await outbox.settle()
    expect(news().map(({ type }) => type)).toEqual(['said'])
  })

  it('is not told to somebody who does not hold it', async () => {
    mustBe(await endInteraction(centre.context, ana, id))
    await centre.hear('vis_1', 'Otra cosa')
    await outbox.settle()
    expect(service.taken).toEqual([])
  })

  it('is not told where the person has signed out', async () => {
    await centre.context.database.execute(dynamicStatement<never, []>('delete from auth_session'))
    await centre.hear('vis_1', '¿Sigue ahí?')
    await outbox.settle()
    expect(service.taken).toEqual([])
  })
})
