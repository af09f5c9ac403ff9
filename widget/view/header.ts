/** The top of the panel: whose chat it is, who is there, and the few things that can be done with the whole conversation. */
import { openingTime } from '../text/moment.ts'
import { localeOf, type Words } from '../text/words.ts'
import { h, setText, show } from './element.ts'
import { icon } from './icon.ts'
import type { Part, Shown } from './part.ts'

export interface HeaderParts {
  readonly words: Words
  readonly onClose: () => void
  readonly onEnd: () => void
  readonly onCall: () => void
  readonly transcriptAddress: () => string | null
}

export interface Header extends Part {
  /** Closes the menu; false when it was not open. */
  closeMenu(): boolean
  /** Shows the button that calls, or takes it away. */
  offerCall(isOffered: boolean): void
}

export function header({ words, onClose, onEnd, onCall, transcriptAddress }: HeaderParts): Header {
  const tile = h('span', { class: 'tile', set: { 'aria-hidden': 'true' } })
  const title = h('h2', { class: 'title' })
  const statusText = h('span')
  const status = h('p', { class: 'status' }, statusText)
  const end = h(
    'button',
    { class: 'item', set: { type: 'button' }, on: { onclick: () => choose(onEnd) } },
    icon('leave'),
    words.end,
  )
  const transcript = h(
    'a',
    {
      class: 'item',
      set: { rel: 'noopener', referrerpolicy: 'no-referrer' },
      on: { onclick: () => closeMenu() },
    },
    icon('download'),
    words.transcript,
  )
  const menu = h('div', { class: 'menu', set: { id: 'menu', hidden: true } }, transcript, end)
  const more = h(
    'button',
    {
      class: 'tool',
      set: {
        type: 'button',
        'aria-label': words.options,
        title: words.options,
        'aria-expanded': 'false',
        'aria-controls': 'menu',
      },
      on: { onclick: toggle },
    },
    icon('more'),
  )
  const close = h(
    'button',
    {
      class: 'tool',
      set: { type: 'button', 'aria-label': words.close, title: words.close },
      on: { onclick: onClose },
    },
    icon('close'),
  )
  const box = h('div', { class: 'menu-box' }, more, menu)
  const call = h(
    'button',
    { class: 'call-button', set: { type: 'button', hidden: true }, on: { onclick: onCall } },
    icon('call'),
    words.call,
  )
  const element = h(
    'div',
    { class: 'header' },
    tile,
    h('div', { class: 'names' }, title, status),
    call,
    box,
    close,
  )

  // A click or the focus anywhere else closes it.
  box.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !box.contains(event.relatedTarget)) setMenu(false)
  })

  function isOpen(): boolean {
    return more.getAttribute('aria-expanded') === 'true'
  }

  function setMenu(isShown: boolean): void {
    show(menu, isShown)
    more.setAttribute('aria-expanded', String(isShown))
  }

  function toggle(): void {
    const address = transcriptAddress()
    show(transcript, address !== null)
    if (address !== null) transcript.href = address
    setMenu(!isOpen())
    if (isOpen()) menu.querySelector<HTMLElement>('.item:not([hidden])')?.focus()
  }

  function closeMenu(): boolean {
    if (!isOpen()) return false
    setMenu(false)
    more.focus()
    return true
  }

  function choose(act: () => void): void {
    closeMenu()
    act()
  }

  return {
    element,
    closeMenu,
    offerCall: (isOffered) => show(call, isOffered),
    update({ state, config, language, now }: Shown) {
      const { conversation } = state.story
      const isActive = conversation !== null && conversation.state !== 'ended'
      const agent = conversation?.state === 'active' ? (conversation.agentName ?? words.agent) : null
      setText(title, agent ?? config.title[language])
      setText(tile, /\p{L}|\p{N}/u.exec(agent ?? config.title[language])?.[0].toUpperCase() ?? '')
      tile.classList.toggle('is-agent', agent !== null)
      // The closed stage itself says when it opens.
      const opensAt = state.stage === 'closed' ? null : config.opensAt
      const opens = opensAt === null ? '' : words.opens(openingTime(opensAt, now, localeOf(language)))
      const hours = config.open
        ? words.openNow
        : opensAt === null
          ? words.closedNow
          : `${words.closedNow} · ${opens}`
      setText(
        statusText,
        agent !== null
          ? config.title[language]
          : conversation?.state === 'waiting'
            ? words.waitingFor
            : hours,
      )
      status.dataset['is'] =
        agent !== null || (config.open && conversation?.state !== 'waiting') ? 'there' : 'away'
      show(more, conversation !== null)
      show(end, isActive)
    },
  }
}
