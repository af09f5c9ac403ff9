import { describe, expect, it } from 'vitest'
import { accentShades, contrast, parseHex } from './accent.ts'
import { linkParts } from './link.ts'

const rgb = (css: string) => css.match(/\d+/g)?.map(Number) as unknown as readonly [number, number, number]

describe('the accent', () => {
  const colours = [
    '#0f6e6e',
    '#ffffff',
    '#000000',
    '#ffe600',
    '#ff0000',
    '#00ff00',
    '#808080',
    '#777777',
    '#e4572e',
    '#7a5cff',
    'no colour',
  ]

  it.each(colours)('%s can be read on and in, on light and on dark paper', (colour) => {
    const shades = accentShades(colour)
    const papers = { light: [254, 253, 250], dark: [29, 27, 24] } as const
    for (const theme of ['light', 'dark'] as const) {
      const { fill, onFill, text, soft } = shades[theme]
      expect(contrast(rgb(onFill), rgb(fill))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(text), papers[theme])).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(text), rgb(soft))).toBeGreaterThanOrEqual(4.5)
      // A light fill with ink on it is seen by its words.
      const isLight = contrast(rgb(onFill), [255, 255, 255]) > 4.5
      expect(contrast(rgb(fill), papers[theme])).toBeGreaterThanOrEqual(
        isLight && theme === 'light' ? 1.3 : 2.9,
      )
    }
  })

  it('is left as it is where it can be', () => {
    expect(rgb(accentShades('#0f6e6e').light.fill)).toEqual(parseHex('#0f6e6e'))
  })
})

describe('links', () => {
  const shown = (text: string) => linkParts(text).map((part) => (part.href ? `[${part.text}]` : part.text))

  it.each([
    ['sin enlaces', ['sin enlaces']],
    ['ver https://tienda.example/a?b=c#d.', ['ver ', '[https://tienda.example/a?b=c#d]', '.']],
    ['(https://tienda.example/a)', ['(', '[https://tienda.example/a]', ')']],
    ['https://es.example/wiki/Luz_(barro)', ['[https://es.example/wiki/Luz_(barro)]']],
    ['https://a.example y http://b.example', ['[https://a.example]', ' y ', '[http://b.example]']],
    ['javascript:alert(1)', ['javascript:alert(1)']],
    ['data:text/html,<script>', ['data:text/html,<script>']],
    ['https://banco.example@malo.example/', ['https://banco.example@malo.example/']],
    ['https://localhost/admin', ['https://localhost/admin']],
    ['<a href="https://tienda.example">x</a>', ['<a href="', '[https://tienda.example]', '">x</a>']],
  ])('in %s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })
})
