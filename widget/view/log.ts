/**
 * The conversation on the screen: days, notes, messages of all of the visitor's conversations, then what is not sent yet. Rows are drawn anew
 * only when they changed, so that nothing is announced twice and nobody's selection is lost. It keeps to the end unless the visitor has
 * scrolled away, and says what has really been seen.
 */
import type { VisitorMessage } from '#protocol/widget.ts'
import { dayName, isSameDay } from '../text/moment.ts'
import { isOpen } from '../visit/story.ts'
import { messageRow, unsentRow, type BubbleParts } from './bubble.ts'
import { h, place, setText, show } from './element.ts'
import { icon } from './icon.ts'
import type { Part, Shown } from './part.ts'

const togetherMs = 300_000
/** How far from the end still counts as being there, in px. */
const nearEnd = 48

type Entry = {
  readonly key: string
  readonly sign: string
  readonly draw: () => HTMLElement
  readonly seq?: number
}

export interface LogParts extends Omit<BubbleParts, 'onQuote'> {
  /** Whether the panel is open on a page that is looked at. */
  readonly isLookedAt: () => boolean
  readonly onSeen: (seq: number) => void
}

export interface Log extends Part {
  /** Looks again at what is on the screen: the page came into view, or the panel was opened. */
  look(): void
  toEnd(): void
}

