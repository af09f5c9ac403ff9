import type { Language } from '#protocol/text.ts'

const decimalOf: Readonly<Record<Language, ',' | '.'>> = { es: ',', en: '.' }

/**
 * A number as somebody typed or pasted it: with either mark for decimals, with or without marks or spaces between thousands. Where both marks are
 * there the last one is for decimals; where one stands alone the language decides, unless what follows cannot be thousands. null: it is none.
 */
export function readNumber(typed: string, language: Language): number | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f'’]/gu, '').replace('−', '-')
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(text)) return null
  const marks = [...text.matchAll(/[.,]/g)].map(([mark]) => mark)
  const decimal = decimalMark(text, marks, language)
  const group = decimal === ',' ? '.' : ','
  const [whole = '', fraction, ...more] = decimal === null ? [text] : text.split(decimal)
  if (more.length > 0 || fraction?.includes(group)) return null
  const groups = whole.replace(/^[+-]/, '').split(/[.,]/)
  if (groups.length > 1 && !groups.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part)))
    return null
  const value = Number(`${whole.replaceAll(/[.,]/g, '')}${fraction === undefined ? '' : `.${fraction}`}`)
  return Number.isFinite(value) ? value : null
}

function decimalMark(text: string, marks: readonly string[], language: Language): string | null {
  const last = marks.at(-1)
  if (last === undefined) return null
  if (new Set(marks).size > 1) return last
  if (marks.length > 1) return null
  const couldBeThousands = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  return couldBeThousands && last !== decimalOf[language] ? null : last
}

/** As it is typed: with the language's decimal mark and nothing between thousands. */
export function typedNumber(value: number, language: Language): string {
  return String(value).replace('.', decimalOf[language])
}
