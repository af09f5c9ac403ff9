/** The form before a chat, checked before it is sent: the same rules as the server's, so that nobody waits to be told. Pure. */
import type { PreChatField } from '#protocol/widget.ts'

export type Answers = Readonly<Record<string, string | boolean>>
export type Problem = 'missing' | 'not-an-email' | 'not-a-phone' | 'not-agreed'

// The protocol's own patterns; a test compares them, because only its types may be imported here.
export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
export const phonePattern = /^\+?[\d\s().-]{6,24}$/

export function problemWith(field: PreChatField, answer: string | boolean | undefined): Problem | null {
  if (field.type === 'consent') return field.required && answer !== true ? 'not-agreed' : null
  const text = typeof answer === 'string' ? answer.trim() : ''
  if (text === '') return field.required ? 'missing' : null
  if (field.type === 'email' && !emailPattern.test(text)) return 'not-an-email'
  if (field.type === 'phone' && !phonePattern.test(text)) return 'not-a-phone'
  return null
}

/** By field key, in the order of the form. */
export function problemsWith(
  fields: readonly PreChatField[],
  answers: Answers,
): ReadonlyMap<string, Problem> {
  const problems = new Map<string, Problem>()
  for (const field of fields) {
    const problem = problemWith(field, answers[field.key])
    if (problem) problems.set(field.key, problem)
  }
  return problems
}

/** What may be filled in for the visitor the next time: who it is, not what it was about nor what was agreed to. */
export function worthRemembering(fields: readonly PreChatField[], answers: Answers): Answers {
  const lasting = fields.filter(({ type }) => type === 'text' || type === 'email' || type === 'phone')
  return Object.fromEntries(
    lasting.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])),
  )
}
