import { describe, expect, it } from 'vitest'
import { excerptAround } from './excerpt.ts'
import { findWords } from './find-words.ts'
import { foldText, searchWords } from './fold-text.ts'

/** What is marked, as it was written. */
function marked(text: string, query: string): string[] {
  return findWords(text, searchWords(query)).map(({ from, to }) => text.slice(from, to))
}

describe('a text that is searched', () => {
  it('[F1] counts neither accents nor case, however they are written', () => {
    expect(foldText('ÑANDÚ Ångström')).toBe('nandu angstrom')
    expect(foldText('man\u0303ana')).toBe(foldText('mañana'))
  })

  it('[F2] is asked for every word of the query, in any order, each once', () => {
    expect(searchWords('  Envío   urgente envio ')).toEqual(['envio', 'urgente'])
    expect(searchWords(' \n ')).toEqual([])
  })

  it('[F3] marks the words where they were written, with their accents', () => {
    expect(marked('El envío. ENVÍO', 'envio')).toEqual(['envío', 'ENVÍO'])
    expect(marked('man\u0303ana por la man\u0303ana', 'mañana')).toEqual(['man\u0303ana', 'man\u0303ana'])
    expect(marked('👋🏽 pagó 👍', 'pago')).toEqual(['pagó'])
    expect(marked('👍👍', '👍')).toEqual(['👍👍'])
    expect(marked('한국어', '한')).toEqual(['한'])
  })

  it('[F3] marks what touches or overlaps as one', () => {
    expect(marked('pagaré', 'paga gare')).toEqual(['pagaré'])
    expect(marked('aaaa', 'aa')).toEqual(['aaaa'])
    expect(findWords('nada', ['otra'])).toEqual([])
    expect(findWords('nada', [''])).toEqual([])
  })

  it('[F4] is shown around the first hit, in one line of the length asked for', () => {
    const text = `${'palabra '.repeat(30)}aquí\nestá ${'y sigue '.repeat(30)}`
    const excerpt = excerptAround(text, ['aqui'], 80)
    expect(Array.from(excerpt)).toHaveLength(80)
    expect(excerpt).toMatch(/^….*aquí está y sigue.*…$/)
  })

  it('[F4] is whole when it is short, and is cut only where something is left out', () => {
    expect(excerptAround('  Dos\nlíneas ', ['lineas'], 20)).toBe('Dos líneas')
    expect(excerptAround(`aquí ${'x'.repeat(50)}`, ['aqui'], 20)).toBe(`aquí ${'x'.repeat(14)}…`)
    const atTheEnd = excerptAround(`${'x'.repeat(50)} aquí`, ['aqui'], 20)
    expect(atTheEnd).toBe(`…${'x'.repeat(14)} aquí`)
    expect(Array.from(excerptAround('👋🏽'.repeat(60), ['👋'], 20)).length).toBe(20)
  })
})
