import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { es } from './es.ts'

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, above = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as [string, string]] : flat(value, `${above}${key}.`),
  )
}

const web = fileURLToPath(new URL('..', import.meta.url))
const sources = globSync('**/*.{ts,tsx}', {
  cwd: web,
  exclude: (path) => /(^|\/)(dist|test)(\/|$)|\.test\./.test(path),
})
  .filter((path) => !/^text\/(es|en)(\/|\.ts$)/.test(path))
  .map((path) => readFileSync(join(web, path), 'utf8'))
  .join('\n')

const spanish = new Map(flat(es))
const english = new Map(flat(en))
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()

/** `'inbox.title'` as it stands, or `inbox.sort.${sort}` as a beginning. */
const isUsed = (key: string): boolean => {
  const bare = key.replace(/_(one|other)$/, '')
  if (sources.includes(`'${bare}'`)) return true
  const parts = bare.split('.')
  return parts.some((_, index) => index > 0 && sources.includes(`\`${parts.slice(0, index).join('.')}.\${`))
}

/** What a person would read that is written into the markup: between tags, or in what is read out. Names of keys are the same everywhere. */
function wordsIn(source: string): string[] {
  const between = [...source.matchAll(/>([^<>{}]*\p{L}{2,}[^<>{}]*)<\//gu)]
  const attributes = [
    ...source.matchAll(
      /\s(?:aria-label|aria-description|title|placeholder|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu,
    ),
  ]
  return [...between, ...attributes]
    .map(([, words = '']) => words.trim())
    .filter((words) => !/^(Esc|Ctrl|Atiende)$/.test(words))
}

describe('the texts', () => {
  it('are the same in both languages', () => {
    expect([...english.keys()]).toEqual([...spanish.keys()])
  })

  it('are all there and end as they should', () => {
    for (const [key, text] of [...spanish, ...english]) {
      expect(text, key).toMatch(/\S/)
      expect(text, key).not.toMatch(/[!¡]|\s$|^\s/)
    }
  })

  it('fill in the same values in both languages', () => {
    for (const [key, text] of spanish)
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
  })

  it('are all used somewhere', () => {
    expect([...spanish.keys()].filter((key) => !isUsed(key))).toEqual([])
  })

  it('stand nowhere else: no words in the markup itself', () => {
    expect(
      globSync('**/*.tsx', {
        cwd: web,
        exclude: (path) => /(^|\/)(dist|test)(\/|$)|\.test\./.test(path),
      }).flatMap((path) =>
        wordsIn(readFileSync(join(web, path), 'utf8')).map((words) => `${path}: ${words}`),
      ),
    ).toEqual([])
    expect(wordsIn('<p>Hola a todos</p>')).toEqual(['Hola a todos'])
    expect(wordsIn('<b title="Cerrar la ventana">{t(x)}</b> <Item label="x" /> <i>↵</i>')).toEqual([
      'Cerrar la ventana',
    ])
  })
})
