import { beforeEach, describe, expect, it } from 'vitest'
import type { ServerFrame } from '#protocol/live.ts'
import { createLiveSocket, type LiveSocket, type SocketLike } from './live-socket.ts'

/** A line whose other end is the test, and time that passes when the test says so. */
class Line implements SocketLike {
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  readonly sent: unknown[] = []
  isClosed = false
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  close(): void {
    this.isClosed = true
  }
  says(frame: ServerFrame | object): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

let lines: Line[]
let log: string[]
let cursor: string | null
let waiting: { ms: number; then: () => void } | null
let live: LiveSocket
const line = (): Line => lines.at(-1) as Line
const passTime = (): number => {
  const due = waiting
  waiting = null
  due?.then()
  return due?.ms ?? -1
}
const ping = { type: 'ping', at: 1 } as const

beforeEach(() => {
  lines = []
  log = []
  cursor = null
  waiting = null
  live = createLiveSocket({
    open: () => {
      lines.push(new Line())
      return line()
    },
    cursor: () => cursor,
    onFrame: (frame) => log.push(frame.type),
    onLost: (wasLive) => log.push(wasLive ? 'lost' : 'refused'),
    onSignedOut: () => log.push('signed-out'),
    dice: () => 1,
    wait: (ms, then) => {
      waiting = { ms, then }
      return () => (waiting = null)
    },
  })
})

describe('the live socket', () => {
  it('subscribes with nothing at first, and with the last cursor when it comes back', () => {
    line().onopen?.()
    expect(line().sent).toEqual([{ type: 'subscribe', after: null }])
    line().says(ping)
    cursor = '17'
    line().onclose?.()
    expect(passTime()).toBe(500)
    line().onopen?.()
    expect(line().sent).toEqual([{ type: 'subscribe', after: '17' }])
    expect(log).toEqual(['ping', 'lost'])
  })

  it('answers heartbeats', () => {
    line().onopen?.()
    line().says(ping)
    expect(line().sent.at(-1)).toEqual({ type: 'pong' })
  })

  it('gives up a silent line and tries again', () => {
    line().onopen?.()
    line().says(ping)
    expect(passTime()).toBe(35_000)
    expect(lines[0]?.isClosed).toBe(true)
    expect(log).toEqual(['ping', 'lost'])
    passTime()
    expect(lines).toHaveLength(2)
  })

  it('waits longer after each failure, and starts over once a frame has come', () => {
    const waits: number[] = []
    for (let attempt = 0; attempt < 3; attempt++) {
      line().onclose?.()
      waits.push(passTime())
    }
    line().onopen?.()
    line().says(ping)
    line().onclose?.()
    waits.push(passTime())
    expect(waits).toEqual([500, 1_000, 2_000, 500])
    expect(log).toEqual(['refused', 'refused', 'refused', 'ping', 'lost'])
  })

  it('sends nothing while the line is down, and says so', () => {
    expect(live.send({ type: 'typing', interactionId: 'int_1', on: true })).toBe(false)
    line().onopen?.()
    line().says(ping)
    expect(live.send({ type: 'typing', interactionId: 'int_1', on: true })).toBe(true)
  })

  it('comes back at once when asked to, but only when it is down', () => {
    line().onopen?.()
    line().says(ping)
    live.retryNow()
    expect(lines).toHaveLength(1)
    line().onclose?.()
    live.retryNow()
    expect(lines).toHaveLength(2)
  })

  it('is lost at once when the machine is off the network, and tried again as after any loss', () => {
    line().onopen?.()
    line().says(ping)
    live.cut()
    expect(lines[0]?.isClosed).toBe(true)
    expect(log).toEqual(['ping', 'lost'])
    // Said twice, it is lost once.
    live.cut()
    expect(log).toEqual(['ping', 'lost'])
    passTime()
    expect(lines).toHaveLength(2)
  })

  it('does not come back once signed out or closed', () => {
    line().onopen?.()
    line().says({ type: 'bye', reason: 'signed-out' })
    live.retryNow()
    expect(lines).toHaveLength(1)
    expect(waiting).toBeNull()
    expect(log).toEqual(['signed-out'])
  })

  it('does not stumble over a frame that is not JSON', () => {
    line().onopen?.()
    line().onmessage?.({ data: '{' })
    line().says(ping)
    expect(log).toEqual(['ping'])
  })
})
