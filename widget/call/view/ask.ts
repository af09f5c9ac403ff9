/** Before a call: what will happen, what the microphone is for, whether it is recorded, and what is still to be asked. */
import type { Language } from '#protocol/text.ts'
import type { WebCallConfig } from '#protocol/web-call.ts'
import { openingTime } from '../../text/moment.ts'
import { localeOf, type Words } from '../../text/words.ts'
import type { Answers } from '../../visit/answers.ts'
import { h } from '../../view/element.ts'
import { questions } from '../../view/questions.ts'
import type { CallWords } from '../text/es.ts'
import { callIcon } from './call-icon.ts'

export interface Ask {
  readonly element: HTMLElement
  focus(): void
}

export interface AskParts {
  readonly words: Words
  readonly call: CallWords
  readonly language: Language
  readonly config: WebCallConfig
  /** What the chat knows already is not asked again. */
  readonly known: Answers
  readonly now: number
  readonly onCall: (answers: Answers) => void
  readonly onBack: () => void
}

export function ask({ words, call, language, config, known, now, onCall, onBack }: AskParts): Ask {
  const isKnown = (key: string): boolean => known[key] !== undefined && known[key] !== ''
  const asked = questions({
    words,
    fields: config.form.filter(({ key }) => !isKnown(key)),
    language,
    remembered: known,
    prefix: 'call',
  })
  const mayCall = config.open || config.acceptsWhenClosed
  const hours =
    config.opensAt === null ? null : words.opens(openingTime(config.opensAt, now, localeOf(language)))
  const fact = (icon: Parameters<typeof callIcon>[0], text: string): HTMLElement =>
    h('p', { class: 'call-fact' }, callIcon(icon), h('span', {}, text))
  const start = h('button', { class: 'primary', set: { type: 'submit' } }, callIcon('call'), call.call)
  const back = h(
    'button',
    { class: 'secondary', set: { type: 'button' }, on: { onclick: onBack } },
    call.back,
  )
  const notice = config.recordingNotice?.[language] ?? ''
  const closed = [
    h('p', { class: 'closed-text' }, config.closedText[language]),
    hours !== null && h('p', { class: 'opens' }, hours),
  ]
  const open = [
    h('h3', { class: 'greeting' }, call.callWhom(config.title[language])),
    !config.open && fact('moon', `${call.closed}. ${hours ?? ''}`.trim()),
    fact('call', call.howItWorks),
    fact('microphone', call.permission),
    notice !== '' && fact('alert', notice),
    ...asked.rows,
  ]
  const element = h(
    'form',
    {
      class: mayCall ? 'form call-ask' : 'closed call-ask',
      set: { novalidate: true },
      on: { onsubmit: submit },
    },
    ...(mayCall ? open : closed),
    h('div', { class: 'call-ways' }, mayCall && start, back),
  )

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const answers = mayCall ? asked.check() : null
    if (answers) onCall({ ...fromChat(), ...answers })
  }

  /** Only what is asked goes out. */
  function fromChat(): Answers {
    return Object.fromEntries(
      config.form.flatMap(({ key }) => (isKnown(key) ? [[key, known[key] ?? '']] : [])),
    )
  }

  return {
    element,
    focus() {
      if (!asked.focus()) (mayCall ? start : back).focus()
    },
  }
}
