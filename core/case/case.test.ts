import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestCaseText, toCaseValue, type CaseFieldType, type CaseValue } from './case-value.ts'
import { changeCase, type FieldChange, type FieldRule } from './change-case.ts'
import { shownFields, type PlacedField } from './shown-fields.ts'

const rule = (type: CaseFieldType, more: Partial<FieldRule> = {}): FieldRule => ({
  type,
  choices: [{ value: 'red' }, { value: 'blue' }],
  editable: true,
  show: 'always',
  ...more,
})

describe('a value', () => {
  it.each<[CaseFieldType, CaseValue]>([
    ['text', 'Lámpara'],
    ['number', 0],
    ['number', -12.5],
    ['date-time', '2026-11-20T10:30:00+01:00'],
    ['date-time', '2028-02-29T23:59Z'],
    ['choice', 'blue'],
    ['boolean', false],
    ['link', 'https://tienda.example/pedido?id=7#x'],
    ['link', 'mailto:ana@example.org'],
    ['link', 'tel:+34910000000'],
  ])('[C1] of a %s may be %j', (type, value) => {
    expect(toCaseValue(value, rule(type))).toEqual({ value })
  })

  it.each<[CaseFieldType, CaseValue, string]>([
    ['text', 7, 'case-value-not-text'],
    ['text', true, 'case-value-not-text'],
    ['text', 'a'.repeat(longestCaseText + 1), 'case-value-too-long'],
    ['number', '7', 'case-value-not-number'],
    ['number', Number.POSITIVE_INFINITY, 'case-value-not-number'],
    ['number', Number.NaN, 'case-value-not-number'],
    ['date-time', '2026-11-20', 'case-value-not-date'],
    ['date-time', '2026-11-20T10:30:00', 'case-value-not-date'],
    ['date-time', '2026-02-29T10:30:00Z', 'case-value-not-date'],
    ['date-time', '2026-13-01T10:30:00Z', 'case-value-not-date'],
    ['date-time', '2026-11-20T24:30:00Z', 'case-value-not-date'],
    ['date-time', '2026-11-20T10:30:00+19:00', 'case-value-not-date'],
    ['date-time', 1_763_631_000_000, 'case-value-not-date'],
    ['choice', 'green', 'case-value-not-choice'],
    ['choice', true, 'case-value-not-choice'],
    ['boolean', 'true', 'case-value-not-boolean'],
    ['link', 'javascript:alert(1)', 'case-value-not-link'],
    ['link', 'data:text/html,x', 'case-value-not-link'],
    ['link', 'tienda.example', 'case-value-not-link'],
    ['link', 'https://', 'case-value-not-link'],
    ['link', 'https://a.example/x y', 'case-value-not-link'],
    ['heading', 'x', 'case-field-fixed'],
    ['heading', null, 'case-field-fixed'],
  ])('[C1] of a %s may not be %j', (type, value, refused) => {
    expect(toCaseValue(value, rule(type))).toMatchObject({ refused })
  })

  it('[C1] of a text is kept without the spaces around it', () => {
    expect(toCaseValue('  dos palabras ', rule('text'))).toEqual({ value: 'dos palabras' })
  })
})

const fields: Readonly<Record<string, FieldRule>> = {
  order: rule('text'),
  amount: rule('number'),
  colour: rule('choice'),
  title: rule('heading'),
  page: rule('link', { editable: false }),
  hidden: rule('text', { show: 'never' }),
  extra: rule('text', { show: 'filled' }),
}
const change = (data: Record<string, CaseValue>, ...changes: FieldChange[]) =>
  changeCase(data, changes, (key) => (Object.hasOwn(fields, key) ? (fields[key] ?? null) : null))

