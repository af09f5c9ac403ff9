import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CustomerNews } from '../channel.ts'
import { settle, until } from '../contract.ts'
import { consentField, emailField, nameField, topicField } from './test/sample-settings.ts'
import type { MemorySocket } from './test/memory-socket.ts'
import { say, Visit } from './test/visit.ts'

let visit: Visit

beforeEach(async () => {
  visit = new Visit()
  await visit.open()
})

afterEach(async () => {
  await visit.close()
})

describe('hello', () => {
  it('welcomes with everything after the place the page has, and then brings each thing once', async () => {
    const first = await visit.enter()
    say(first, 'client-1')
    await until(() => first.ofType('kept').length === 1, 'the message is kept')
    first.drop()
    visit.host.agentSays(visit.user, 'mientras no estaba')

    const second = await visit.enter(1)
    expect(second.ofType('welcome')[0]?.messages.map(({ text }) => text)).toEqual(['mientras no estaba'])
    visit.host.agentSays(visit.user, 'y después')
    expect(second.ofType('message').map(({ message }) => message.text)).toEqual(['y después'])
  })

  it('loses and doubles nothing that happens while it is being welcomed', async () => {
    const view = visit.host.view.bind(visit.host)
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    vi.spyOn(visit.host, 'view').mockImplementation(async (...asked) => {
      const seen = await view(...asked)
      visit.host.agentSays(visit.user, 'justo entonces')
      await gate
      return seen
    })
    visit.host.agentSays(visit.user, 'antes')
    const socket = visit.connect()
    socket.say({ type: 'hello', token: visit.host.sign(visit.user), after: 0, language: 'es' })
    await settle()
    expect(socket.frames).toEqual([])
    openGate()
    await until(() => socket.frames.length > 1, 'the page is welcomed')
    const texts = socket.frames.flatMap((frame) =>
      frame.type === 'welcome'
        ? frame.messages.map(({ text }) => text)
        : frame.type === 'message'
          ? [frame.message.text]
          : [],
    )
    expect(texts).toEqual(['antes', 'justo entonces'])
  })

  describe('when news comes in another order than what it tells of was kept', () => {
    let tell: (news: CustomerNews) => void
    const told = (socket: MemorySocket): string[] =>
      socket.ofType('message').map(({ message }) => message.text)
    /** Kept, but the news of it is the test's to bring. */
    const keep = (text: string): CustomerNews => {
      const said: CustomerNews[] = []
      const customer = visit.host.customer(visit.user)
      const listener = (news: CustomerNews): void => void said.push(news)
      customer.followers.add(listener)
      visit.host.agentSays(visit.user, text)
      customer.followers.delete(listener)
      const news = said.find(({ type }) => type === 'message')
      if (!news) throw new Error('There was no news of it.')
      return news
    }
    beforeEach(() => {
      vi.spyOn(visit.host, 'follow').mockImplementation((_user, listener) => {
        tell = listener
        return () => undefined
      })
    })
    afterEach(() => vi.useRealTimers())

    it('brings each message in its place, once', async () => {
      const socket = await visit.enter()
      const [one, two, three] = [keep('uno'), keep('dos'), keep('tres')]
      for (const news of [three, one, one, two, three]) tell(news)
      expect(told(socket)).toEqual(['uno', 'dos', 'tres'])
    })

    it('looks up what does not come at all', async () => {
      const socket = await visit.enter()
      vi.useFakeTimers()
      keep('uno')
      tell(keep('dos'))
      expect(told(socket)).toEqual([])
      await vi.advanceTimersByTimeAsync(2_000)
      expect(told(socket)).toEqual(['uno', 'dos'])
    })
  })

  it('brings all that was missed, also when it is more than one look shows', async () => {
    visit.host.mostShown = 3
    for (let n = 1; n <= 8; n += 1) visit.host.agentSays(visit.user, `${n}`)
    const socket = await visit.enter(1)
    expect(socket.ofType('welcome')[0]?.messages.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  it('tells two pages of one visitor the same', async () => {
    const [first, second] = [await visit.enter(), await visit.enter()]
    say(first, 'client-1', 'Hola')
    await until(() => second.ofType('message').length === 1, 'the other page sees it')
    expect(second.ofType('message')[0]?.message).toMatchObject({
      from: 'me',
      clientId: 'client-1',
      text: 'Hola',
    })
  })

  it('refuses a token that is not ours', async () => {
    const socket = await visit.enter(0, 'dmlzXzE.forged')
    expect(socket.frames).toEqual([{ type: 'bye', reason: 'bad-token' }])
    expect(socket.closed?.code).toBe(1008)
  })

  it.each([null, 'https://otra.example', 'null', 'https://tienda.example.evil.example'])(
    'cuts off a page of %s',
    (origin) => {
      const socket = visit.connect(origin)
      expect(socket.closed).toEqual({ code: 1008, reason: 'foreign-origin' })
      expect(visit.host.followers()).toBe(0)
    },
  )

  it('cuts off a page that does not begin with it', () => {
    const socket = visit.connect()
    say(socket, 'client-1')
    expect(socket.frames).toEqual([{ type: 'bye', reason: 'bad-frame' }])
    expect(visit.host.asked).toEqual([])
  })
})

describe('start', () => {
  const preChat = [nameField, emailField, topicField, consentField]
  const answers = { name: ' Ana ', email: 'ana@correo.example', topic: 'order', privacy: true }

  it('keeps who it is and what it is about, and takes what is sent right behind it', async () => {
    await visit.open({ preChat, pageField: 'page' })
    const socket = visit.connect()
    socket.say({
      type: 'hello',
      token: visit.host.sign(visit.user),
      after: 0,
      language: 'en',
      page: 'https://tienda.example/lampara?ref=1',
    })
    socket.say({ type: 'start', answers })
    say(socket, 'client-1')
    await until(() => socket.ofType('kept').length === 1, 'the message is kept')
    expect(visit.host.kept).toMatchObject([
      {
        type: 'started',
        person: { name: 'Ana', email: 'ana@correo.example', language: 'en' },
        caseData: { topic: 'order', privacy: true, page: 'https://tienda.example/lampara?ref=1' },
      },
      { type: 'message', person: { name: 'Ana' } },
    ])
  })

  it('says which answers are missing, in the visitor’s language', async () => {
    await visit.open({ preChat })
    const socket = await visit.enter()
    socket.say({ type: 'start', answers: { topic: 'nothing of that' } })
    await until(() => socket.ofType('refused').length === 1, 'it is refused')
    expect(socket.ofType('refused')[0]).toEqual({
      type: 'refused',
      clientId: null,
      code: 'form-incomplete',
      text: 'Falta rellenar: Nombre, Tema, Acepto la política de privacidad.',
    })
    expect(visit.host.asked).toEqual([])
  })

  it('is harmless when a conversation is open', async () => {
    const socket = await visit.enter()
    socket.say({ type: 'start', answers: {} })
    socket.say({ type: 'start', answers: {} })
    await until(() => socket.ofType('conversation').length >= 2, 'both are answered')
    expect(visit.host.kept.filter(({ type }) => type === 'started')).toHaveLength(1)
  })

  it('cannot be left out where something is asked', async () => {
    await visit.open({ preChat })
    const socket = await visit.enter()
    say(socket, 'client-1')
    await until(() => socket.ofType('refused').length === 1, 'it is refused')
    expect(socket.ofType('refused')[0]).toMatchObject({ clientId: 'client-1', code: 'form-incomplete' })
    expect(visit.host.asked).toEqual([])
  })

  it('is refused outside opening hours, unless the account accepts', async () => {
    visit.host.opening = { open: false, changesAt: null }
    const shut = await visit.enter()
    shut.say({ type: 'start', answers: {} })
    say(shut, 'client-1')
    await until(() => shut.ofType('refused').length === 2, 'both are refused')
    expect(shut.ofType('refused').map(({ code }) => code)).toEqual(['outside-hours', 'outside-hours'])

    await visit.open({ acceptsWhenClosed: true })
    const socket = await visit.enter()
    socket.say({ type: 'start', answers: {} })
    await until(() => socket.ofType('conversation').length > 0, 'it begins')
    expect(visit.host.kept).toHaveLength(1)
  })

  it('tells the place in line at once', async () => {
    const socket = await visit.enter()
    socket.say({ type: 'start', answers: {} })
    await until(() => socket.ofType('queue').length > 0, 'the place in line is told')
    const later = await visit.enter()
    await until(() => later.ofType('queue').length > 0, 'a page that comes later is told too')
    expect(later.ofType('queue')[0]).toEqual({ type: 'queue', position: 1, waitMs: null })
  })
})

describe('say', () => {
  it('goes on in a conversation outside opening hours', async () => {
    const socket = await visit.enter()
    say(socket, 'client-1')
    await until(() => socket.ofType('kept').length === 1, 'the first is kept')
    visit.host.opening = { open: false, changesAt: null }
    say(socket, 'client-2')
    await until(() => socket.ofType('kept').length === 2, 'the second is kept')
    expect(socket.ofType('refused')).toEqual([])
  })

  it('begins anew after the end, without asking the form again', async () => {
    await visit.open({ preChat: [nameField] })
    const socket = await visit.enter()
    socket.say({ type: 'start', answers: { name: 'Ana' } })
    await until(() => visit.host.customer(visit.user).isOpen, 'it begins')
    visit.host.agentJoins(visit.user, 'Lucía')
    visit.host.agentEnds(visit.user)
    say(socket, 'client-1', 'Una cosa más')
    await until(() => socket.ofType('kept').length === 1, 'it is kept')
    expect(visit.host.customer(visit.user).isOpen).toBe(true)
  })

  it('takes the same client id of two visitors for two messages', async () => {
    const ana = await visit.enter()
    const bea = await visit.enter(0, visit.host.sign(visit.host.newId('vis')))
    say(ana, 'same-client-id')
    say(bea, 'same-client-id')
    await until(() => visit.host.keptMessages().length === 2, 'both are kept')
    const [own] = visit.host.customer(visit.user).messages
    expect(own?.externalId).toBe(`${visit.user}/same-client-id`)
    expect(ana.ofType('message')[0]?.message.clientId).toBe('same-client-id')
  })

  it('keeps text as text', async () => {
    const socket = await visit.enter()
    const text = '<img src=x onerror=alert(1)> & "comillas" \u202e'
    say(socket, 'client-1', text)
    await until(() => socket.ofType('kept').length === 1, 'it is kept')
    expect(visit.host.keptMessages()[0]?.text).toBe(text)
  })

  it.each([
    [
      'a text of 100 kB',
      { text: 'x'.repeat(100_000) },
      'message-too-long',
      'El mensaje es demasiado largo: el máximo son 10000 caracteres.',
    ],
    ['nothing', { text: '  ' }, 'message-empty', 'Escribir algo o adjuntar un archivo.'],
    [
      'a file that does not exist',
      { text: '', fileIds: ['fil_unknown1'] },
      'not-found',
      'No existe o ya no está disponible.',
    ],
    [
      'too many files',
      { text: '', fileIds: Array.from({ length: 6 }, () => 'fil_unknown1') },
      'too-large',
      'Es demasiado grande: el máximo es 5.',
    ],
    [
      'a file id that is none',
      { text: 'hola', fileIds: ['../../etc/passwd'] },
      'invalid-request',
      'La petición no tiene la forma esperada: fileIds.0.',
    ],
  ])('refuses %s, and goes on', async (_what, message, code, text) => {
    const socket = await visit.enter()
    socket.sayRaw(JSON.stringify({ type: 'say', clientId: 'client-1', ...message }))
    await until(() => socket.ofType('refused').length === 1, 'it is refused')
    expect(socket.ofType('refused')[0]).toEqual({ type: 'refused', clientId: 'client-1', code, text })
    say(socket, 'client-2')
    await until(() => socket.ofType('kept').length === 1, 'the next one is kept')
  })

  it.each([
    'not json',
    '[]',
    'null',
    '{"type":"dance"}',
    '{"type":"say","text":"no name"}',
    `"${'x'.repeat(300_000)}"`,
  ])('cuts off a page that says what nobody understands: %#', async (raw) => {
    const socket = await visit.enter()
    socket.sayRaw(raw)
    expect(socket.ofType('bye')).toEqual([{ type: 'bye', reason: 'bad-frame' }])
    expect(socket.closed?.code).toBe(1008)
    expect(visit.host.followers()).toBe(0)
  })
})

describe('marks and the end', () => {
  it('are kept once each, and never backwards', async () => {
    const socket = await visit.enter()
    visit.host.agentSays(visit.user, 'uno')
    visit.host.agentSays(visit.user, 'dos')
    const conversation = visit.host.customer(visit.user).conversation?.id ?? ''
    for (const position of [2, 2, 1]) socket.say({ type: 'mark', conversation, position, as: 'read' })
    socket.say({ type: 'mark', conversation, position: 2, as: 'delivered' })
    await until(() => visit.host.kept.length === 2, 'both marks are kept')
    await settle()
    expect(visit.host.kept.map((event) => event.type === 'marked' && event.as)).toEqual(['read', 'delivered'])
    expect(visit.host.customer(visit.user).messages.map(({ state }) => state)).toEqual(['read', 'read'])
  })

  it('brings the agent’s marks to the page', async () => {
    const socket = await visit.enter()
    say(socket, 'client-1')
    await until(() => socket.ofType('kept').length === 1, 'it is kept')
    visit.host.agentReads(visit.user)
    expect(socket.ofType('marked')).toMatchObject([{ as: 'read', position: 1 }])
  })

  it('ends the conversation when the visitor asks, once', async () => {
    const socket = await visit.enter()
    say(socket, 'client-1')
    socket.say({ type: 'end' })
    socket.say({ type: 'end' })
    await until(() => socket.ofType('conversation').at(-1)?.conversation.state === 'ended', 'it has ended')
    await settle()
    expect(visit.host.kept.filter(({ type }) => type === 'left')).toHaveLength(1)
  })

  it('says good-bye to every page when the server stops', async () => {
    const pages = [await visit.enter(), await visit.enter()]
    await visit.close()
    expect(pages.map((page) => page.ofType('bye')[0]?.reason)).toEqual(['shutting-down', 'shutting-down'])
    expect(pages.map((page) => page.closed?.code)).toEqual([1001, 1001])
  })
})

describe('what a page may cost', () => {
  it('passes typing on and off as often as a person types, and no more', async () => {
    const socket = await visit.enter()
    for (let n = 0; n < 20; n += 1) {
      socket.say({ type: 'typing', on: true })
      socket.say({ type: 'typing', on: false })
    }
    expect(visit.host.typing.map(({ on }) => on)).toEqual([true, false])
  })

  it('remembers no marks that were refused', async () => {
    const accept = vi.spyOn(visit.host, 'accept').mockResolvedValue({ kept: false, refused: 'not-found' })
    const socket = await visit.enter()
    for (let n = 0; n < 2; n += 1)
      socket.say({ type: 'mark', conversation: 'int_other', position: 3, as: 'read' })
    await until(() => accept.mock.calls.length > 1, 'both are tried')
    expect(accept).toHaveBeenCalledTimes(2)
  })
})

it('asks again for an e-mail address that is longer than any can be', async () => {
  await visit.open({ preChat: [emailField] })
  const socket = await visit.enter()
  socket.say({ type: 'start', answers: { email: `${'á'.repeat(1_900)}@correo.example` } })
  await until(() => socket.ofType('refused').length === 1, 'it is refused')
  expect(socket.ofType('refused')[0]?.code).toBe('form-incomplete')
})
