/** Questions with room for their answers. What is wrong is said beside the field, and the first such field gets the focus. */
import type { PreChatField } from '#protocol/widget.ts'
import type { Words } from '../text/words.ts'
import { problemsWith, problemWith, type Answers } from '../visit/answers.ts'
import { h, setAttribute, setText } from './element.ts'
import { icon } from './icon.ts'

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export interface QuestionParts {
  readonly words: Pick<Words, 'choose' | 'optional' | 'problems'>
  readonly fields: readonly PreChatField[]
  readonly language: 'es' | 'en'
  readonly remembered: Answers
  /** Begins the ids of the fields: two forms may stand in one page. */
  readonly prefix: string
}

export interface Questions {
  readonly rows: readonly HTMLElement[]
  /** The answers, or null: something is wrong, is said, and has the focus. */
  check(): Answers | null
  /** False: nothing is asked. */
  focus(): boolean
}

const autocomplete: Readonly<Record<string, string>> = { name: 'name', email: 'email', phone: 'tel' }

export function questions({ words, fields, language, remembered, prefix }: QuestionParts): Questions {
  const inputs = new Map<string, { readonly input: Input; readonly problem: HTMLElement }>()
  const rows = fields.map(row)

  function control(field: PreChatField, id: string): Input {
    const set = {
      id,
      name: field.key,
      'aria-required': String(field.required),
      'aria-describedby': `${id}-problem`,
    }
    const filled = remembered[field.key]
    switch (field.type) {
      case 'long-text':
        return h('textarea', { class: 'input', set: { ...set, rows: 3, maxlength: 2000 } })
      case 'choice': {
        const choices = (field.choices ?? []).map(({ value, label }) =>
          h('option', { set: { value } }, label[language]),
        )
        return h(
          'select',
          { class: 'input', set },
          h('option', { set: { value: '' } }, words.choose),
          ...choices,
        )
      }
      case 'consent':
        return h('input', { class: 'tick', set: { ...set, type: 'checkbox' } })
      case 'text':
      case 'email':
      case 'phone': {
        const type = { text: 'text', email: 'email', phone: 'tel' }[field.type]
        const input = h('input', {
          class: 'input',
          set: {
            ...set,
            type,
            maxlength: 200,
            autocomplete: autocomplete[field.key] ?? autocomplete[field.type] ?? 'on',
          },
        })
        if (typeof filled === 'string') input.value = filled
        return input
      }
    }
  }

  function row(field: PreChatField): HTMLElement {
    const id = `${prefix}-${field.key}`
    const input = control(field, id)
    const problem = h('p', { class: 'problem', set: { id: `${id}-problem` } })
    inputs.set(field.key, { input, problem })
    // Told on leaving the field, taken back while it is being mended.
    input.addEventListener('change', () => tell(field))
    input.addEventListener('input', () => problem.textContent !== '' && tell(field))
    const optional = field.required ? '' : ` (${words.optional})`
    const label = h('label', { set: { for: id } }, field.label[language] + optional)
    if (field.type === 'consent')
      return h('div', { class: 'field consent' }, h('div', { class: 'consent-row' }, input, label), problem)
    const shown = field.type === 'choice' ? h('span', { class: 'select' }, input, icon('down')) : input
    return h('div', { class: 'field' }, label, shown, problem)
  }

  function read(): Answers {
    const answers = [...inputs].map(
      ([key, { input }]) =>
        [
          key,
          input instanceof HTMLInputElement && input.type === 'checkbox' ? input.checked : input.value,
        ] as const,
    )
    return Object.fromEntries(answers)
  }

  function tell(field: PreChatField): void {
    const found = inputs.get(field.key)
    const wrong = problemWith(field, read()[field.key])
    if (!found) return
    setAttribute(found.input, 'aria-invalid', wrong && 'true')
    setText(found.problem, wrong ? words.problems[wrong] : '')
  }

  return {
    rows,
    check() {
      fields.forEach(tell)
      const [first] = problemsWith(fields, read()).keys()
      if (first === undefined) return read()
      inputs.get(first)?.input.focus()
      return null
    },
    focus() {
      const [first] = inputs.values()
      first?.input.focus()
      return first !== undefined
    },
  }
}