describe('a change', () => {
  it('[C2] is of a field that exists, is editable, and is shown', () => {
    expect(change({}, { key: 'order', from: null, to: 'A-1' })).toEqual({
      data: { order: 'A-1' },
      changed: [{ key: 'order', before: null, after: 'A-1' }],
    })
    expect(change({}, { key: 'extra', from: null, to: 'algo' })).toMatchObject({ data: { extra: 'algo' } })
    for (const key of ['page', 'hidden', 'title'])
      expect(change({}, { key, from: null, to: 'x' })).toEqual({
        refused: 'case-field-fixed',
        details: { key },
      })
    expect(change({}, { key: 'nothing', from: null, to: 'x' })).toMatchObject({
      refused: 'case-field-unknown',
    })
    expect(change({}, { key: 'constructor', from: null, to: 'x' })).toMatchObject({
      refused: 'case-field-unknown',
    })
  })

  it.each([null, '', '   '])('[C2] to %j takes the value away', (to) => {
    expect(change({ order: 'A-1', amount: 2 }, { key: 'order', from: 'A-1', to })).toEqual({
      data: { amount: 2 },
      changed: [{ key: 'order', before: 'A-1', after: null }],
    })
  })

  it('[C3] of what has another value by now is refused with that value', () => {
    expect(change({ order: 'B-2' }, { key: 'order', from: 'A-1', to: 'C-3' })).toEqual({
      refused: 'case-changed-meanwhile',
      details: { key: 'order', value: '"B-2"' },
    })
    expect(change({}, { key: 'amount', from: 5, to: 6 })).toEqual({
      refused: 'case-changed-meanwhile',
      details: { key: 'amount', value: 'null' },
    })
  })

  it('[C3] to what it is already is none, whatever it was made upon', () => {
    const data = { order: 'B-2' }
    expect(change(data, { key: 'order', from: 'A-1', to: ' B-2 ' })).toEqual({ data, changed: [] })
    expect(change({ order: '' }, { key: 'order', from: null, to: null })).toMatchObject({ changed: [] })
  })

  it('[C3] of an empty text and of nothing is the same', () => {
    expect(change({ order: '' }, { key: 'order', from: null, to: 'A-1' })).toMatchObject({
      changed: [{ before: null, after: 'A-1' }],
    })
    expect(change({}, { key: 'order', from: '', to: 'A-1' })).toMatchObject({ data: { order: 'A-1' } })
  })

  it('[C4] of several fields is all or none', () => {
    const both = [
      { key: 'order', from: null, to: 'A-1' },
      { key: 'amount', from: null, to: 3 },
    ]
    expect(change({}, ...both)).toMatchObject({ data: { order: 'A-1', amount: 3 } })
    expect(change({}, ...both, { key: 'colour', from: null, to: 'green' })).toEqual({
      refused: 'case-value-not-choice',
      details: { key: 'colour' },
    })
    expect(change({ amount: 9 }, ...both)).toMatchObject({ refused: 'case-changed-meanwhile' })
  })

  it('[C3] [C4] by two agents in any order loses neither: who comes second is told, or both wanted the same', () => {
    const texts = fc.constantFrom('A', 'B', 'C')
    fc.assert(
      fc.property(texts, texts, texts, (seen, first, second) => {
        const done = change({ order: seen }, { key: 'order', from: seen, to: first })
        const held = 'data' in done ? done.data : {}
        const then = change(held, { key: 'order', from: seen, to: second })
        const isNew = first !== seen && first !== second
        const told = {
          refused: 'case-changed-meanwhile',
          details: { key: 'order', value: JSON.stringify(first) },
        }
        expect(isNew ? then : { data: 'data' in then }).toEqual(isNew ? told : { data: true })
      }),
    )
  })
})

describe('the fields that are shown', () => {
  const field = (key: string, order: number, more: Partial<PlacedField> = {}): PlacedField => ({
    key,
    order,
    ...rule('text'),
    ...more,
  })
  const keysOf = (list: readonly PlacedField[], data: Record<string, CaseValue>) =>
    shownFields(list, data).shown.map(({ key }) => key)

  it('[C2] are those that always are, and those with a value; never the others; in the order of the centre', () => {
    const list = [
      field('late', 9),
      field('early', 1),
      field('maybe', 3, { show: 'filled' }),
      field('secret', 4, { show: 'never' }),
    ]
    expect(keysOf(list, {})).toEqual(['early', 'late'])
    expect(keysOf(list, { maybe: 0, secret: 'x' })).toEqual(['early', 'maybe', 'late'])
    expect(keysOf(list, { maybe: '' })).toEqual(['early', 'late'])
  })

  it('[C2] can be added when they only show with a value and may be changed', () => {
    const list = [
      field('maybe', 3, { show: 'filled' }),
      field('fixed', 4, { show: 'filled', editable: false }),
      field('filled', 5, { show: 'filled' }),
      field('secret', 6, { show: 'never' }),
    ]
    expect(shownFields(list, { filled: 'x' }).addable.map(({ key }) => key)).toEqual(['maybe'])
  })

  it('[C1] have a heading only above something', () => {
    const heading = (key: string, order: number): PlacedField => field(key, order, { type: 'heading' })
    const list = [
      heading('none', 1),
      heading('order', 2),
      field('number', 3),
      heading('rest', 4),
      field('maybe', 5, { show: 'filled' }),
    ]
    expect(keysOf(list, {})).toEqual(['order', 'number'])
    expect(keysOf(list, { maybe: 'x' })).toEqual(['order', 'number', 'rest', 'maybe'])
  })
})
