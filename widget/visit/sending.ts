/**
 * Takes the outbox to the server, one message at a time, so that the order is the visitor's. A message without an answer is sent again, the
 * same one; after a "not now" it waits a little. Whether the way is free is the visit's to say.
 */
import type { WidgetFrameInput } from '#protocol/widget.ts'
import type { Clock } from '../net/clock.ts'
import type { Outbox } from './outbox.ts'

const answerMs = 20_000
const tryAgainMs = 6_000

export interface Sending {
  /** Sends what is next, unless something is under way. */
  goOn(): void
  /** What is under way was answered, or its connection is gone. */
  rest(): void
  /** The server cannot do it now: the same again in a while. */
  pause(): void
  readonly onItsWay: string | null
}

export interface SendingParts {
  readonly clock: Clock
  readonly outbox: Outbox
  /** What must go before the next message; true: nothing, the way is free. */
  readonly isFree: () => boolean
  readonly send: (frame: WidgetFrameInput) => boolean
}

export function sending({ clock, outbox, isFree, send }: SendingParts): Sending {
  let onItsWay: string | null = null
  let isPaused = false
  let callOff = (): void => undefined

  function wait(ms: number): void {
    callOff()
    callOff = clock.later(() => {
      onItsWay = null
      isPaused = false
      goOn()
    }, ms)
  }

  function goOn(): void {
    if (isPaused || !isFree() || onItsWay !== null) return
    const next = outbox.next()
    if (!next) return
    const { clientId, text, files, quote } = next
    const quotes = quote ? { quotes: { conversation: quote.conversation, position: quote.position } } : {}
    if (!send({ type: 'say', clientId, text, fileIds: files.map(({ id }) => id), ...quotes })) return
    onItsWay = clientId
    wait(answerMs)
  }

  return {
    goOn,
    rest() {
      callOff()
      onItsWay = null
      isPaused = false
    },
    pause() {
      isPaused = true
      wait(tryAgainMs)
    },
    get onItsWay() {
      return onItsWay
    },
  }
}
