import { describe, expect, it } from 'vitest'
import type { CaseFieldType } from '#core/case/case-value.ts'
import { draftOf, valueOfDraft } from './field-draft.ts'

const rule = (type: CaseFieldType) => ({ type, choices: [{ value: 'red' }] })

describe('what is typed into a field', () => {
  it.each([
    ['text', '  LB-1042 ', 'LB-1042'],
    ['number', '1.250,5', 1250.5],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['choice', 'red', 'red'],
    ['link', 'tienda.example/pedido?id=7', 'https://tienda.example/pedido?id=7'],
    ['link', 'ana@example.org', 'mailto:ana@example.org'],
    ['link', 'tel:+34910000000', 'tel:+34910000000'],
    ['date-time', '2026-11-20T10:30:00+01:00', '2026-11-20T10:30:00+01:00'],
    ['text', '   ', null],
    ['number', '', null],
  ] as const)('into a %s, %j is %j', (type, draft, value) => {
    expect(valueOfDraft(rule(type), draft, 'es')).toEqual({ value })
  })

  it.each([
    ['number', 'doce', 'case-value-not-number'],
    ['link', 'una palabra', 'case-value-not-link'],
    ['link', 'javascript:alert(1)', 'case-value-not-link'],
    ['boolean', 'quizá', 'case-value-not-boolean'],
  ] as const)('into a %s, %j is refused', (type, draft, refused) => {
    expect(valueOfDraft(rule(type), draft, 'es')).toMatchObject({ refused })
  })

  it('begins as what stands there', () => {
    expect(draftOf(rule('number'), 12.5, 'es')).toBe('12,5')
    expect(draftOf(rule('number'), 12.5, 'en')).toBe('12.5')
    expect(draftOf(rule('boolean'), false, 'es')).toBe('false')
    expect(draftOf(rule('text'), null, 'es')).toBe('')
  })
})
