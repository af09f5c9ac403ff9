import { describe, expect, it } from 'vitest'
import { FakePage, message, nameField, open, settled } from '../test/fake-visit.ts'
import { memoryShelf } from './shelf.ts'

describe('what was said', () => {
  it('is sent, and shown as being sent until it is kept', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    expect(page.texts()).toEqual(['(Hola)'])
    await page.welcome()
    expect(page.wire.ofType('say')).toEqual([
      { type: 'say', clientId: 'client-1', text: 'Hola', fileIds: [] },
    ])
    page.kept('client-1', 1)
    expect(page.texts()).toEqual(['Hola'])
  })

  it('goes out one by one, in order', async () => {
    const page = new FakePage()
    for (const text of ['uno', 'dos', 'tres']) page.visit.say(text, [])
    await page.welcome()
    expect(page.wire.ofType('say').map(({ text }) => text)).toEqual(['uno'])
    page.kept('client-1', 1)
    page.kept('client-2', 2)
    expect(page.wire.ofType('say').map(({ text }) => text)).toEqual(['uno', 'dos', 'tres'])
  })

  it('is sent again after a broken connection, as the same message', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome()
    page.wire.drop()
    page.clock.advance(1_000)
    await page.welcome()
    expect(page.wires).toHaveLength(2)
    expect(page.wire.ofType('say')).toMatchObject([{ clientId: 'client-1', text: 'Hola' }])
  })

  it('is not sent again when the welcome brings it', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome()
    page.wire.drop()
    page.clock.advance(1_000)
    await page.welcome({
      conversation: open,
      messages: [message(1, { from: 'me', clientId: 'client-1', text: 'Hola' })],
    })
    expect(page.wire.ofType('say')).toEqual([])
    expect(page.texts()).toEqual(['Hola'])
  })

  it('survives a reload', async () => {
    const shelf = memoryShelf()
    const before = new FakePage({}, shelf)
    before.isDown = true
    before.visit.say('No me pierdas', [])
    const after = new FakePage({}, shelf)
    expect(after.texts()).toEqual(['(No me pierdas)'])
    after.visit.enter()
    shelf.set('token', 'token-before')
    after.visit.resume()
    await after.welcome()
    expect(after.wire.ofType('say')).toMatchObject([{ text: 'No me pierdas' }])
  })

  it('stays with its reason when it is refused, and may be tried again or taken back', async () => {
    const page = new FakePage()
    page.visit.say('demasiado', [])
    page.visit.say('después', [])
    await page.welcome()
    page.tell({
      type: 'refused',
      clientId: 'client-1',
      code: 'message-too-long',
      text: 'Es demasiado largo.',
    })
    expect(page.visit.state.unsent).toMatchObject([
      { text: 'demasiado', refused: 'Es demasiado largo.' },
      { text: 'después', refused: null },
    ])
    expect(page.wire.ofType('say').map(({ text }) => text)).toEqual(['demasiado', 'después'])
    page.kept('client-2', 1)

    page.visit.retry('client-1')
    expect(page.wire.ofType('say').at(-1)).toMatchObject({ clientId: 'client-1' })
    page.tell({
      type: 'refused',
      clientId: 'client-1',
      code: 'message-too-long',
      text: 'Es demasiado largo.',
    })
    page.visit.setDraft({ text: 'y más', files: [] })
    page.visit.takeBack('client-1')
    expect(page.visit.draft.text).toBe('demasiado\ny más')
    expect(page.texts()).toEqual(['después'])
  })

  it.each(['too-many-requests', 'unavailable'])('waits and goes on after "%s"', async (code) => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome()
    page.tell({ type: 'refused', clientId: 'client-1', code, text: 'Ahora no.' })
    expect(page.visit.state.unsent).toMatchObject([{ refused: null }])
    expect(page.wire.ofType('say')).toHaveLength(1)
    page.clock.advance(6_000)
    expect(page.wire.ofType('say')).toHaveLength(2)
  })

  it('is sent again when no answer comes', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome()
    page.clock.advance(20_000)
    expect(page.wire.ofType('say').map(({ clientId }) => clientId)).toEqual(['client-1', 'client-1'])
  })

  it('says what it answers, keeps that over a reload, and gives it back with the text', async () => {
    const quote = {
      conversation: 'int_1',
      position: 3,
      from: 'agent',
      name: 'Lucía',
      excerpt: '¿Azul?',
    } as const
    const shelf = memoryShelf()
    const page = new FakePage({}, shelf)
    page.visit.setDraft({ text: '', files: [], quote })
    expect(new FakePage({}, shelf).visit.draft.quote).toEqual(quote)
    page.visit.say('Sí, azul', [], quote)
    expect(page.visit.draft.quote).toBeUndefined()
    await page.welcome({ conversation: open })
    expect(page.wire.ofType('say')).toMatchObject([{ quotes: { conversation: 'int_1', position: 3 } }])
    page.tell({ type: 'refused', clientId: 'client-1', code: 'message-too-long', text: 'Demasiado largo' })
    page.visit.takeBack('client-1')
    expect(page.visit.draft).toMatchObject({ text: 'Sí, azul', quote })
  })

  it('is nothing when there is nothing in it', () => {
    const page = new FakePage()
    page.visit.say('  \n', [])
    expect(page.texts()).toEqual([])
  })
})

