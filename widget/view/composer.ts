/** Where the visitor writes. What is written is kept with every key, so that neither a reload nor another page loses it. */
import type { VisitorMessage } from '#protocol/widget.ts'
import type { Words } from '../text/words.ts'
import type { Attachments } from '../visit/attachments.ts'
import type { SaidQuote } from '../visit/outbox.ts'
import type { Visit } from '../visit/visit.ts'
import { h, place, setAttribute, setText, show } from './element.ts'
import { icon } from './icon.ts'
import type { Part, Shown } from './part.ts'
import { quoteBar, toQuote } from './quote.ts'
import { tray } from './tray.ts'

const tallest = 132
/** From how many characters before the limit on the rest is counted. */
const countsFrom = 300

export interface ComposerParts {
  readonly words: Words
  readonly locale: string
  readonly visit: Visit
  readonly attachments: Attachments
}

export interface Composer extends Part {
  focus(): void
  /** Files that were dropped or pasted somewhere on the panel. */
  take(files: readonly File[]): void
  /** What is written now answers this message. */
  reply(message: VisitorMessage): void
  /** The draft was changed elsewhere. */
  restore(): void
}

export function composer({ words, locale, visit, attachments }: ComposerParts): Composer {
  const files = tray(attachments, words, locale)
  const text = h('textarea', {
    class: 'text',
    set: {
      rows: 1,
      placeholder: words.write,
      'aria-label': words.write,
      'aria-describedby': 'count',
      autocomplete: 'off',
    },
    on: { oninput: onInput, onkeydown: onKey, onpaste: onPaste, onblur: () => visit.typed(false) },
  })
  const picker = h('input', {
    set: { type: 'file', multiple: true, hidden: true, tabindex: '-1' },
    on: { onchange: onPicked },
  })
  const attach = h(
    'button',
    {
      class: 'tool',
      set: { type: 'button', 'aria-label': words.attach, title: words.attach },
      on: { onclick: () => picker.click() },
    },
    icon('clip'),
  )
  const send = h(
    'button',
    { class: 'send', set: { type: 'submit', 'aria-label': words.send, title: words.send } },
    icon('send'),
  )
  const count = h('p', { class: 'count', set: { id: 'count', 'aria-live': 'polite' } })
  const lineText = h('span')
  const line = h('p', { class: 'lost', set: { role: 'status' } }, icon('offline'), lineText)
  const answering = h('div')
  const box = h(
    'form',
    { class: 'box', on: { onsubmit: onSubmit } },
    answering,
    files.element,
    h('div', { class: 'write' }, attach, text, send),
    picker,
  )
  const element = h('div', { class: 'composer' }, line, box, count)
  let limit = Number.POSITIVE_INFINITY
  let mayAttach = false
  let quote: SaidQuote | null = null

  function onInput(): void {
    keep()
    visit.typed(text.value.trim() !== '')
    refresh()
  }

  function keep(): void {
    visit.setDraft({ text: text.value, files: attachments.ready, quote })
  }

  function answer(next: SaidQuote | null): void {
    quote = next
    place(answering, next ? [quoteBar(next, words, leave)] : [])
  }

  function leave(): void {
    answer(null)
    keep()
    text.focus()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && quote) {
      event.stopPropagation()
      return leave()
    }
    // On a keyboard of glass, Enter is a new line; there is a button to send.
    const isTouch = matchMedia('(pointer: coarse)').matches
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch) return
    event.preventDefault()
    submit()
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...(event.clipboardData?.files ?? [])]
    if (pasted.length === 0) return
    event.preventDefault()
    take(pasted)
  }

  function onPicked(): void {
    take([...(picker.files ?? [])])
    picker.value = ''
    text.focus()
  }

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault()
    submit()
  }

  function take(given: readonly File[]): void {
    if (mayAttach && given.length > 0) attachments.add(given)
  }

  function submit(): void {
    if (!maySend()) return
    visit.say(text.value.trim(), attachments.ready, quote)
    text.value = ''
    answer(null)
    attachments.clear()
    refresh()
    text.focus()
  }

  function maySend(): boolean {
    const hasWords = text.value.trim() !== '' || attachments.ready.length > 0
    return hasWords && !attachments.isBusy && text.value.trim().length <= limit
  }

  function refresh(): void {
    files.update()
    setAttribute(send, 'aria-disabled', !maySend() && 'true')
    const left = limit - text.value.trim().length
    setText(count, left < 0 ? words.over(-left) : left <= countsFrom ? words.left(left) : '')
    count.classList.toggle('is-over', left < 0)
    setAttribute(text, 'aria-invalid', left < 0 && 'true')
    text.style.height = 'auto'
    text.style.height = `${Math.min(tallest, text.scrollHeight)}px`
  }

  return {
    element,
    take,
    focus: () => text.focus(),
    reply(message) {
      answer(toQuote(message))
      keep()
      text.focus()
    },
    restore() {
      const draft = visit.draft
      answer(draft.quote ?? null)
      text.value = draft.text
      attachments.restore(draft.files)
      refresh()
    },
    update({ state, config }: Shown) {
      limit = config.textLimit
      mayAttach = config.files.allowed
      show(attach, mayAttach)
      setAttribute(picker, 'accept', config.files.accept.join(','))
      const isAway = state.line === 'lost' || (state.line === 'connecting' && state.unsent.length > 0)
      setText(lineText, state.line === 'lost' ? words.lost : isAway ? words.connecting : '')
      line.classList.toggle('is-shown', isAway)
      refresh()
    },
  }
}
