/**
 * The line to one page of a visitor, whatever is said on it: frames in both directions, hello first.
 *
 * - What the page says is dealt with one thing after another, so that what comes right behind another finds what that has made.
 * - Nothing is buffered for a page that does not take it: it is cut off and comes back.
 * - A page that floods or does not speak our language is cut off; one that is silent for long is gone.
 */
import type { ChannelHost, CustomerSocket } from './channel.ts'
import type { FloodLimit } from './flood-limit.ts'

export const pingEveryMs = 25_000
const silentForMs = 70_000
const bufferLimitBytes = 1_048_576
const waitingFramesLimit = 200

export type Bye = 'shutting-down' | 'bad-token' | 'too-fast' | 'bad-frame' | 'too-slow'
/** As in WebSocket: 1001 going away, 1008 policy, 1013 try again later. */
const closeCodes: Readonly<Record<Bye, number>> = {
  'shutting-down': 1001,
  'bad-token': 1008,
  'too-fast': 1008,
  'bad-frame': 1008,
  'too-slow': 1013,
}

export type ReadPageFrame<Frame> =
  | { readonly is: 'frame'; readonly frame: Frame }
  /** Ours, but cannot be: told so by its own name. */
  | { readonly is: 'unfit'; readonly refuse: () => void }
  | { readonly is: 'garbage' }

export interface PageLineParts<Frame extends { readonly type: string }> {
  readonly socket: CustomerSocket
  readonly host: ChannelHost
  readonly read: (text: string) => ReadPageFrame<Frame>
  /** How much the visitor may say; null before the hello was answered. */
  readonly frames: () => FloodLimit | null
  /** What is dealt with at once instead of in line; false: it goes in line. */
  readonly passes: (frame: Frame) => boolean
  readonly handle: (frame: Frame) => Promise<void> | void
  /** It could not be dealt with; the visitor may say it again. */
  readonly onFailed: (frame: Frame) => void
  readonly onFinish: () => void
}

export interface PageLine {
  readonly hasEnded: boolean
  send(frame: object): void
  /** Asks whether it is still there; ends it when nothing was heard for long. */
  beat(): void
  end(reason: Bye): void
}

export function pageLine<Frame extends { readonly type: string }>(parts: PageLineParts<Frame>): PageLine {
  const { socket, host } = parts
  let hasEnded = false
  let heardAt = host.now()
  let line = Promise.resolve()
  let inLine = 0

  socket.onClose(() => finish())
  socket.onFrame((text) => {
    if (hasEnded) return
    heardAt = host.now()
    const read = parts.read(text)
    const frames = parts.frames()
    const isHello = read.is === 'frame' && read.frame.type === 'hello'
    if (read.is === 'garbage' || (!frames && inLine === 0 && !isHello)) return end('bad-frame')
    if (frames && !frames.take(heardAt)) return end('too-fast')
    if (read.is === 'unfit') return read.refuse()
    if (read.frame.type === 'pong' || parts.passes(read.frame)) return
    if (inLine >= waitingFramesLimit) return end('too-fast')
    queue(read.frame)
  })

  function queue(frame: Frame): void {
    inLine += 1
    line = line
      .then(() => (hasEnded ? undefined : parts.handle(frame)))
      .catch(() => {
        host.log('warn', 'a frame could not be dealt with', { kind: frame.type })
        parts.onFailed(frame)
      })
      .finally(() => (inLine -= 1))
  }

  function send(frame: object): void {
    if (hasEnded) return
    if (socket.bufferedBytes > bufferLimitBytes) return end('too-slow')
    socket.send(JSON.stringify(frame))
  }

  function end(reason: Bye): void {
    if (hasEnded) return
    socket.send(JSON.stringify({ type: 'bye', reason }))
    finish(closeCodes[reason], reason)
  }

  function finish(code?: number, reason?: string): void {
    if (hasEnded) return
    hasEnded = true
    parts.onFinish()
    if (code !== undefined) socket.close(code, reason ?? '')
  }

  return {
    get hasEnded() {
      return hasEnded
    },
    send,
    beat() {
      if (host.now() - heardAt > silentForMs) finish(1001, 'silent')
      else if (parts.frames()) send({ type: 'ping', at: host.now() })
    },
    end,
  }
}
