/** What a message answers: over the message itself, and over the field while its answer is being written. */
import type { VisitorMessage, VisitorQuote } from '#protocol/widget.ts'
import type { Words } from '../text/words.ts'
import type { SaidQuote } from '../visit/outbox.ts'
import { h } from './element.ts'
import { icon } from './icon.ts'

const longestExcerpt = 200

const nameOf = ({ from, name }: VisitorQuote, words: Words): string =>
  from === 'me' ? words.me : (name ?? words.agent)

/** Null for a line of the system. */
export function toQuote({
  conversation,
  position,
  from,
  name,
  text,
  files,
}: VisitorMessage): SaidQuote | null {
  if (from === 'system') return null
  const line = text.replaceAll(/\s+/gu, ' ').trim() || files.map((file) => file.name).join(', ')
  const excerpt = Array.from(line).slice(0, longestExcerpt).join('')
  return { conversation, position, from, name, excerpt }
}

export function quoteRow(quote: VisitorQuote, words: Words, onclick: () => void): HTMLElement {
  const name = nameOf(quote, words)
  return h(
    'button',
    {
      class: 'quote',
      set: { type: 'button', 'aria-label': words.inReply(name, quote.excerpt) },
      on: { onclick },
    },
    h('b', {}, name),
    h('span', { set: { dir: 'auto' } }, quote.excerpt),
  )
}

/** Over the field; the button answers nothing after all. */
export function quoteBar(quote: VisitorQuote, words: Words, onclick: () => void): HTMLElement {
  return h(
    'div',
    { class: 'quoting', set: { role: 'group', 'aria-label': words.replying } },
    h(
      'p',
      { class: 'quote' },
      h('b', {}, nameOf(quote, words)),
      h('span', { set: { dir: 'auto' } }, quote.excerpt),
    ),
    h(
      'button',
      {
        class: 'tool small',
        set: { type: 'button', 'aria-label': words.noReply, title: words.noReply },
        on: { onclick },
      },
      icon('close'),
    ),
  )
}
