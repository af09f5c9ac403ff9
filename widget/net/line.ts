/**
 * The connection to the server, for as long as it is wanted: it comes back by itself, waits longer after each failure, and goes at once when
 * the browser says that the network is back or the page is looked at again. A line on which nothing is heard is taken for dead.
 */
import { backoffMs } from './backoff.ts'
import type { Clock } from './clock.ts'

export type LineState = 'off' | 'connecting' | 'on' | 'lost'

/** The part of a WebSocket that is used. */
export interface Wire {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

/** Frames from the server, as far as the line itself understands them. */
type Heard = { readonly type: string; readonly reason?: unknown }
type Pong = { readonly type: 'pong' }

export interface LineParts<Said, Told extends Heard> {
  readonly clock: Clock
  /** Opens a wire; rejects when there is no session to be had now. */
  readonly dial: () => Promise<Wire>
  readonly hello: () => Said
  readonly onFrame: (frame: Told) => void
  readonly onState: (state: LineState) => void
}

export interface Line<Said> {
  readonly state: LineState
  start(): void
  stop(): void
  /** Tries again now instead of waiting. */
  nudge(): void
  /** False when it is not on; the frame is not kept. */
  send(frame: Said | Pong): boolean
}

/** The server asks every 25 s. */
const silentForMs = 60_000
const openingMs = 15_000
const afterFloodMs = 31_000

export function line<Said, Told extends Heard>({
  clock,
  dial,
  hello,
  onFrame,
  onState,
}: LineParts<Said, Told>): Line<Said> {
  let state: LineState = 'off'
  let wire: Wire | null = null
  let failures = 0
  /** Grows with every attempt: what an earlier one still says is not listened to. */
  let attempt = 0
  let callOff = (): void => undefined

  function become(next: LineState): void {
    if (state === next) return
    state = next
    onState(next)
  }

  function wait(ms: number, call: () => void): void {
    callOff()
    callOff = clock.later(call, ms)
  }

  function connect(): void {
    attempt += 1
    const mine = attempt
    const isMine = () => mine === attempt
    become('connecting')
    wait(openingMs, () => isMine() && lose())
    dial().then(
      (opened) => (isMine() ? listen(opened, isMine) : opened.close()),
      () => isMine() && lose(),
    )
  }

  function listen(opened: Wire, isMine: () => boolean): void {
    wire = opened
    opened.onopen = () => isMine() && opened.send(JSON.stringify(hello()))
    opened.onclose = () => isMine() && lose()
    opened.onmessage = ({ data }) => {
      if (!isMine()) return
      const frame = JSON.parse(String(data)) as Told
      wait(silentForMs, lose)
      if (frame.type === 'ping') return void send({ type: 'pong' })
      if (frame.type === 'welcome') {
        failures = 0
        become('on')
      }
      onFrame(frame)
      if (frame.type === 'bye' && isMine())
        lose(frame.reason === 'too-fast' || frame.reason === 'bad-frame' ? afterFloodMs : undefined)
    }
  }

  function lose(ms?: number): void {
    drop()
    failures += 1
    become('lost')
    wait(ms ?? backoffMs(failures, clock.dice()), connect)
  }

  function drop(): void {
    attempt += 1
    callOff()
    const dropped = wire
    wire = null
    if (!dropped) return
    dropped.onopen = dropped.onclose = dropped.onmessage = null
    dropped.close()
  }

  function send(frame: Said | Pong): boolean {
    if (state !== 'on' || !wire) return false
    wire.send(JSON.stringify(frame))
    return true
  }

  return {
    get state() {
      return state
    },
    start() {
      if (state === 'off') connect()
    },
    stop() {
      drop()
      become('off')
    },
    nudge() {
      if (state === 'lost') connect()
    },
    send,
  }
}
