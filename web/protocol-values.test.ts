import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const web = fileURLToPath(new URL('.', import.meta.url))

it('the page takes only types from protocol/, whose schemas would be a tenth of its first load', () => {
  const sources = globSync('**/*.{ts,tsx}', {
    cwd: web,
    exclude: (path) => /(^|\/)(dist|test)(\/|$)|\.test\./.test(path),
  })
  const values = sources.flatMap((path) =>
    [...readFileSync(join(web, path), 'utf8').matchAll(/^import (?!type )[^']*'(#protocol\/[^']+)'/gm)].map(
      ([, from]) => from,
    ),
  )
  // The error registry is plain text; it brings no schema along.
  expect([...new Set(values)]).toEqual(['#protocol/error.ts'])
})
