/** The pictures of the guide: each that is named is there, in the light and in the dark, and none is left that nobody names. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const docs = fileURLToPath(new URL('../docs', import.meta.url))
const folder = path.join(docs, 'images', 'guide')
const guide = readFileSync(path.join(docs, 'agent-guide.md'), 'utf8')
const pictures = readdirSync(folder).toSorted()
const named = [...guide.matchAll(/images\/guide\/([\w-]+\.webp)/g)].map(([, file = '']) => file)

it('are the ones that the guide names', () => {
  expect(pictures.length).toBeGreaterThan(0)
  expect([...new Set(named)].toSorted()).toEqual(pictures)
})

it('stand in the guide in both themes, and say what they show', () => {
  const shown = [...guide.matchAll(/<picture>.*?<\/picture>/gs)].map(([whole]) => whole)
  expect(shown.length * 2).toBe(named.length)
  for (const one of shown)
    expect(one).toMatch(
      /srcset="images\/guide\/([\w-]+)-dark\.webp".*<img src="images\/guide\/\1-light\.webp" alt="[^"]{20,}"/s,
    )
})

it('are at most 3 MB together', () => {
  const sizes = pictures.map((file) => statSync(path.join(folder, file)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000)
})
