/** The form before a chat: a greeting, the questions, and the button that begins it. */
import type { PreChatField } from '#protocol/widget.ts'
import type { Words } from '../text/words.ts'
import type { Answers } from '../visit/answers.ts'
import { h, setAttribute, setText, show } from './element.ts'
import type { Part, Shown } from './part.ts'
import { questions } from './questions.ts'

export interface FormParts {
  readonly words: Words
  readonly fields: readonly PreChatField[]
  readonly language: 'es' | 'en'
  readonly remembered: Answers
  readonly onStart: (answers: Answers) => void
}

export interface Form extends Part {
  focus(): void
}

export function form({ words, fields, language, remembered, onStart }: FormParts): Form {
  const asked = questions({ words, fields, language, remembered, prefix: 'field' })
  const greeting = h('p', { class: 'greeting' })
  const refused = h('p', { class: 'refused', set: { role: 'alert' } })
  const button = h('button', { class: 'primary', set: { type: 'submit' } }, words.start)
  const element = h(
    'form',
    { class: 'form', set: { novalidate: true }, on: { onsubmit: submit } },
    greeting,
    refused,
    ...asked.rows,
    button,
  )

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const answers = asked.check()
    if (answers && button.getAttribute('aria-disabled') !== 'true') onStart(answers)
  }

  return {
    element,
    focus() {
      if (!asked.focus()) button.focus()
    },
    update({ state, config }: Shown) {
      setText(greeting, config.greeting[language])
      setText(refused, state.startProblem ?? '')
      show(refused, state.startProblem !== null)
      setText(button, state.isStarting ? words.starting : words.start)
      setAttribute(button, 'aria-disabled', state.isStarting && 'true')
    },
  }
}
