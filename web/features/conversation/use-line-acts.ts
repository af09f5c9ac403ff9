import { useCallback, useMemo, useRef } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Place } from '#web/live/pages.ts'
import { useComposerGuest } from '#web/live/use-composer-guest.ts'
import type { LineActs } from './line-acts.ts'
import { earlierToQuote, laterToQuote, quoteOf } from './reply.ts'

/**
 * Answering, going to and writing again what a line says. By keyboard: the key of an answer, or the arrow up in an empty field, quotes what the
 * customer said last; again, what was said before that; the arrow down goes back.
 */
export function useLineActs(
  interaction: InteractionView,
  messages: readonly MessageView[],
  maySay: boolean,
  onJump: (place: Place) => void,
): LineActs {
  const { id, contact } = interaction
  const { composers } = useDesk()
  const latest = useRef({ messages, name: contact.name })
  latest.current = { messages, name: contact.name }

  const quote = useCallback(
    (message: MessageView | null): void => {
      const composer = composers.of(id)
      composer?.quote(message ? quoteOf(message, latest.current.name) : null)
      composer?.focus()
    },
    [composers, id],
  )
  const quoteEarlier = (): boolean => {
    const earlier = earlierToQuote(messages, composers.of(id)?.quoted() ?? null)
    if (earlier) quote(earlier)
    return earlier !== null
  }
  const quoteLater = (): boolean => {
    const now = composers.of(id)?.quoted() ?? null
    if (now) quote(laterToQuote(messages, now))
    return now !== null
  }
  useKey('conversation.reply', () => void quoteEarlier(), maySay)
  useComposerGuest(id, {
    onKeyDown({ key, shiftKey, ctrlKey, metaKey, altKey }) {
      if (shiftKey || ctrlKey || metaKey || altKey) return false
      if (key === 'Escape' && composers.of(id)?.quoted()) {
        composers.of(id)?.quote(null)
        return true
      }
      if (composers.of(id)?.text() !== '') return false
      if (key === 'ArrowUp') return quoteEarlier()
      return key === 'ArrowDown' ? quoteLater() : false
    },
  })

  const reuse = useCallback(
    (again: string) => {
      const composer = composers.of(id)
      const text = composer?.text() ?? ''
      const end = { from: text.length, to: text.length }
      composer?.insert(text === '' ? again : `\n${again}`, { replacing: end })
    },
    [composers, id],
  )
  const reply = useCallback(
    (position: number) => {
      const message = latest.current.messages.find((one) => one.position === position)
      if (message) quote(message)
    },
    [quote],
  )
  const jump = useCallback((position: number) => onJump({ position }), [onJump])
  return useMemo(() => ({ reuse, reply: maySay ? reply : null, jump }), [reuse, reply, jump, maySay])
}
