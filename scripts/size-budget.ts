/**
 * How much a browser has to fetch, compressed, against what we allow it: the widget is a guest on other people's pages, and an
 * agent's first page must come up on a slow line too. Prints each size; ends with 1 when one is above its budget.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const kilobyte = 1000
const root = fileURLToPath(new URL('..', import.meta.url))

const gzipSize = (path: string): number => gzipSync(readFileSync(path)).length

/** One file of the widget: what every page that carries it fetches, and the part for calls that only callers do. The shop beside them is no part of it. */
const widgetSizeBytes = (name: string): number => gzipSize(join(root, 'widget/dist', name))

/**
 * What a browser must have run before a page can be used: the scripts index.html names, the given pages (chunks by the beginning of their names),
 * the larger of the two languages, and everything these import at once. What is fetched only when it is opened does not count.
 */
function scriptSizeBytes(...pages: readonly string[]): number {
  const dist = join(root, 'web/dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const chunks = globSync('assets/*.js', { cwd: dist })
  const named = pages.map((page) => {
    const found = chunks.find((chunk) => new RegExp(`^assets/${page}-[\\w-]{8}\\.js$`).test(chunk))
    if (found === undefined) throw new Error(`The build has no chunk ${page}.`)
    return found
  })
  const needed = new Set<string>()
  const need = (chunk: string): void => {
    if (needed.has(chunk)) return
    needed.add(chunk)
    const text = readFileSync(join(dist, chunk), 'utf8')
    for (const [, name] of text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)) need(`assets/${name}`)
  }
  const first = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1] ?? '')
  for (const chunk of [...first, ...named]) need(chunk)
  return [...needed].reduce((sum, chunk) => sum + gzipSize(join(dist, chunk)), 0)
}

const budgets = [
  { what: 'the widget', sizeBytes: widgetSizeBytes('atiende.js'), limitBytes: 30 * kilobyte },
  { what: 'the widget’s part for calls', sizeBytes: widgetSizeBytes('call.js'), limitBytes: 18 * kilobyte },
  {
    what: 'script before signing in',
    sizeBytes: scriptSizeBytes('es', 'sign-in-page'),
    limitBytes: 160 * kilobyte,
  },
  {
    what: 'script before the lists and a conversation are there',
    sizeBytes: scriptSizeBytes('es', 'desk-page'),
    limitBytes: 320 * kilobyte,
  },
]

for (const { what, sizeBytes, limitBytes } of budgets) {
  const isOver = sizeBytes > limitBytes || sizeBytes === 0
  const verdict = isOver ? 'OVER BUDGET' : 'ok'
  process.stdout.write(
    `${what}: ${(sizeBytes / kilobyte).toFixed(1)} of ${limitBytes / kilobyte} kB, ${verdict}\n`,
  )
  if (isOver) process.exitCode = 1
}
