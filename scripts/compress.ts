/** Puts a compressed copy beside each built file that shrinks: once at the build, and never again for each of a thousand agents. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const shrinks = '**/*.{js,css,html,svg,json,txt,webmanifest}'
const leastBytes = 1_000

/** How many files have a copy now. */
export function compressFolder(folder: string): number {
  let count = 0
  for (const file of globSync(shrinks, { cwd: folder }).map((name) => join(folder, name))) {
    const bytes = readFileSync(file)
    if (bytes.length < leastBytes) continue
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    )
    count += 1
  }
  return count
}
