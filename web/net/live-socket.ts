/**
 * The live socket kept open for as long as the page is: subscribes with the last cursor seen, answers heartbeats, notices a line that has gone
 * silent, and comes back by itself. It knows nothing of what the frames mean.
 */
import type { ClientFrame, Cursor, ServerFrame } from '#protocol/live.ts'
import { backoffMs } from './backoff.ts'

export type SocketLike = {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

export type LiveSocketOptions = {
  readonly open: () => SocketLike
  /** The last cursor seen; asked for at each connection. */
  readonly cursor: () => Cursor | null
  readonly onFrame: (frame: ServerFrame) => void
  /** The line is gone, or never came up: `wasLive` tells which. */
  readonly onLost: (wasLive: boolean) => void
  /** The server ended the session; no further attempt is made. */
  readonly onSignedOut: () => void
  readonly dice: () => number
  readonly wait: (ms: number, then: () => void) => () => void
}

export type LiveSocket = {
  /** false: the line is down and nothing was sent. */
  send(frame: ClientFrame): boolean
  /** Does not wait for the next attempt: the machine is back on the network, or the person is back at the screen. */
  retryNow(): void
  /** The machine is off the network: the line is gone although nothing has said so on it. It is tried again as after any loss. */
  cut(): void
  close(): void
}

/** A heartbeat comes every 15 s; without any frame for this long the line is dead although nobody said so. */
const silenceMs = 35_000

export function createLiveSocket(options: LiveSocketOptions): LiveSocket {
  let socket: SocketLike | null = null
  let isLive = false
  let isClosed = false
  let failures = 0
  let stopWaiting = (): void => {}

  const drop = (): void => {
    stopWaiting()
    if (!socket) return
    const old = socket
    socket = null
    old.onopen = old.onmessage = old.onclose = null
    old.close()
  }

  const watchSilence = (): void => {
    stopWaiting()
    stopWaiting = options.wait(silenceMs, lost)
  }

  function lost(): void {
    const wasLive = isLive
    isLive = false
    failures += 1
    drop()
    options.onLost(wasLive)
    // Whoever is told may have closed us.
    if (!isClosed) stopWaiting = options.wait(backoffMs(failures, options.dice()), connect)
  }

  function connect(): void {
    drop()
    const opened = options.open()
    socket = opened
    watchSilence()
    opened.onopen = () => send({ type: 'subscribe', after: options.cursor() })
    opened.onmessage = ({ data }) => {
      watchSilence()
      const frame = parse(data)
      if (!frame) return
      if (frame.type === 'bye' && frame.reason === 'signed-out') {
        close()
        options.onSignedOut()
        return
      }
      isLive = true
      failures = 0
      if (frame.type === 'ping') send({ type: 'pong' })
      options.onFrame(frame)
    }
    opened.onclose = lost
  }

  function send(frame: ClientFrame): boolean {
    if (!socket || (!isLive && frame.type !== 'subscribe')) return false
    socket.send(JSON.stringify(frame))
    return true
  }

  function close(): void {
    isClosed = true
    isLive = false
    drop()
  }

  connect()
  return {
    send,
    retryNow() {
      if (!isLive && !isClosed) connect()
    },
    cut() {
      if (isLive) lost()
    },
    close,
  }
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null
  try {
    return JSON.parse(data) as ServerFrame
  } catch {
    return null
  }
}
