/**
 * How much a browser has to fetch, compressed, against what we allow it: the widget is a guest on other people's pages, and an
 * agent's first page must come up on a slow line too. Prints each size; ends with 1 when one is above its budget.
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const kilobyte = 1000
const root = fileURLToPath(new URL('..', import.meta.url))

const gzipSize = (path: string): number => gzipSync(readFileSync(path)).length

function widgetSizeBytes(): number {
  const dist = join(root, 'widget/dist')
  // The shop that shows it off is no part of it.
  const files = globSync('**/*.*', { cwd: dist, exclude: (file) => /\.(br|gz)$|^demo(\/|$)/.test(file) }).map(
    (file) => join(dist, file),
  )
  return files.filter((file) => statSync(file).isFile()).reduce((sum, file) => sum + gzipSize(file), 0)
}

/** The scripts index.html names: its entry and what the builder says that one needs at once. */
function firstLoadSizeBytes(): number {
  const dist = join(root, 'web/dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = new Set([...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1] ?? ''))
  return [...scripts].reduce((sum, script) => sum + gzipSize(join(dist, script)), 0)
}

const budgets = [
  { what: 'the widget', sizeBytes: widgetSizeBytes(), limitBytes: 30 * kilobyte },
  { what: 'first-load script of the page', sizeBytes: firstLoadSizeBytes(), limitBytes: 250 * kilobyte },
]

for (const { what, sizeBytes, limitBytes } of budgets) {
  const isOver = sizeBytes > limitBytes || sizeBytes === 0
  const verdict = isOver ? 'OVER BUDGET' : 'ok'
  process.stdout.write(
    `${what}: ${(sizeBytes / kilobyte).toFixed(1)} of ${limitBytes / kilobyte} kB, ${verdict}\n`,
  )
  if (isOver) process.exitCode = 1
}
