/**
 * The questions that a visitor answers before a chat or a call begins: how an administrator sets them, and what the answers say about the
 * person and the case, or which of them are still missing. Pure.
 */
import { z } from 'zod'
import { localText, type Language } from '#protocol/text.ts'
import { emailPattern, phonePattern, type PreChatField } from '#protocol/widget.ts'
import type { Person } from './channel.ts'

const caseTarget = z.custom<`case.${string}`>(
  (value) => typeof value === 'string' && /^case\.[a-z][a-z0-9_]{0,39}$/.test(value),
  {
    error: 'case.…',
  },
)

const preChatField = z
  .object({
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/)
      .meta({ label: { es: 'Clave', en: 'Key' } }),
    label: localText.meta({ label: { es: 'Pregunta', en: 'Question' } }),
    type: z
      .enum(['text', 'email', 'phone', 'choice', 'long-text', 'consent'])
      .meta({ label: { es: 'Tipo', en: 'Kind' } }),
    required: z
      .boolean()
      .default(true)
      .meta({ label: { es: 'Obligatoria', en: 'Required' } }),
    choices: z
      .array(z.object({ value: z.string().min(1).max(80), label: localText }))
      .max(30)
      .optional()
      .meta({ label: { es: 'Opciones', en: 'Choices' } }),
    target: z
      .union([z.enum(['contact.name', 'contact.email', 'contact.phone']), caseTarget])
      .meta({ label: { es: 'Se guarda en', en: 'Kept in' } }),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined && choices.length > 0), {
    path: ['choices'],
    error: '1–30',
  })
export type PreChatSetting = z.infer<typeof preChatField>

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length

export const formSetting = z
  .array(preChatField)
  .max(12)
  .refine((fields) => isDistinct(fields.map(({ key }) => key)), { error: 'key' })
  .refine((fields) => isDistinct(fields.map(({ target }) => target)), { error: 'target' })
  .default([])

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

/** What a page may know of the questions; where answers are kept is not part of it. */
export function toFormFields(fields: readonly PreChatSetting[]): PreChatField[] {
  return fields.map(({ key, label, type, required, choices }) => ({
    key,
    label,
    type,
    required,
    ...(choices && { choices }),
  }))
}
