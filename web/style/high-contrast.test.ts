import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]
type Tokens = ReadonlyMap<string, string>

const normal = tokensOf(read('tokens.css'), /^:root \{([^}]*)\}/m)
const high = new Map([
  ...normal,
  ...tokensOf(read('high-contrast.css'), /^:root\[data-contrast='high'\] \{([^}]*)\}/m),
])

function tokensOf(css: string, block: RegExp): Tokens {
  const body = block.exec(css)?.[1] ?? ''
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance (WCAG 2) of a token, which is `oklch(l c h)` or a pair of them for the two schemes. */
function luminance(tokens: Tokens, name: string, scheme: Scheme): number {
  const found = [...(tokens.get(name) ?? '').matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)/g)]
  const colour = found[scheme === 'dark' && found.length > 1 ? 1 : 0]
  if (!colour) throw new Error(`--${name} is no colour.`)
  const [l, c, h] = [Number(colour[1]), Number(colour[2]), (Number(colour[3]) * Math.PI) / 180]
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const [red, green, blue] = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ].map((part) => Math.min(1, Math.max(0, part))) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(tokens: Tokens, one: string, other: string, scheme: Scheme): number {
  const [a, b] = [luminance(tokens, one, scheme), luminance(tokens, other, scheme)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['n1', 'n2', 'n3', 'n4', 'n5', 'float', 'accent-soft', 'accent-softer', 'attention-soft']
const texts = ['n10', 'n11', 'n12', 'accent-text']
const meanings = ['ready', 'busy', 'after', 'attention', 'failure']

/** What is written on what. */
const writing: readonly (readonly [text: string, on: string])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...meanings.flatMap((meaning) =>
    ['n1', 'n2', 'n3', 'n4', 'float', `${meaning}-soft`].map(
      (ground) => [`${meaning}-text`, ground] as const,
    ),
  ),
  ['on-ink', 'ink'],
  ['on-ink', 'offer'],
  ['on-ink-quiet', 'ink'],
  ['on-ink-quiet', 'ink-raised'],
  ['on-ink-quiet', 'offer'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-attention', 'attention'],
]
/** What is seen against what: lines, dots, rings. */
const seen: readonly (readonly [sign: string, on: string])[] = ['n1', 'n2', 'float'].flatMap((ground) =>
  ['n6', 'n7', 'n8', 'n9', 'accent', 'accent-line', 'focus', 'away', ...meanings].map(
    (sign) => [sign, ground] as const,
  ),
)

const below = (tokens: Tokens, pairs: typeof writing, least: number): string[] =>
  pairs.flatMap(([one, other]) =>
    schemes
      .filter((scheme) => ratio(tokens, one, other, scheme) < least)
      .map((scheme) => `${scheme}: ${one} on ${other} ${ratio(tokens, one, other, scheme).toFixed(2)}`),
  )

describe('contrast', () => {
  it('is worked out as it should be', () => {
    const known = new Map([
      ['white', 'oklch(1 0 0)'],
      ['black', 'oklch(0 0 0)'],
      ['red', 'oklch(0.62796 0.25768 29.2339)'],
    ])
    expect(ratio(known, 'white', 'black', 'light')).toBeCloseTo(21, 1)
    expect(ratio(known, 'white', 'red', 'light')).toBeCloseTo(4, 1)
  })

  it('high: every text has 7:1 on everything it stands on', () => {
    expect(below(high, writing, 7)).toEqual([])
  })

  it('high: every line, dot, ring and the focus have 4.5:1', () => {
    expect(below(high, seen, 4.5)).toEqual([])
  })

  it('normal: every text has 4.5:1 on everything it stands on', () => {
    expect(below(normal, writing, 4.5)).toEqual([])
  })
})
