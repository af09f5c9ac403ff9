/** What is shown while there is nobody to talk to yet or any more: the microphone is asked for, it rings, something is in the way, it is over. */
import { h, place, setText, show } from '../../view/element.ts'
import type { CallerState, Stage } from '../caller-state.ts'
import { lasting, type CallWords } from '../text/call-words.ts'
import { callIcon, type CallIconName } from './call-icon.ts'

export interface Plain {
  readonly element: HTMLElement
  update(state: CallerState, stage: Stage): void
  focus(): void
}

export interface PlainParts {
  readonly call: CallWords
  readonly onAgain: () => void
  readonly onCancel: () => void
  readonly onBack: () => void
}

export function plain({ call, onAgain, onCancel, onBack }: PlainParts): Plain {
  const tile = h('span', { class: 'tile large', set: { 'aria-hidden': 'true' } })
  const title = h('h3', { class: 'call-title' })
  const tell = h('p', { class: 'call-tell' })
  const said = h('div', { class: 'call-said', set: { role: 'status' } }, title, tell)
  const button = (kind: 'primary' | 'secondary', onclick: () => void): HTMLButtonElement =>
    h('button', { class: kind, set: { type: 'button' }, on: { onclick } })
  const again = button('primary', onAgain)
  const cancel = button('secondary', onCancel)
  const back = button('secondary', onBack)
  const ways = h('div', { class: 'call-ways' }, again, cancel, back)
  const element = h('div', { class: 'call-plain' }, tile, said, ways)
  cancel.append(call.cancel)
  back.append(call.back)
  let shownIcon: CallIconName | null = null

  function say(icon: CallIconName, head: string, body: string): void {
    if (shownIcon !== icon) place(tile, [callIcon((shownIcon = icon))])
    setText(title, head)
    setText(tell, body)
    show(tell, body !== '')
  }

  return {
    element,
    update(state, stage) {
      const { problem, call: past, endedAt } = state
      if (stage === 'microphone') say('microphone', call.allowing, call.allowingTell)
      if (stage === 'calling') say('call', call.calling, '')
      if (stage === 'problem' && problem) {
        const { title: head, tell: body } = call.problems[problem.kind]
        say('alert', head, problem.kind === 'refused' ? problem.text : body)
      }
      if (stage === 'over' && past) {
        const lasted =
          past.answeredAt !== null && endedAt !== null ? call.lasted(lasting(endedAt - past.answeredAt)) : ''
        say('check', call.over, [call.overBy[past.by ?? 'system'], lasted].join(' ').trim())
      }
      const isHopeless = problem?.kind === 'insecure' || problem?.kind === 'unsupported'
      show(again, (stage === 'problem' && !isHopeless) || stage === 'over')
      setText(again, stage === 'over' ? call.callAgain : call.retry)
      again.className = stage === 'over' ? 'secondary' : 'primary'
      show(cancel, stage === 'microphone' || stage === 'calling')
      show(back, stage === 'problem' || stage === 'over')
      back.className = stage === 'over' || isHopeless ? 'primary' : 'secondary'
      tile.classList.toggle('is-pulsing', stage === 'microphone' || stage === 'calling')
      // The way that is meant comes first.
      place(ways, stage === 'over' ? [cancel, back, again] : [again, cancel, back])
    },
    focus() {
      for (const way of [...ways.children] as HTMLElement[]) if (!way.hidden) return way.focus()
    },
  }
}
