/**
 * The widget on the page: its own root, so that neither the page's styles nor ours reach the other side; the button, the panel, where the
 * focus goes, and what the page around it does (its language, its theme, its size, whether it is looked at).
 */
import type { Language } from '#protocol/text.ts'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { Door } from '../net/door.ts'
import { words } from '../text/words.ts'
import type { Visit } from '../visit/visit.ts'
import { accentShades } from './accent.ts'
import { callSlot, type CallSlot, type CallSlotParts } from './call-slot.ts'
import { h } from './element.ts'
import { launcher } from './launcher.ts'
import { panel, type Panel } from './panel.ts'
import styles from './widget.css?inline'

const narrow = '(max-width: 520px)'
const tickMs = 30_000

export interface Look {
  readonly accent: string
  readonly side: 'left' | 'right'
  /** The page's own choice; null: as the visitor's system says. */
  readonly theme: 'light' | 'dark' | null
}

export interface ScreenParts {
  readonly visit: Visit
  readonly door: Door
  readonly look: Look
  readonly language: () => Language
  readonly config: () => WidgetConfig
  /** Asked when the panel opens: hours may have changed. */
  readonly onOpen: () => void
  readonly call: Pick<CallSlotParts, 'server' | 'chat' | 'shelf' | 'load'>
}

export interface Screen {
  readonly isOpen: boolean
  open(): void
  close(): void
  /** Opens it to call; without a voice account it is just opened. */
  call(): void
  update(): void
  /** The language, or the configuration the panel is built from, is another one. */
  rebuild(): void
  draftChanged(): void
  /** Hangs up, before the visitor is forgotten. */
  forget(): void
}

export function screen({ visit, door, look, language, config, onOpen, call }: ScreenParts): Screen {
  const host = h('atiende-chat' as 'div')
  // Open, so that the site's own tests and accessibility checks can look inside; there is nothing in it that the page could not read anyway.
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]

  const isNarrow = matchMedia(narrow)
  const isDark = matchMedia('(prefers-color-scheme: dark)')
  const button = launcher(() => (isOpen ? close() : open()))
  const box = h('div', { class: `root is-${look.side}` }, button.element)
  let isOpen = false
  let slot: CallSlot | null = null
  let inside: Panel = build()
  let isDrawing = false
  let pageOverflow = ''

  root.append(box)
  dress()
  isDark.addEventListener('change', dress)
  isNarrow.addEventListener('change', fit)
  window.visualViewport?.addEventListener('resize', fit)
  document.addEventListener('visibilitychange', () => inside.look())
  window.addEventListener('focus', () => inside.look())
  root.addEventListener('keydown', (event) => onKey(event as KeyboardEvent))
  setInterval(() => isOpen && update(), tickMs)
  document.body.append(host)
  update()
  resumeCall()

  function build(): Panel {
    slot ??= makeSlot()
    const built = panel({
      visit,
      door,
      language: language(),
      config: config(),
      call: slot,
      isLookedAt: () => isOpen && document.visibilityState === 'visible' && slot?.shape !== 'whole',
      onClose: () => close(),
    })
    built.element.inert = true
    box.prepend(built.element)
    return built
  }

  function resumeCall(): void {
    slot?.resume()
  }

  function makeSlot(): CallSlot | null {
    const { call: offered } = config()
    if (!offered) return null
    return callSlot({
      ...call,
      account: offered.account,
      language,
      words: (of) => words[of],
      root,
      onChange: update,
      onBack: () => inside.focus(),
    })
  }

  /** Drawn once for however many changes one turn brings. */
  function update(): void {
    if (isDrawing) return
    isDrawing = true
    queueMicrotask(() => {
      isDrawing = false
      const state = visit.state
      const shown = language()
      button.update({ isOpen, unread: state.unread, isInCall: slot?.isLive ?? false, words: words[shown] })
      inside.update({ state, config: config(), words: words[shown], language: shown, now: Date.now() })
      document.dispatchEvent(new CustomEvent('atiende:unread', { detail: state.unread }))
    })
  }

  function rebuild(): void {
    const before = inside
    const hadFocus = before.element.matches(':focus-within')
    inside = build()
    before.element.remove()
    slot?.rebuild()
    host.lang = language()
    setOpen(isOpen)
    update()
    if (hadFocus) requestAnimationFrame(() => inside.focus())
  }

  function dress(): void {
    const dark = look.theme === null ? isDark.matches : look.theme === 'dark'
    const shades = accentShades(look.accent)[dark ? 'dark' : 'light']
    host.dataset['theme'] = dark ? 'dark' : 'light'
    host.lang = language()
    host.style.setProperty('--accent', shades.fill)
    host.style.setProperty('--on-accent', shades.onFill)
    host.style.setProperty('--accent-text', shades.text)
    host.style.setProperty('--accent-soft', shades.soft)
  }

  function setOpen(next: boolean): void {
    isOpen = next
    box.classList.toggle('is-open', isOpen)
    inside.element.inert = !isOpen
    fit()
  }

  /** On a phone the panel is the whole screen: the page behind stays where it is, and the keyboard takes its part from the panel. */
  function fit(): void {
    const isWhole = isOpen && isNarrow.matches
    const { style } = document.documentElement
    if (isWhole && style.overflow !== 'hidden') {
      pageOverflow = style.overflow
      style.overflow = 'hidden'
    } else if (!isWhole && style.overflow === 'hidden') style.overflow = pageOverflow
    if (isWhole) inside.element.setAttribute('aria-modal', 'true')
    else inside.element.removeAttribute('aria-modal')
    button.element.inert = isWhole
    const visible = window.visualViewport
    host.style.setProperty('--visible', isWhole && visible ? `${visible.height}px` : '100dvh')
    host.style.setProperty('--offset', isWhole && visible ? `${visible.offsetTop}px` : '0px')
  }

  function open(): void {
    if (isOpen) return
    setOpen(true)
    onOpen()
    update()
    // After the panel is drawn: a hidden element takes no focus.
    requestAnimationFrame(() => {
      inside.toEnd()
      inside.focus()
      inside.look()
    })
  }

  function close(): void {
    if (!isOpen) return
    setOpen(false)
    update()
    button.element.focus()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      if (!inside.stepBack()) close()
    }
    if (event.key === 'Tab' && isOpen && isNarrow.matches) keepFocus(event)
  }

  /** Where the panel is the whole screen, Tab stays inside. */
  function keepFocus(event: KeyboardEvent): void {
    const stops = [
      ...inside.element.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, [tabindex="0"]',
      ),
    ]
    const within = stops.filter((stop) => stop.checkVisibility() && !stop.closest('[inert]'))
    const [first, last] = [within[0], within.at(-1)]
    const at = root.activeElement
    const leaves = event.shiftKey ? at === first || at === inside.element : at === last
    if (!leaves) return
    event.preventDefault()
    ;(event.shiftKey ? last : first)?.focus()
  }

  return {
    get isOpen() {
      return isOpen
    },
    open,
    close,
    call() {
      open()
      slot?.open()
    },
    forget: () => slot?.forget(),
    update,
    rebuild,
    draftChanged: () => inside.restoreDraft(),
  }
}
