/** What must hold when a customer says something. */
import assert from 'node:assert/strict'
import { MemoryHost } from '../memory-host.ts'
import { settle, until } from './patience.ts'
import type { Answer, ChannelTrial, TrialProvider } from './trial.ts'

export const acknowledged: Answer = { as: 'acknowledged' }

/** Runs `work` on an open channel and closes everything afterwards, whatever happened. */
export async function onOpen(
  trial: ChannelTrial,
  work: (host: MemoryHost, provider: TrialProvider) => Promise<void>,
): Promise<void> {
  const host = new MemoryHost()
  const provider = await trial.begin(host)
  try {
    await work(host, provider)
  } finally {
    host.release()
    await provider.open.close()
    await provider.end()
  }
}

export async function keepsFirst(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    host.hold()
    let answer: Answer | null = null
    const saying = customer.say('held-1', 'Hola').then((given) => (answer = given))
    await until(() => host.inFlight === 1, 'the channel hands the message to its host')
    await settle()
    assert.equal(answer, null, 'it was answered before it was kept')
    host.release()
    assert.deepEqual(await saying, acknowledged)
    assert.equal(host.keptMessages().length, 1)

    host.failNext()
    const failed = await customer.say('failed-1', 'Sigo aquí')
    assert.equal(failed.as, 'again', 'what could not be stored must be delivered again')
    assert.deepEqual(await customer.say('failed-1', 'Sigo aquí'), acknowledged)
    assert.deepEqual(
      host.keptMessages().map((message) => message.text),
      ['Hola', 'Sigo aquí'],
    )
  })
}

export async function isOnce(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    assert.deepEqual(await customer.say('twice-1', 'Una sola vez'), acknowledged)
    assert.deepEqual(
      await customer.say('twice-1', 'Una sola vez'),
      acknowledged,
      'a repetition is acknowledged too',
    )
    assert.equal(host.keptMessages().length, 1, 'one message, however often it is delivered')
  })
}

export async function refusesForged(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const answer = await provider.forge()
    assert.equal(answer.as, 'refused', 'what is not genuine is refused')
    await settle()
    assert.deepEqual(host.asked, [], 'what is not genuine never reaches the host')
  })
}

export async function roundTripsIds(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const [ana, bea] = [await provider.customer(), await provider.customer()]
    await ana.say('of-ana-1', '¡Ñandú! 👋🏽 <b>&amp;</b>')
    await bea.say('of-bea-1', 'Hola')
    await ana.say('of-ana-2', 'Otra vez')
    const [first, second, third] = host.keptMessages()
    assert.ok(first && second && third)
    assert.equal(first.text, '¡Ñandú! 👋🏽 <b>&amp;</b>', 'text is kept as it was said')
    assert.ok(first.user !== '' && second.user !== '')
    assert.equal(third.user, first.user, 'the same customer has the same name')
    assert.notEqual(second.user, first.user, 'two customers have two names')
    assert.equal(new Set([first, second, third].map((message) => message.externalId)).size, 3)

    const act = host.agentSays(second.user, 'Solo para Bea: ¿qué tal? 👋🏽 <i>')
    assert.equal((await provider.open.send(act)).outcome, 'accepted')
    await until(() => bea.received().length === 1, 'the message reaches the customer it is for')
    assert.deepEqual(bea.received(), ['Solo para Bea: ¿qué tal? 👋🏽 <i>'])
    assert.deepEqual(ana.received(), [], 'nobody else gets it')

    for (const as of trial.channel.can.marks) {
      await bea.mark(as)
      const isMark = () => host.kept.find((event) => event.type === 'marked' && event.as === as)
      await until(() => isMark() !== undefined, `the mark "${as}" is kept`)
      const mark = isMark()
      assert.ok(mark?.type === 'marked' && mark.user === second.user)
      const said = host.customer(second.user).messages.at(-1)
      if ('messageId' in mark.upTo) assert.equal(mark.upTo.messageId, act.messageId)
      else assert.deepEqual(mark.upTo, { conversation: said?.conversation, position: said?.position })
    }
  })
}

export async function keepsOrder(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    const things = ['uno', 'dos', 'tres', 'cuatro', 'cinco'].map((text, index) => ({
      externalId: `order-${index + 1}`,
      text,
    }))
    // The first takes longest to store: whoever hands them in side by side is overtaken.
    const turns = new Map(things.map(({ text }, index) => [text, 8 - index * 2]))
    host.turnsToKeep = (event) => (event.type === 'message' ? (turns.get(event.text) ?? 0) : 0)
    assert.deepEqual(
      await customer.sayAll(things),
      things.map(() => acknowledged),
    )
    assert.deepEqual(
      host.keptMessages().map((message) => message.text),
      things.map(({ text }) => text),
    )
  })
}

export async function tellsRefusal(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    host.refuseNext('interaction-ended')
    const answer = await customer.say('refused-1', 'Demasiado tarde')
    assert.equal(
      answer.as,
      'refused',
      'what the host refuses is told to the other side, and not acknowledged',
    )
    assert.ok(answer.as === 'refused' && answer.told.trim() !== '', 'with a reason')
    assert.equal(host.keptMessages().length, 0)
    assert.deepEqual(await customer.say('next-1', 'Otra cosa'), acknowledged, 'and it goes on')
  })
}

export async function bearsSlowHost(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    host.hold()
    const first = customer.say('slow-1', '¿Hay alguien?')
    const again = customer.say('slow-1', '¿Hay alguien?')
    await until(() => host.inFlight >= 1, 'the channel hands the message to its host')
    await settle()
    const isSame = (event: { readonly type: string; readonly text?: string }) =>
      event.type === 'message' && event.text === '¿Hay alguien?'
    assert.equal(host.asked.filter(isSame).length, 1, 'it was handed in again while it was still being kept')
    host.release()
    assert.deepEqual([await first, await again], [acknowledged, acknowledged])
    assert.equal(host.keptMessages().length, 1)
  })
}

export async function logsNoText(trial: ChannelTrial): Promise<void> {
  await onOpen(trial, async (host, provider) => {
    const customer = await provider.customer()
    const secret = 'Mi clave es 7-caballos-azules'
    await customer.say('secret-1', secret)
    host.failNext()
    await customer.say('secret-2', secret)
    host.refuseNext('message-too-long', { limit: 1 })
    await customer.say('secret-3', secret)
    const [message] = host.keptMessages()
    assert.ok(message)
    await provider.open.send(host.agentSays(message.user, secret))
    await provider.open.send(host.agentSays(message.user, secret + 'x'.repeat(trial.channel.can.textLimit)))
    assert.ok(
      !JSON.stringify([host.logged, host.health]).includes('7-caballos-azules'),
      'a log carries no text of a message',
    )
  })
}
