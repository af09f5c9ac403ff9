import { heldValue, type CaseValue } from './case-value.ts'
import { mayChangeField, type FieldRule } from './change-case.ts'

export type PlacedField = FieldRule & { readonly key: string; readonly order: number }

/**
 * Which fields an agent sees of a case, in the centre's order, and which can be added to it (C2). A heading stands only above a field that is
 * shown: up to the next heading.
 */
export function shownFields<Field extends PlacedField>(
  fields: readonly Field[],
  data: Readonly<Record<string, CaseValue>>,
): { readonly shown: readonly Field[]; readonly addable: readonly Field[] } {
  const inOrder = fields.toSorted((a, b) => a.order - b.order)
  const shown: Field[] = []
  const addable: Field[] = []
  let heading: Field | null = null
  for (const field of inOrder) {
    if (field.show === 'never') continue
    if (field.type === 'heading') {
      heading = field
      continue
    }
    const isFilled = heldValue(data, field.key) !== null
    if (field.show === 'filled' && !isFilled) {
      if (mayChangeField(field)) addable.push(field)
      continue
    }
    if (heading) shown.push(heading)
    heading = null
    shown.push(field)
  }
  return { shown, addable }
}
