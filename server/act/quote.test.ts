import type { InteractionId, MessageId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal } from '#core/step.ts'
import type { MessageQuote, MessageView } from '#protocol/message.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCustomerView } from '../channel-host/customer-news.ts'
import { toMessageView } from '../present/message-view.ts'
import { readMessagesAfter } from '../store/message-row.ts'
import { toQuotedMessage } from '../store/quote-row.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { receiveFromCustomer } from './customer-acts.ts'
import { takeInteraction } from './interaction-acts.ts'
import { say } from './say.ts'

let centre: TestCentre
let ana: Actor
let luis: Actor
beforeAll(async () => {
  centre = await openTestCentre()
  ana = await centre.addAgent({ name: 'Ana Pérez' })
  luis = await centre.addAgent({ name: 'Luis Mora' })
  await centre.ready(ana)
  await centre.ready(luis)
})
afterAll(async () => await centre.close())

async function conversation(user: string, ...texts: readonly string[]): Promise<InteractionId> {
  let id = ''
  for (const text of texts) id = await centre.hear(user, text, `${user}/${text}`)
  mustBe(await takeInteraction(centre.context, ana, id as InteractionId))
  return id as InteractionId
}

async function messagesOf(id: InteractionId): Promise<MessageView[]> {
  return (await readMessagesAfter(centre.context.database, id, 0, 100)).map(toMessageView)
}

async function found(id: InteractionId, text: string): Promise<MessageView> {
  const message = (await messagesOf(id)).find((one) => one.text === text)
  if (!message) throw new Error(`Nobody said "${text}".`)
  return message
}

let keys = 0
async function answer(actor: Actor, id: InteractionId, text: string, quotedMessageId: MessageId) {
  keys += 1
  return await say(centre.context, centre.sayBatch, actor, id, {
    clientId: `client-${keys}`,
    text,
    quotedMessageId,
  })
}

describe('an agent who answers a given message', () => {
  it('has it quoted with the name of who said it, in the answer, in the log and for the customer', async () => {
    const id = await conversation('vis_one', '¿Cuándo llega?', '¿Y cuánto cuesta?')
    const asked = await found(id, '¿Cuándo llega?')
    const { message } = mustBe(await answer(ana, id, 'El martes.', asked.id))
    const quote: MessageQuote = {
      messageId: asked.id,
      position: asked.position,
      direction: 'in',
      name: 'Lucía Gómez',
      excerpt: '¿Cuándo llega?',
    }
    expect(message.quote).toEqual(quote)
    expect((await found(id, 'El martes.')).quote).toEqual(quote)
    const { messages } = await readCustomerView(centre.context, centre.account, 'vis_one', 0)
    expect(messages.at(-1)?.quote).toEqual({
      position: asked.position,
      direction: 'in',
      name: null,
      excerpt: '¿Cuándo llega?',
    })
    expect((await toQuotedMessage(centre.context.database, quote)).externalId).toBe('vis_one/¿Cuándo llega?')
  })

  it('has at most 200 characters of it, none of them cut in half', async () => {
    const id = await conversation('vis_long', '👋🏽'.repeat(150))
    const long = await found(id, '👋🏽'.repeat(150))
    const { message } = mustBe(await answer(ana, id, 'Hola', long.id))
    expect(Array.from(message.quote?.excerpt ?? '')).toHaveLength(200)
    expect(message.quote?.excerpt.isWellFormed()).toBe(true)
  })

  it('cannot quote from another conversation, a line of the system, or nothing that is there', async () => {
    const id = await conversation('vis_here', 'Aquí')
    const elsewhere = await found(await conversation('vis_there', 'Allí'), 'Allí')
    const line = (await messagesOf(id)).find(({ direction }) => direction === 'system')
    for (const quoted of [elsewhere.id, line?.id ?? elsewhere.id, 'msg_nowhere' as MessageId]) {
      expect(await answer(ana, id, 'No', quoted)).toMatchObject({ refused: 'quote-unknown' })
    }
  })

  it('is the owner: nobody else learns from a quote whether a message is there', async () => {
    const id = await conversation('vis_owned', 'Mía')
    const mine = await found(id, 'Mía')
    const known = await answer(luis, id, 'Yo también', mine.id)
    const unknown = await answer(luis, id, 'Yo también', 'msg_nowhere')
    expect(isRefusal(known) && known.refused).toBe('taken-by-other')
    expect(known).toEqual(unknown)
  })
})

describe('a customer who answers a given message', () => {
  async function reply(
    user: string,
    text: string,
    quoted: { externalId: string } | { conversation: string; position: number },
  ) {
    return await receiveFromCustomer(centre, centre.account, {
      type: 'message',
      user,
      externalId: `${user}/${text}`,
      at: 0,
      text,
      fileIds: [],
      person: {},
      quoted,
    })
  }

  it('has it quoted, named by its place or by the provider’s id', async () => {
    const id = await conversation('vis_quoter', 'Primero')
    const first = await found(id, 'Primero')
    const { message } = mustBe(await answer(ana, id, 'Dígame', first.id))
    await reply('vis_quoter', 'por sitio', { conversation: id, position: message.position })
    await reply('vis_quoter', 'por nombre', { externalId: 'vis_quoter/Primero' })
    expect((await found(id, 'por sitio')).quote).toMatchObject({ messageId: message.id, name: 'Ana Pérez' })
    expect((await found(id, 'por nombre')).quote).toMatchObject({ messageId: first.id, direction: 'in' })
  })

  it('is heard without the quote when it is not of the own open conversation', async () => {
    const id = await conversation('vis_honest', 'Lo mío')
    const other = await conversation('vis_curious', 'Lo suyo')
    await reply('vis_curious', 'espío', { conversation: id, position: 2 })
    await reply('vis_curious', 'muy lejos', { conversation: other, position: 3_000_000_000 })
    await reply('vis_curious', 'espío otra vez', { externalId: 'vis_honest/Lo mío' })
    expect((await found(other, 'espío')).quote).toBeNull()
    expect((await found(other, 'muy lejos')).quote).toBeNull()
    expect((await found(other, 'espío otra vez')).quote).toBeNull()
  })
})
