/**
 * A change of a case's data (C2–C4). A change carries the value that was before the eyes of whoever made it, so that of two agents at once the
 * second is told the first one's value and chooses, and neither is lost. Several changes are one: all of them, or none.
 */
import { refuse, type Refusal } from '../step.ts'
import { heldValue, toCaseValue, type CaseValue, type ValueRefusal, type ValueRule } from './case-value.ts'

/** What the centre says of a field. Archived ones are not handed in: they do not exist here. */
export type FieldRule = ValueRule & {
  readonly editable: boolean
  readonly show: 'always' | 'filled' | 'never'
}

export type FieldChange = { readonly key: string; readonly from: CaseValue; readonly to: CaseValue }

export type FieldChanged = { readonly key: string; readonly before: CaseValue; readonly after: CaseValue }

export type CaseRefusal = ValueRefusal | 'case-field-unknown' | 'case-changed-meanwhile'

type CaseData = Readonly<Record<string, CaseValue>>

export type ChangedCase = {
  readonly data: CaseData
  /** Empty: everything was so already. */
  readonly changed: readonly FieldChanged[]
}

/** A refusal names the field (`key`); one of `case-changed-meanwhile` also its present value, as JSON. */
export function changeCase(
  data: CaseData,
  changes: readonly FieldChange[],
  ruleOf: (key: string) => FieldRule | null,
): ChangedCase | Refusal<CaseRefusal> {
  const changed: FieldChanged[] = []
  for (const { key, from, to } of changes) {
    const rule = ruleOf(key)
    if (!rule) return refuse('case-field-unknown', { key })
    if (!mayChangeField(rule)) return refuse('case-field-fixed', { key })
    const read = toCaseValue(to, rule)
    if ('refused' in read) return refuse(read.refused, { ...read.details, key })
    const before = heldValue(data, key)
    if (read.value === before) continue
    if (before !== (from === '' ? null : from))
      return refuse('case-changed-meanwhile', { key, value: JSON.stringify(before) })
    changed.push({ key, before, after: read.value })
  }
  if (changed.length === 0) return { data, changed }
  const after = Object.entries({ ...data, ...Object.fromEntries(changed.map((one) => [one.key, one.after])) })
  return { data: Object.fromEntries(after.filter(([, value]) => value !== null)), changed }
}

export function mayChangeField({ type, editable, show }: FieldRule): boolean {
  return type !== 'heading' && editable && show !== 'never'
}
