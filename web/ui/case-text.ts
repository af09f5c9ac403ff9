/** A value of case data as text; null where there is nothing to show. */
import type { CaseField } from '#protocol/config/case-field.ts'
import type { CaseValue } from '#protocol/interaction.ts'
import { instantOfIso } from '#core/text-token/instant-of-iso.ts'
import type { Text } from '../text/use-text.ts'
import { zonedText } from '../text/zoned-time.ts'

/** `timeZone`: the centre's, in which its dates are said; absent: the machine's. */
export function caseText(
  field: Pick<CaseField, 'type' | 'choices'>,
  value: CaseValue,
  { t, format, local, language }: Text,
  timeZone?: string,
): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (field.type === 'choice') {
    const choice = field.choices.find((one) => one.value === value)
    return choice ? local(choice.label) : String(value)
  }
  if (field.type === 'date-time') {
    const at = instantOfIso(String(value))
    if (at !== null) return timeZone ? zonedText(at, language, timeZone) : format.dateMinute(at)
  }
  return typeof value === 'number' ? format.number(value) : value
}
