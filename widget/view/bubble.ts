/** One thing that was said, as a row of the conversation. The corner nearest to who said it is tight; rows of one author close up. */
import type { FileView } from '#protocol/message.ts'
import type { VisitorMessage } from '#protocol/widget.ts'
import { clockTime, fileSize, wholeTime } from '../text/moment.ts'
import type { Words } from '../text/words.ts'
import type { Unsent } from '../visit/outbox.ts'
import { h } from './element.ts'
import { icon, type IconName } from './icon.ts'
import { linkParts } from './link.ts'
import { quoteRow } from './quote.ts'
import { isDrawable } from './thumbnail.ts'

export interface BubbleParts {
  readonly words: Words
  readonly locale: string
  readonly fileAddress: (file: FileView) => string | null
  readonly thumbnail: (file: FileView) => HTMLElement
  readonly onRetry: (clientId: string) => void
  readonly onTakeBack: (clientId: string) => void
  /** Answers this message. */
  readonly onReply: (message: VisitorMessage) => void
  /** Goes to the message that another one answers. */
  readonly onQuote: (conversation: string, position: number) => void
}

/** Where a message stands among those of its author, and whether it can be answered now. */
export type Standing = { readonly isFirst: boolean; readonly isLast: boolean; readonly mayReply: boolean }

function textNodes(text: string): Node[] {
  return linkParts(text).map((part) =>
    part.href
      ? h('a', { set: { href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow' } }, part.text)
      : document.createTextNode(part.text),
  )
}

function fileRow(file: FileView, { words, locale, fileAddress, thumbnail }: BubbleParts): HTMLElement {
  const set = {
    href: fileAddress(file),
    target: '_blank',
    rel: 'noopener noreferrer',
    referrerpolicy: 'no-referrer',
  }
  if (isDrawable(file))
    return h('a', { class: 'picture', set: { ...set, 'aria-label': words.view(file.name) } }, thumbnail(file))
  const name = h('span', { class: 'file-name' }, file.name)
  const size = h('span', { class: 'file-size' }, fileSize(file.sizeBytes, locale))
  return h(
    'a',
    { class: 'file', set: { ...set, 'aria-label': words.download(file.name) } },
    icon('file'),
    h('span', { class: 'file-names' }, name, size),
  )
}

function body(text: string, files: readonly FileView[], parts: BubbleParts): HTMLElement[] {
  const said = text.trim() === '' ? [] : [h('div', { class: 'bubble' }, ...textNodes(text))]
  return [...files.map((file) => fileRow(file, parts)), ...said]
}

function row(side: 'me' | 'agent', { isFirst, isLast }: Standing, ...children: (Node | null)[]): HTMLElement {
  return h(
    'div',
    { class: `row ${side}${isFirst ? ' is-first' : ''}${isLast ? ' is-last' : ''}` },
    ...children,
  )
}

function time(at: number, locale: string): HTMLElement {
  return h(
    'time',
    { set: { datetime: new Date(at).toISOString(), title: wholeTime(at, locale) } },
    clockTime(at, locale),
  )
}

const marks: Readonly<Partial<Record<VisitorMessage['state'], readonly [keyof Words['states'], IconName]>>> =
  {
    received: ['sent', 'check'],
    delivered: ['delivered', 'checks'],
    read: ['read', 'checks'],
  }

/** `showsState`: it is the newest of mine, whose mark stands for all before it. */
export function messageRow(
  message: VisitorMessage,
  standing: Standing,
  showsState: boolean,
  parts: BubbleParts,
): HTMLElement {
  const { words, locale } = parts
  const isMine = message.from === 'me'
  const author = isMine ? words.me : (message.name ?? words.agent)
  const who = h(
    'p',
    { class: isMine || !standing.isFirst ? 'sr' : 'who' },
    author,
    ' ',
    time(message.at, locale),
  )
  const mark = showsState ? marks[message.state] : undefined
  const state = mark ? h('p', { class: `mark is-${mark[0]}` }, icon(mark[1]), words.states[mark[0]]) : null
  const { quote, conversation } = message
  const answered = quote ? quoteRow(quote, words, () => parts.onQuote(conversation, quote.position)) : null
  const reply = standing.mayReply
    ? h(
        'button',
        {
          class: 'reply',
          set: { type: 'button', 'aria-label': words.replyTo(author), title: words.reply },
          on: { onclick: () => parts.onReply(message) },
        },
        icon('reply'),
      )
    : null
  return row(
    isMine ? 'me' : 'agent',
    standing,
    who,
    answered,
    ...body(message.text, message.files, parts),
    state,
    reply,
  )
}

/** `isMoving`: the line is on, so it is on its way and not only waiting for one. */
export function unsentRow(
  unsent: Unsent,
  standing: Standing,
  isMoving: boolean,
  parts: BubbleParts,
): HTMLElement {
  const { words, onRetry, onTakeBack } = parts
  const { clientId, refused } = unsent
  const who = h('p', { class: 'sr' }, words.me)
  const { quote } = unsent
  const answered = quote
    ? quoteRow(quote, words, () => parts.onQuote(quote.conversation, quote.position))
    : null
  if (refused === null) {
    const state = h(
      'p',
      { class: 'mark' },
      icon('clock'),
      isMoving ? words.states.sending : words.states.waiting,
    )
    const element = row('me', standing, who, answered, ...body(unsent.text, unsent.files, parts), state)
    element.classList.add('is-unsent')
    return element
  }
  const act = (text: string, onclick: () => void) =>
    h('button', { class: 'link', set: { type: 'button' }, on: { onclick } }, text)
  const why = h('div', { class: 'failure' }, h('p', {}, icon('alert'), `${words.states.failed}. ${refused}`))
  why.append(
    h(
      'p',
      { class: 'acts' },
      act(words.retry, () => onRetry(clientId)),
      act(words.takeBack, () => onTakeBack(clientId)),
    ),
  )
  const element = row('me', standing, who, answered, ...body(unsent.text, unsent.files, parts), why)
  element.classList.add('is-refused')
  return element
}
