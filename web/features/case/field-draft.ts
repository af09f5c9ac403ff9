/** A field's value as it stands in the input, and back. */
import { toCaseValue, type CaseValue, type ValueRefusal, type ValueRule } from '#core/case/case-value.ts'
import type { Refusal } from '#core/step.ts'
import type { Language } from '#protocol/text.ts'
import { readNumber, typedNumber } from './read-number.ts'

export function draftOf(rule: ValueRule, value: CaseValue, language: Language): string {
  if (value === null) return ''
  return rule.type === 'number' && typeof value === 'number' ? typedNumber(value, language) : String(value)
}

/** The value that was meant, or why it is none (rule C1). */
export function valueOfDraft(
  rule: ValueRule,
  draft: string,
  language: Language,
): { readonly value: CaseValue } | Refusal<ValueRefusal> {
  const text = draft.trim()
  if (text === '') return { value: null }
  if (rule.type === 'number') return toCaseValue(readNumber(text, language) ?? text, rule)
  if (rule.type === 'boolean')
    return toCaseValue(text === 'true' ? true : text === 'false' ? false : text, rule)
  return toCaseValue(rule.type === 'link' ? withScheme(text) : text, rule)
}

/** `tienda.example/pedido` and `ana@example.org` are links to whoever types them. */
function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  return /^[^\s/]+\.[^\s/]{2,}(\/\S*)?$/.test(text) ? `https://${text}` : text
}