export function log(parts: LogParts): Log {
  const { words } = parts
  const bubbles: BubbleParts = { ...parts, onQuote: goTo }
  const drawn = new Map<string, { readonly sign: string; readonly element: HTMLElement }>()
  const inView = new Set<number>()
  const seqOf = new WeakMap<Element, number>()
  const greeting = h('p', { class: 'greeting' })
  const list = h('div', { class: 'list', set: { role: 'log', 'aria-label': words.log, 'aria-live': 'off' } })
  const typing = h(
    'div',
    { class: 'typing' },
    h('span', { class: 'dots', set: { 'aria-hidden': 'true' } }, h('i'), h('i'), h('i')),
  )
  const typingText = h('span')
  const placeText = h('p', { class: 'place' })
  const waitText = h('p', { class: 'wait' })
  const line = h(
    'div',
    { class: 'line' },
    h('span', { class: 'pulse', set: { 'aria-hidden': 'true' } }),
    h('div', {}, placeText, waitText, h('p', { class: 'hint' }, words.mayWrite)),
  )
  const status = h('div', { class: 'tail', set: { role: 'status' } }, line, typing)
  typing.append(typingText)
  const scroller = h(
    'div',
    { class: 'scroller', set: { tabindex: '0', role: 'group', 'aria-label': words.log } },
    greeting,
    list,
    status,
  )
  const below = h(
    'button',
    { class: 'below', set: { type: 'button', hidden: true }, on: { onclick: () => toEnd() } },
    icon('down'),
    words.newBelow,
  )
  const element = h('div', { class: 'log' }, scroller, below)
  let keepsToEnd = true
  let story: Shown['state']['story'] | null = null
  /** Where the end was when we last went there. */
  let endTop = 0

  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const seq = seqOf.get(target) ?? 0
        if (isIntersecting) inView.add(seq)
        else inView.delete(seq)
      }
      look()
    },
    { root: scroller, threshold: 0.6 },
  )
  scroller.addEventListener(
    'scroll',
    () => {
      keepsToEnd = toGo() < nearEnd
      if (keepsToEnd) show(below, false)
    },
    { passive: true },
  )
  // A picture that arrives or a keyboard that opens must not push the end out of sight.
  const resizing = new ResizeObserver(() => keepsToEnd && toEnd())
  for (const one of [scroller, list, status]) resizing.observe(one)

  const toGo = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight

  function look(): void {
    if (inView.size > 0 && parts.isLookedAt()) parts.onSeen(Math.max(...inView))
  }

  /** The message that another one answers; from long ago it may not be here. */
  function goTo(conversation: string, position: number): void {
    const message = story?.messages.find(
      (one) => one.conversation === conversation && one.position === position,
    )
    const row = message && drawn.get(`seq-${message.seq}`)?.element
    if (!row) return
    keepsToEnd = false
    row.scrollIntoView({ block: 'center' })
    row.classList.remove('is-found')
    requestAnimationFrame(() => row.classList.add('is-found'))
  }

  function toEnd(): void {
    keepsToEnd = true
    scroller.scrollTop = scroller.scrollHeight
    endTop = scroller.scrollTop
    show(below, false)
  }

  function noteText(note: NonNullable<VisitorMessage['note']>): string {
    return words.notes[note.code]?.(note.values?.['agent'] || words.agent) ?? ''
  }

  function entries({ state, now }: Shown): Entry[] {
    const found: Entry[] = []
    const { story, unsent, line } = state
    const messages = story.messages.filter(
      (message) => message.note === null || noteText(message.note) !== '',
    )
    const lastMine = messages.findLast((message) => message.from === 'me')
    messages.forEach((message, index) => {
      const [before, after] = [messages[index - 1], messages[index + 1]]
      if (!before || !isSameDay(before.at, message.at)) {
        const name = dayName(message.at, now, parts.locale, words)
        found.push({
          key: `day-${new Date(message.at).toDateString()}`,
          sign: name,
          draw: () => h('p', { class: 'day' }, name),
        })
      }
      if (message.note) {
        const text = noteText(message.note)
        found.push({ key: `seq-${message.seq}`, sign: text, draw: () => h('p', { class: 'note' }, text) })
        return
      }
      const standing = {
        isFirst: !isTogether(before, message),
        isLast: after ? !isTogether(message, after) : message.from !== 'me' || unsent.length === 0,
        mayReply: isOpen(story) && message.conversation === story.conversation?.id,
      }
      const showsState = message === lastMine && unsent.length === 0
      found.push({
        key: `seq-${message.seq}`,
        sign: JSON.stringify([standing, showsState && message.state, message.text, message.files.length]),
        draw: () => messageRow(message, standing, showsState, bubbles),
        ...(message.from === 'agent' && { seq: message.seq }),
      })
    })
    unsent.forEach((one, index) => {
      const standing = {
        isFirst: index === 0 && messages.at(-1)?.from !== 'me',
        isLast: index === unsent.length - 1,
        mayReply: false,
      }
      const isMoving = line === 'on'
      found.push({
        key: `out-${one.clientId}`,
        sign: JSON.stringify([standing, isMoving, one.refused]),
        draw: () => unsentRow(one, standing, isMoving, bubbles),
      })
    })
    return found
  }

  function rowOf({ key, sign, draw, seq }: Entry): HTMLElement {
    const known = drawn.get(key)
    if (known?.sign === sign) return known.element
    const element = draw()
    drawn.set(key, { sign, element })
    if (known) observer.unobserve(known.element)
    if (seq !== undefined) {
      seqOf.set(element, seq)
      observer.observe(element)
    }
    return element
  }

  function update(shown: Shown): void {
    const { state, config, language } = shown
    story = state.story
    const lastKey = [...drawn.keys()].at(-1)
    const wanted = entries(shown)
    // Scrolled away an instant ago: the browser says so only with its next frame.
    if (scroller.scrollTop < endTop - nearEnd && toGo() >= nearEnd) keepsToEnd = false
    const keys = new Set(wanted.map(({ key }) => key))
    for (const [key, { element }] of drawn) {
      if (keys.has(key)) continue
      observer.unobserve(element)
      drawn.delete(key)
    }
    place(list, wanted.map(rowOf))
    setText(greeting, config.greeting[language])
    show(greeting, wanted.length === 0)
    const isWaiting = story.conversation?.state === 'waiting'
    show(line, isWaiting)
    setText(placeText, story.queue ? words.inLine(story.queue.position) : words.noPosition)
    const waitMs = story.queue?.waitMs ?? null
    setText(waitText, waitMs === null ? words.waitUnknown : words.wait(Math.round(waitMs / 60_000)))
    show(typing, story.agentTypes)
    setText(typingText, story.agentTypes ? words.types(story.conversation?.agentName ?? words.agent) : '')
    const newest = wanted.at(-1)
    if (keepsToEnd || newest?.key.startsWith('out-')) toEnd()
    else if (newest && newest.key !== lastKey) show(below, true)
    // What was said before this page was there is not news.
    if (state.line === 'on') requestAnimationFrame(() => list.setAttribute('aria-live', 'polite'))
  }

  return { element, update, look, toEnd }
}

function isTogether(before: VisitorMessage | undefined, after: VisitorMessage): boolean {
  return (
    before !== undefined &&
    before.note === null &&
    before.from === after.from &&
    (after.from === 'me' || before.name === after.name) &&
    isSameDay(before.at, after.at) &&
    after.at - before.at < togetherMs
  )
}