describe('a conversation', () => {
  it('is asked for with the answers, which are asked for again after a broken connection', async () => {
    const page = new FakePage({ preChat: [nameField] })
    page.visit.start({ name: 'Ana' })
    await page.welcome()
    expect(page.wire.ofType('start')).toEqual([{ type: 'start', answers: { name: 'Ana' } }])
    page.wire.drop()
    page.clock.advance(1_000)
    await page.welcome()
    expect(page.wire.ofType('start')).toHaveLength(1)
    expect(page.visit.state).toMatchObject({ isStarting: true, stage: 'form' })
    page.tell({ type: 'conversation', conversation: { ...open, state: 'waiting' } })
    expect(page.visit.state).toMatchObject({ isStarting: false, stage: 'chat' })
    expect(page.visit.remembered).toEqual({ name: 'Ana' })
  })

  it('that is refused says why, over the form', async () => {
    const page = new FakePage({ preChat: [nameField] })
    page.visit.start({ name: 'Ana' })
    await page.welcome()
    page.tell({ type: 'refused', clientId: null, code: 'outside-hours', text: 'Ahora está cerrado.' })
    expect(page.visit.state).toMatchObject({
      isStarting: false,
      stage: 'form',
      startProblem: 'Ahora está cerrado.',
    })
  })

  it('ends, and another may begin', async () => {
    const page = new FakePage({ preChat: [nameField] })
    page.visit.start({ name: 'Ana' })
    await page.welcome({ conversation: open })
    page.visit.end()
    expect(page.wire.ofType('end')).toHaveLength(1)
    page.tell({ type: 'conversation', conversation: { ...open, state: 'ended' } })
    expect(page.visit.state.stage).toBe('ended')
    page.visit.beginAnew()
    expect(page.visit.state.stage).toBe('form')
  })

  it('that is to end while there is no connection ends when there is one', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    page.wire.drop()
    page.visit.end()
    page.clock.advance(1_000)
    await page.welcome({ conversation: open })
    expect(page.wire.ofType('end')).toHaveLength(1)
  })

  it('is not begun by somebody who only looks', async () => {
    const page = new FakePage()
    page.visit.resume()
    page.visit.enter()
    await settled()
    expect(page.wires).toEqual([])
    expect(page.sessions).toBe(0)
  })

  it('goes on after a reload without being asked', async () => {
    const shelf = memoryShelf()
    const before = new FakePage({}, shelf)
    before.visit.say('Hola', [])
    await before.welcome({ conversation: open })
    const after = new FakePage({}, shelf)
    after.visit.resume()
    await after.welcome({ conversation: open, messages: [message(1)] })
    expect(after.sessions).toBe(0)
    expect(after.wire.ofType('hello')).toMatchObject([{ token: 'token-1', after: 0 }])
    expect(after.texts()).toContain('mensaje 1')
  })

  it('is taken up after the last thing that came', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open, messages: [message(1), message(2)] })
    // Kept as number 4, but number 3 has not come yet.
    page.kept('client-1', 4)
    page.wire.drop()
    page.clock.advance(1_000)
    await settled()
    page.wire.open()
    expect(page.wire.ofType('hello')).toMatchObject([{ after: 2 }])
  })

  it('keeps what was written when the session is not known any more', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await settled()
    page.wire.open()
    page.tell({ type: 'bye', reason: 'bad-token' })
    page.clock.advance(1_000)
    await page.welcome()
    expect(page.wire.ofType('hello')).toMatchObject([{ token: 'token-2', after: 0 }])
    expect(page.wire.ofType('say')).toMatchObject([{ text: 'Hola' }])
  })
})

