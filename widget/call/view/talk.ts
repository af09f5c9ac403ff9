/** A call that goes on: who is there, how long already, what is wrong with the sound, and the few keys of a phone. As a strip it leaves the chat in view. */
import { h, place, setAttribute, setText, show } from '../../view/element.ts'
import type { Words } from '../../text/words.ts'
import { noticeOf, type CallerState, type Notice } from '../caller-state.ts'
import { lasting, type CallWords } from '../text/call-words.ts'
import { callIcon, type CallIconName } from './call-icon.ts'
import { keypad } from './keypad.ts'

export interface Talk {
  readonly element: HTMLElement
  update(state: CallerState, isStrip: boolean, now: number): void
  focus(): void
  stepBack(): boolean
}

export interface TalkParts {
  readonly words: Words
  readonly call: CallWords
  readonly onMute: (on: boolean) => void
  readonly onPress: (digits: string) => void
  readonly onHangUp: () => void
  /** Makes it a strip, or the whole again. */
  readonly onFold: () => void
  readonly onMend: () => void
  readonly onUnlock: () => void
}

/** Whoever has waited this long for somebody is asked before the place is lost. */
const dearMs = 20_000

export function talk(parts: TalkParts): Talk {
  const { words, call } = parts
  const tile = h('span', { class: 'tile large call-face', set: { 'aria-hidden': 'true' } })
  const who = h('h3', { class: 'call-title' })
  const how = h('p', { class: 'call-tell' })
  const wait = h('p', { class: 'call-tell' })
  const recorded = h('p', { class: 'call-recorded' }, call.recorded)
  const muted = h('p', { class: 'call-tell call-muted' }, call.mutedTell)
  const time = h('span', { class: 'call-time', set: { role: 'timer' } })
  const said = h('div', { class: 'call-said', set: { role: 'status' } }, who, how, wait, recorded, muted)
  const noticeText = h('span')
  const mend = h('button', { class: 'link', set: { type: 'button' }, on: { onclick: onMend } })
  const notice = h('p', { class: 'call-notice', set: { role: 'alert', hidden: true } }, noticeText, mend)
  const pad = keypad(call, parts.onPress)

  const control = (
    icon: CallIconName,
    onclick: () => void,
  ): { button: HTMLButtonElement; label: HTMLElement } => {
    const label = h('span', { class: 'call-label' })
    const button = h(
      'button',
      { class: 'call-control', set: { type: 'button' }, on: { onclick } },
      h('span', { class: 'call-disc', set: { 'aria-hidden': 'true' } }, callIcon(icon)),
      label,
    )
    return { button, label }
  }
  const mute = control('microphone', () => parts.onMute(shown?.isMuted !== true))
  const keys = control('keypad', () => setKeypad(pad.element.hidden !== false))
  const end = control('hangUp', () => (isDear() ? askFirst(true) : parts.onHangUp()))
  const fold = control('lines', parts.onFold)
  end.button.classList.add('is-end')
  const controls = h('div', { class: 'call-controls' }, mute.button, keys.button, fold.button, end.button)
  const stay = h(
    'button',
    { class: 'secondary', set: { type: 'button' }, on: { onclick: () => askFirst(false) } },
    call.loseNo,
  )
  const lose = h(
    'button',
    { class: 'primary is-end', set: { type: 'button' }, on: { onclick: parts.onHangUp } },
    call.hangUp,
  )
  const sure = h(
    'div',
    { class: 'call-sure', set: { role: 'group', 'aria-label': call.loseAsk, hidden: true } },
    h('p', {}, call.loseAsk),
    h('div', { class: 'choices' }, stay, lose),
  )
  const element = h('div', { class: 'call-talk' }, tile, said, time, notice, pad.element, controls, sure)

  let shown: CallerState | null = null
  let shownNotice: Notice = null
  let at = 0

  function isDear(): boolean {
    const open = shown?.call
    return open?.state === 'waiting' && at - open.startedAt > dearMs
  }

  function waitText(waitMs: number | null): string {
    return waitMs === null ? words.waitUnknown : words.wait(Math.round(waitMs / 60_000))
  }

  function askFirst(isAsked: boolean): void {
    show(sure, isAsked)
    show(controls, !isAsked)
    ;(isAsked ? stay : end.button).focus()
  }

  function setKeypad(isShown: boolean): void {
    show(pad.element, isShown)
    setAttribute(keys.button, 'aria-expanded', String(isShown))
    keys.button.classList.toggle('is-on', isShown)
    setText(keys.label, isShown ? call.closeKeypad : call.keypad)
    if (isShown) pad.focus()
    else {
      pad.clear()
      keys.button.focus()
    }
  }

  function onMend(): void {
    if (shownNotice === 'blocked') parts.onUnlock()
    else parts.onMend()
  }

  function tellNotice(state: CallerState): void {
    shownNotice = noticeOf(state)
    show(notice, shownNotice !== null)
    if (shownNotice === null) return
    const { problem } = state
    const isProblem = shownNotice === 'problem' && problem !== null
    setText(
      noticeText,
      isProblem
        ? problem.kind === 'refused'
          ? problem.text
          : `${call.problems[problem.kind].title}. ${call.problems[problem.kind].tell}`
        : shownNotice === 'problem'
          ? ''
          : call.notices[shownNotice],
    )
    const way = { elsewhere: call.bringHere, blocked: call.unlock, problem: call.retry } as const
    const label = shownNotice in way ? way[shownNotice as keyof typeof way] : ''
    show(mend, label !== '')
    setText(mend, label)
    notice.dataset['is'] = shownNotice
  }

  return {
    element,
    update(state, isStrip, now) {
      const { call: open, isMuted, place: line } = state
      if (!open) return
      shown = state
      at = now
      const name = open.agentName ?? words.agent
      const isWaiting = open.state === 'waiting'
      element.classList.toggle('is-strip', isStrip)
      tile.classList.toggle('is-pulsing', isWaiting)
      tile.classList.toggle('is-agent', !isWaiting)
      if (isWaiting && !tile.querySelector('svg')) place(tile, [callIcon('call')])
      if (!isWaiting) setText(tile, /\p{L}|\p{N}/u.exec(name)?.[0].toUpperCase() ?? '')
      // Nobody's turn is waited for once somebody has answered: a parked call, or one that is being handed over.
      const isBetween = isWaiting && open.answeredAt !== null && !line
      setText(
        who,
        isBetween
          ? call.held
          : isWaiting
            ? open.answeredAt === null
              ? call.waiting
              : call.waitingAgain
            : name,
      )
      setText(
        how,
        isWaiting
          ? line
            ? words.inLine(line.position)
            : ''
          : open.state === 'held'
            ? `${call.held}. ${call.heldTell(name)}`
            : call.talking,
      )
      setText(wait, isWaiting && !isBetween ? waitText(line?.waitMs ?? null) : '')
      show(how, how.textContent !== '')
      show(wait, isWaiting && !isBetween && !isStrip)
      show(recorded, open.isRecorded && !isStrip)
      show(muted, isMuted && !isStrip)
      setText(time, open.answeredAt === null ? '' : lasting(now - open.answeredAt))
      tellNotice(state)
      show(mute.button, state.sound !== 'elsewhere')
      mute.button.classList.toggle('is-on', isMuted)
      setAttribute(mute.button, 'aria-pressed', String(isMuted))
      setText(mute.label, isMuted && !isStrip ? call.unmute : call.mute)
      const disc = mute.button.firstElementChild
      const glyph = isMuted ? 'muted' : 'microphone'
      if (disc && !disc.querySelector(`.icon-${glyph}`)) place(disc, [callIcon(glyph)])
      const mayPress = !isWaiting && !isStrip && state.sound !== 'elsewhere'
      show(keys.button, mayPress)
      if (!mayPress) show(pad.element, false)
      if (keys.label.textContent === '') setText(keys.label, call.keypad)
      setText(fold.label, isStrip ? call.toCall : call.toChat)
      setText(end.label, call.hangUp)
      for (const { button, label } of [mute, keys, fold, end])
        button.title = isStrip ? (label.textContent ?? '') : ''
      if (!isDear() && !sure.hidden) {
        show(sure, false)
        show(controls, true)
      }
    },
    focus: () => (sure.hidden ? (mute.button.hidden ? end.button : mute.button) : stay).focus(),
    stepBack() {
      if (!sure.hidden) askFirst(false)
      else if (!pad.element.hidden) setKeypad(false)
      else return false
      return true
    },
  }
}
