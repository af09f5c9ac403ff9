/** The widget's part for calls: puts the session behind its screen. The widget fetches it when somebody wants to call, or has a call already. */
import type { WebCallConfig } from '#protocol/web-call.ts'
import { realClock } from '../net/clock.ts'
import { openWire } from '../net/wire.ts'
import type { Answers } from '../visit/answers.ts'
import { h, place, show } from '../view/element.ts'
import { callDoor } from './call-door.ts'
import { CallSession } from './call-session.ts'
import { stageOf } from './caller-state.ts'
import { loudspeaker } from './loudspeaker.ts'
import { takeMicrophone } from './microphone.ts'
import type { CallPart, CallPartParts } from './part.ts'
import { openPeer } from './peer.ts'
import { tabMark } from './tab-mark.ts'
import { callWords } from './text/call-words.ts'
import { ask, type Ask } from './view/ask.ts'
import styles from './view/call.css?inline'
import { plain } from './view/plain.ts'
import { talk } from './view/talk.ts'

export type { CallModule } from './part.ts'

const tickMs = 1_000

export function callPart(parts: CallPartParts): CallPart {
  const door = callDoor(parts.server, parts.account)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  parts.root.adoptedStyleSheets.push(sheet)

  const session = new CallSession({
    clock: realClock,
    shelf: parts.shelf,
    tab: tabMark(parts.account),
    newSession: async () =>
      await door.session({ account: parts.chat.account, token: await parts.chat.token() }),
    dial: () => openWire(door.liveAddress()),
    language: parts.language,
    page: () => location.origin + location.pathname,
    takeMicrophone,
    openPeer,
    loudspeaker,
    isOnline: () => navigator.onLine,
    onChange: () => draw(),
  })
  const element = h('section', { class: 'call', set: { tabindex: '-1', hidden: true } })
  let config: WebCallConfig | null = null
  let answers: Answers = {}
  let isAsking = false
  let isFolded = false
  let isDrawing = false
  let screen = build()
  let asked: Ask | null = null

  window.addEventListener('online', () => session.nudge(true))
  // Not everywhere there, and nowhere the same.
  const network = (navigator as { readonly connection?: EventTarget }).connection
  network?.addEventListener('change', () => session.nudge(true))
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && session.nudge(false),
  )
  parts.shelf.onChange((key) => key === 'call-live' && session.resume())
  setInterval(() => session.isLive && update(), tickMs)

  function build() {
    const language = parts.language()
    const call = callWords[language]
    const words = parts.words(language)
    element.setAttribute('aria-label', call.region)
    const loading = h('p', { class: 'call-loading', set: { role: 'status' } }, call.loading)
    const state = plain({
      call,
      onAgain: () => (session.state.problem && config ? void session.call(answers) : open()),
      onCancel: () => session.hangUp(),
      onBack: back,
    })
    const conversation = talk({
      words,
      call,
      onMute: (on) => session.mute(on),
      onPress: (digits) => session.press(digits),
      onHangUp: () => session.hangUp(),
      onFold() {
        isFolded = !isFolded
        update()
        if (isFolded) parts.onBack()
        else conversation.focus()
      },
      onMend: () => void session.bringSound(),
      onUnlock: () => session.unlock(),
    })
    return { loading, state, conversation, language, call, words }
  }

  /** The configuration is asked for each time: hours change. */
  function open(): void {
    session.dismiss()
    isFolded = false
    if (session.isLive) return update()
    isAsking = true
    config = asked = null
    update()
    door.config().then(
      (found) => {
        config = found
        if (isAsking) update()
        if (parts.root.activeElement === element) focus()
      },
      () => {
        isAsking = false
        session.fail({ kind: 'offline' })
      },
    )
  }

  function back(): void {
    isAsking = false
    session.dismiss()
    update()
    parts.onBack()
  }

  function start(given: Answers): void {
    answers = given
    isAsking = false
    void session.call(given)
  }

  function askScreen(found: WebCallConfig): Ask {
    const { language, call, words } = screen
    return ask({
      words,
      call,
      language,
      config: found,
      known: parts.chat.answers(),
      now: Date.now(),
      onCall: start,
      onBack: back,
    })
  }

  /** Many frames, one drawing. */
  function draw(): void {
    if (isDrawing) return
    isDrawing = true
    queueMicrotask(() => {
      isDrawing = false
      update()
    })
  }

  function shape(): CallPart['shape'] {
    const stage = stageOf(session.state)
    if (stage === 'call') return isFolded ? 'strip' : 'whole'
    return stage === 'none' && !isAsking ? 'none' : 'whole'
  }

  function update(): void {
    const { state } = session
    const stage = stageOf(state)
    const hadFocus = element.matches(':focus-within')
    const before = element.firstElementChild
    if (stage !== 'none') isAsking = false
    if (stage !== 'call') isFolded = false
    if (stage === 'call') screen.conversation.update(state, isFolded, Date.now())
    else if (stage !== 'none') screen.state.update(state, stage)
    else if (isAsking && config) asked ??= askScreen(config)
    const current =
      stage === 'call'
        ? screen.conversation.element
        : stage !== 'none'
          ? screen.state.element
          : isAsking
            ? (asked?.element ?? screen.loading)
            : null
    place(element, current ? [current] : [])
    show(element, current !== null)
    element.dataset['shape'] = shape()
    parts.onChange()
    // Whoever was at work here goes on where the work now is.
    if (hadFocus && before !== current && current) focus()
  }

  function focus(): void {
    const stage = stageOf(session.state)
    if (matchMedia('(pointer: coarse)').matches) element.focus()
    else if (stage === 'call') screen.conversation.focus()
    else if (stage !== 'none') screen.state.focus()
    else if (asked) asked.focus()
    else element.focus()
  }

  return {
    element,
    get shape() {
      return shape()
    },
    get isLive() {
      return session.isLive
    },
    open,
    resume: () => session.resume(),
    focus,
    stepBack() {
      const stage = stageOf(session.state)
      if (stage === 'call') return !isFolded && screen.conversation.stepBack()
      if (stage !== 'none' || !isAsking) return false
      back()
      return true
    },
    rebuild() {
      screen = build()
      asked = null
      update()
    },
    forget: () => session.forget(),
  }
}
