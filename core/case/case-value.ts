/**
 * What a field of the case may hold (C1). One judge for the page, which says so at the field before anything is sent, and for the server, which
 * believes no page.
 */
import { refuse, type Refusal } from '../step.ts'
import { isDateTime } from './date-time.ts'

export type CaseValue = string | number | boolean | null

export const longestCaseText = 2_000

export type CaseFieldType = 'text' | 'number' | 'date-time' | 'choice' | 'boolean' | 'link' | 'heading'

/** What a field is, as far as its value is concerned. */
export type ValueRule = {
  readonly type: CaseFieldType
  readonly choices: readonly { readonly value: string }[]
}

export type ValueRefusal =
  | 'case-value-too-long'
  | 'case-value-not-text'
  | 'case-value-not-number'
  | 'case-value-not-date'
  | 'case-value-not-choice'
  | 'case-value-not-boolean'
  | 'case-value-not-link'
  | 'case-field-fixed'

/** The web, mail and telephone; nothing that could run in the page. */
const links = [/^https?:\/\/[^\s/?#]+\S*$/i, /^mailto:[^\s@]+@[^\s@]+$/i, /^tel:\+?[\d().-]{3,}$/i]

/** The value as it is kept: text without spaces around it, nothing at all where there is nothing (C2). */
export function toCaseValue(
  given: CaseValue,
  rule: ValueRule,
): { readonly value: CaseValue } | Refusal<ValueRefusal> {
  if (rule.type === 'heading') return refuse('case-field-fixed')
  const value = typeof given === 'string' ? given.trim() : given
  if (value === null || value === '') return { value: null }
  if (typeof value === 'string' && value.length > longestCaseText)
    return refuse('case-value-too-long', { limit: longestCaseText })
  const refused = problemOf(value, rule)
  return refused ? refuse(refused) : { value }
}

function problemOf(value: string | number | boolean, { type, choices }: ValueRule): ValueRefusal | null {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'case-value-not-number'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'case-value-not-boolean'
    case 'date-time':
      return typeof value === 'string' && isDateTime(value) ? null : 'case-value-not-date'
    case 'choice':
      return choices.some((choice) => choice.value === value) ? null : 'case-value-not-choice'
    case 'link':
      return typeof value === 'string' && links.some((link) => link.test(value))
        ? null
        : 'case-value-not-link'
    case 'text':
    case 'heading':
      return typeof value === 'string' ? null : 'case-value-not-text'
  }
}

/** Nothing is nothing, whether it was emptied or never there. */
export function heldValue(data: Readonly<Record<string, CaseValue>>, key: string): CaseValue {
  const value = Object.hasOwn(data, key) ? data[key] : null
  return value === undefined || value === '' ? null : value
}
