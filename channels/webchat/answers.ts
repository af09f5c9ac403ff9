/** The form before a chat: what the answers say about the person and the case, or which of them are still missing. Pure. */
import type { Language } from '#protocol/text.ts'
import { emailPattern, phonePattern } from '#protocol/widget.ts'
import type { Person } from '../channel.ts'
import type { PreChatSetting } from './settings.ts'

export type Answers = Readonly<Record<string, string | boolean>>

export type ReadAnswers =
  | { readonly person: Person; readonly caseData: Readonly<Record<string, string | boolean>> }
  | { readonly refused: 'form-incomplete'; readonly details: { readonly fields: string } }

/** As mail itself has it. */
const longestEmail = 254

/** What was answered, if it is an answer to this field; null when there is none, `false` when it cannot be one. */
function readAnswer(field: PreChatSetting, given: string | boolean | undefined): string | boolean | null {
  if (field.type === 'consent') return given === true ? true : null
  if (typeof given !== 'string' || given.trim() === '') return null
  const text = given.trim()
  if (field.type === 'email' && (text.length > longestEmail || !emailPattern.test(text))) return false
  if (field.type === 'phone' && !phonePattern.test(text)) return false
  if (field.type === 'choice' && !field.choices?.some(({ value }) => value === text)) return false
  return text
}

/** Fields that are not asked (any more) are not an error: the page may be older than the settings. */
export function readAnswers(
  fields: readonly PreChatSetting[],
  answers: Answers,
  language: Language,
): ReadAnswers {
  const person: { -readonly [Part in keyof Person]: Person[Part] } = { language }
  const caseData: Record<string, string | boolean> = {}
  const missing: string[] = []
  for (const field of fields) {
    const answer = readAnswer(field, answers[field.key])
    if (answer === false || (answer === null && field.required)) missing.push(field.label[language])
    else if (answer !== null) keep(field.target, answer)
  }
  return missing.length > 0
    ? { refused: 'form-incomplete', details: { fields: missing.join(', ') } }
    : { person, caseData }

  function keep(target: PreChatSetting['target'], answer: string | boolean): void {
    if (target.startsWith('case.')) caseData[target.slice('case.'.length)] = answer
    else person[target.slice('contact.'.length) as 'name' | 'email' | 'phone'] = String(answer)
  }
}
