import { describe, expect, it } from 'vitest'
import { emojiAt, emojiRows, firstCell, moved } from './emoji-grid.ts'
import { emojisIn } from './emoji-data.ts'
import { findEmojis, withRecent, type Emoji } from './emoji.ts'

const emoji = (unicode: string, label: string, ...tags: string[]): Emoji => ({
  unicode,
  label,
  tags,
  group: 'smileys',
})
const few = [
  emoji('😺', 'gato sonriendo', 'cara'),
  emoji('😀', 'cara sonriendo', 'feliz', 'sonrisa'),
  emoji('🎂', 'tarta de cumpleaños', 'celebración'),
]
const found = (query: string): string =>
  findEmojis(few, query)
    .map(({ unicode }) => unicode)
    .join('')

describe('looking for an emoji', () => {
  it('goes by the beginnings of words, whatever the accents, names before tags', () => {
    expect(found('CUMPLEANOS')).toBe('🎂')
    expect(found('cara')).toBe('😀😺')
    expect(found('sonri')).toBe('😺😀')
    expect(found('son cara')).toBe('😀😺')
    expect(found('riendo')).toBe('')
  })

  it('has all of them with their names, in both languages', async () => {
    const [es, en] = [await emojisIn('es'), await emojisIn('en')]
    expect(es.length).toBeGreaterThan(1_800)
    expect(en.map(({ unicode }) => unicode)).toEqual(es.map(({ unicode }) => unicode))
    expect(findEmojis(es, 'sonrisa')[0]?.group).toBe('smileys')
    expect(findEmojis(en, 'thumbs up').map(({ unicode }) => unicode)[0]).toContain('👍')
    expect(findEmojis(es, 'bandera españa').map(({ unicode }) => unicode)).toContain('🇪🇸')
  })
})

it('remembers those used last, each once', () => {
  expect(withRecent(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b'])
  expect(
    withRecent(
      Array.from({ length: 30 }, (_, index) => String(index)),
      'x',
    ),
  ).toHaveLength(24)
})

describe('the grid', () => {
  const rows = emojiRows(
    [
      { title: 'recent', emojis: few.slice(0, 1) },
      { title: 'food', emojis: [] },
      { title: 'smileys', emojis: few },
    ],
    2,
  )

  it('has titles only over what there is', () => {
    expect(rows.map((row) => (row.kind === 'title' ? row.title : row.emojis.length))).toEqual([
      'recent',
      1,
      'smileys',
      2,
      1,
    ])
    expect(firstCell(rows)).toEqual({ row: 1, column: 0 })
  })

  it('is walked by arrows, over titles and round the ends of rows', () => {
    expect(moved(rows, { row: 1, column: 0 }, 'ArrowDown')).toEqual({ row: 3, column: 0 })
    expect(moved(rows, { row: 1, column: 0 }, 'ArrowRight')).toEqual({ row: 3, column: 0 })
    expect(moved(rows, { row: 3, column: 0 }, 'ArrowLeft')).toEqual({ row: 1, column: 0 })
    expect(moved(rows, { row: 4, column: 0 }, 'ArrowDown')).toEqual({ row: 4, column: 0 })
    expect(moved(rows, { row: 1, column: 0 }, 'ArrowUp')).toEqual({ row: 1, column: 0 })
    expect(moved(rows, { row: 1, column: 0 }, 'a')).toBeNull()
  })

  it('keeps the column over a short row', () => {
    const below = moved(rows, { row: 3, column: 1 }, 'ArrowDown')
    expect(below && emojiAt(rows, below)).toBe(few[2])
    expect(below && moved(rows, below, 'ArrowUp')).toEqual({ row: 3, column: 1 })
    expect(emojiAt(rows, { row: 0, column: 0 })).toBeNull()
  })
})
