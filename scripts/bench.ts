/** `npm run bench -- <name> [options]`: runs one of the measurements in bench/, each of which prints its own figures. */
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = fileURLToPath(new URL('../bench', import.meta.url))
const files = globSync(['*.ts', '*/main.ts'], { cwd: folder }).filter(
  (file) => !/\.(test|config)\.ts$/.test(file),
)
const names = new Map(
  files.map((file) => [file.endsWith('/main.ts') ? file.slice(0, -8) : basename(file, '.ts'), file]),
)

const [name = '', ...options] = process.argv.slice(2)
const file = names.get(name)
if (file === undefined) {
  process.stderr.write(`Usage: npm run bench -- <name>; there are ${[...names.keys()].sort().join(', ')}.\n`)
  process.exit(1)
}
// The measurement reads its options as if it had been started by itself.
const path = join(folder, file)
process.argv.splice(1, process.argv.length - 1, path, ...options)
await import(pathToFileURL(path).href)