describe('marks', () => {
  it('say delivered when it came, and read only when it was seen', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    page.tell({ type: 'message', message: message(1) })
    expect(page.wire.ofType('mark')).toEqual([
      { type: 'mark', conversation: 'int_1', position: 1, as: 'delivered' },
    ])
    expect(page.visit.state.unread).toBe(1)
    page.visit.seen(1)
    page.visit.seen(1)
    expect(page.wire.ofType('mark').map(({ as }) => as)).toEqual(['delivered', 'read'])
    expect(page.visit.state.unread).toBe(0)
  })

  it('that could not be sent are sent with the next welcome', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    page.tell({ type: 'message', message: message(1) })
    page.wire.drop()
    page.visit.seen(1)
    page.clock.advance(1_000)
    await page.welcome({ conversation: open })
    expect(page.wire.ofType('mark')).toMatchObject([{ as: 'read', position: 1 }])
  })

  it('of what was said show on it', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    page.kept('client-1', 1)
    page.tell({ type: 'marked', conversation: 'int_1', position: 1, as: 'read' })
    expect(page.visit.state.story.messages[0]?.state).toBe('read')
  })
})

describe('typing', () => {
  it('is told sparingly, and its end once', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    for (let key = 0; key < 20; key += 1) {
      page.visit.typed(true)
      page.clock.advance(100)
    }
    expect(page.wire.ofType('typing')).toEqual([{ type: 'typing', on: true }])
    page.clock.advance(600)
    page.visit.typed(true)
    page.visit.typed(false)
    page.visit.typed(false)
    expect(page.wire.ofType('typing').map(({ on }) => on)).toEqual([true, true, false])
  })

  it('of the agent goes out by itself', async () => {
    const page = new FakePage()
    page.visit.say('Hola', [])
    await page.welcome({ conversation: open })
    page.tell({ type: 'typing', on: true })
    expect(page.visit.state.story.agentTypes).toBe(true)
    page.clock.advance(10_000)
    expect(page.visit.state.story.agentTypes).toBe(false)
  })
})

describe('two tabs', () => {
  it('share what is written and what was read', () => {
    const shelf = memoryShelf()
    const [one, other] = [new FakePage({}, shelf), new FakePage({}, shelf)]
    one.isDown = true
    one.visit.setDraft({ text: 'a medias', files: [] })
    one.visit.say('Hola', [])
    expect(other.visit.state.unsent).toMatchObject([{ text: 'Hola' }])
    expect(other.visit.draft.text).toBe('')
  })

  it('are both live: the second connects when the first begins', async () => {
    const shelf = memoryShelf()
    const [one, other] = [new FakePage({}, shelf), new FakePage({}, shelf)]
    one.visit.say('Hola', [])
    await one.welcome({ conversation: open })
    other.otherTab('live')
    await other.welcome({ conversation: open, messages: [message(1)] })
    expect(other.texts()).toContain('mensaje 1')
    expect(other.sessions).toBe(0)
  })

  it('do not lose what a closed tab could not send', async () => {
    const shelf = memoryShelf()
    const [closing, staying] = [new FakePage({}, shelf), new FakePage({}, shelf)]
    staying.visit.say('Hola', [])
    await staying.welcome({ conversation: open })
    staying.kept('client-1', 1)
    closing.isDown = true
    closing.visit.say('lo último', [])
    staying.otherTab('out:client-1')
    staying.clock.advance(20_000)
    expect(staying.wire.ofType('say').map(({ text }) => text)).toEqual(['Hola', 'lo último'])
  })

  it('forget together', async () => {
    const shelf = memoryShelf()
    const [one, other] = [new FakePage({}, shelf), new FakePage({}, shelf)]
    one.visit.say('Hola', [])
    await one.welcome({ conversation: open, messages: [message(1)] })
    other.visit.enter()
    await other.welcome({ conversation: open, messages: [message(1)] })
    one.visit.forget()
    other.otherTab('token')
    for (const page of [one, other]) {
      expect(page.texts()).toEqual([])
      expect(page.visit.state.line).toBe('off')
    }
    expect(shelf.keys('')).toEqual([])
  })
})
