import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { until } from '../contract.ts'
import { shop } from './test/sample-settings.ts'
import { say, Visit } from './test/visit.ts'

let visit: Visit

beforeEach(async () => {
  visit = new Visit()
  await visit.open()
})

afterEach(async () => {
  await visit.close()
})

describe('limits', () => {
  it('warn a visitor who floods, then cut off all the same, and keep out for a while', async () => {
    let at = 1_000_000
    visit.host.clock = () => at
    await visit.open({
      limits: { messagesPerMinute: 60, burst: 3, connectionsPerVisitor: 8, connectionsPerAddress: 50 },
    })
    const socket = await visit.enter()
    for (let index = 0; index < 20; index += 1) say(socket, `client-${index}`)
    await until(() => socket.closed !== null, 'the page is cut off')
    expect(visit.host.keptMessages()).toHaveLength(3)
    const refused = socket.ofType('refused')
    expect(refused).toHaveLength(5)
    expect(refused[0]).toMatchObject({ code: 'too-many-requests', clientId: 'client-3' })
    expect(socket.ofType('bye')).toEqual([{ type: 'bye', reason: 'too-fast' }])

    const tooSoon = await visit.enter()
    expect(tooSoon.frames).toEqual([{ type: 'bye', reason: 'too-fast' }])
    at += 31_000
    const later = await visit.enter()
    say(later, 'client-3')
    await until(() => later.ofType('kept').length === 1, 'after a while it may say it again')
  })

  it('count all pages of a visitor together', async () => {
    await visit.open({
      limits: { messagesPerMinute: 1, burst: 2, connectionsPerVisitor: 8, connectionsPerAddress: 50 },
    })
    const pages = [await visit.enter(), await visit.enter(), await visit.enter()]
    pages.forEach((page, index) => say(page, `client-${index}`))
    await until(() => pages.some((page) => page.ofType('refused').length > 0), 'the third is refused')
    expect(visit.host.keptMessages()).toHaveLength(2)
  })

  it('cut off a page that sends frames of any kind without end', async () => {
    visit.host.clock = () => 1_000_000
    const socket = await visit.enter()
    for (let index = 0; index < 121; index += 1) socket.say({ type: 'typing', on: index % 2 === 0 })
    expect(socket.ofType('bye')).toEqual([{ type: 'bye', reason: 'too-fast' }])
  })

  it('allow a number of pages of one visitor and of one address', async () => {
    await visit.open({
      limits: { messagesPerMinute: 40, burst: 12, connectionsPerVisitor: 2, connectionsPerAddress: 3 },
    })
    const [first, second] = [await visit.enter(), await visit.enter()]
    const third = await visit.enter()
    expect([first.closed, second.closed, third.closed?.reason]).toEqual([null, null, 'too-fast'])
    visit.connect()
    expect(visit.connect().closed?.reason).toBe('too-many-connections')
    expect(visit.connect(shop, '198.51.100.7').closed).toBeNull()
    first.drop()
    expect((await visit.enter()).closed).toBeNull()
  })

  it('cut off a page that does not take what it is sent, which then comes back with its place', async () => {
    const slow = await visit.enter()
    slow.bufferedBytes = 2_000_000
    visit.host.agentSays(visit.user, 'uno')
    expect(slow.ofType('bye')).toEqual([{ type: 'bye', reason: 'too-slow' }])
    expect(slow.closed?.code).toBe(1013)
    const again = await visit.enter(0)
    expect(again.ofType('welcome')[0]?.messages.map(({ text }) => text)).toEqual(['uno'])
  })
})

describe('typing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  const typed = () => visit.host.typing.map(({ on }) => on)

  it('is passed on, not more often than it can be seen, and ends by itself', async () => {
    const socket = visit.connect()
    socket.say({ type: 'hello', token: visit.host.sign(visit.user), after: 0, language: 'es' })
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1))
    for (let key = 0; key < 10; key += 1) {
      socket.say({ type: 'typing', on: true })
      vi.advanceTimersByTime(100)
    }
    expect(typed()).toEqual([true])
    vi.advanceTimersByTime(1_000)
    socket.say({ type: 'typing', on: true })
    expect(typed()).toEqual([true, true])
    vi.advanceTimersByTime(8_000)
    expect(typed()).toEqual([true, true, false])
  })

  it('ends when the page is gone', async () => {
    const socket = visit.connect()
    socket.say({ type: 'hello', token: visit.host.sign(visit.user), after: 0, language: 'es' })
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1))
    socket.say({ type: 'typing', on: true })
    socket.drop()
    expect(typed()).toEqual([true, false])
  })

  it('of the agent reaches the page', async () => {
    const socket = visit.connect()
    socket.say({ type: 'hello', token: visit.host.sign(visit.user), after: 0, language: 'es' })
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1))
    visit.host.agentTypes(visit.user, true)
    expect(socket.ofType('typing')).toEqual([{ type: 'typing', on: true }])
  })
})

describe('the heart', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks quiet pages and lets go of silent ones', async () => {
    await visit.open({})
    const [alive, silent] = [visit.connect(), visit.connect()]
    for (const socket of [alive, silent])
      socket.say({ type: 'hello', token: visit.host.sign(visit.user), after: 0, language: 'es' })
    await vi.advanceTimersByTimeAsync(0)
    alive.onServerFrame = (frame) => frame.type === 'ping' && alive.say({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(80_000)
    expect(silent.ofType('ping')).toHaveLength(2)
    expect(silent.closed?.reason).toBe('silent')
    expect(alive.closed).toBeNull()
  })
})
