/** A value of case data as text; null where there is nothing to show. */
import type { CaseField } from '#protocol/config/case-field.ts'
import type { CaseValue } from '#protocol/interaction.ts'
import type { Text } from '../text/use-text.ts'

export function caseText(field: CaseField, value: CaseValue, { t, format, local }: Text): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (field.type === 'choice') {
    const choice = field.choices.find((one) => one.value === value)
    return choice ? local(choice.label) : String(value)
  }
  if (field.type === 'date-time' && !Number.isNaN(new Date(value).getTime())) {
    return format.dateMinute(new Date(value).getTime())
  }
  return typeof value === 'number' ? format.number(value) : value
}
