/**
 * Builds what a browser loads: the page (web/) and the widget (widget/). A build is made again when its sources have changed,
 * told by a hash of them kept beside the output; a build that was interrupted leaves no hash and is made again too.
 *
 * `--is-fresh` builds nothing and ends with 0 when nothing is to be built.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compressFolder } from './compress.ts'

interface Bundle {
  readonly title: string
  readonly folder: 'web' | 'widget'
  /** The one file without which there is nothing to serve. */
  readonly product: string
}

const bundles: readonly Bundle[] = [
  { title: 'Building the page', folder: 'web', product: 'web/dist/index.html' },
  { title: 'Building the widget', folder: 'widget', product: 'widget/dist/atiende.js' },
]

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = ['package-lock.json', 'package.json', 'tsconfig.base.json', 'core/**/*.ts', 'protocol/**/*.ts']
const isIgnored = (path: string): boolean => /(^|\/)(dist|test)(\/|$)|\.test\.tsx?$/.test(path)

const hashFile = (bundle: Bundle): string => join(root, bundle.folder, 'dist', '.sources')

function sourceHash(bundle: Bundle): string {
  const hash = createHash('sha256')
  for (const file of globSync([...shared, `${bundle.folder}/**/*.*`], {
    cwd: root,
    exclude: isIgnored,
  }).sort()) {
    if (!statSync(join(root, file)).isFile()) continue
    hash.update(`${file}\0`)
    hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function isFresh(bundle: Bundle, hash: string): boolean {
  const noted = hashFile(bundle)
  return existsSync(join(root, bundle.product)) && existsSync(noted) && readFileSync(noted, 'utf8') === hash
}

async function build(bundle: Bundle, hash: string): Promise<void> {
  const startedAt = performance.now()
  process.stdout.write(`${bundle.title} … `)
  rmSync(hashFile(bundle), { force: true })
  let problem: string | undefined
  try {
    const vite = await import('vite')
    await vite.build({ configFile: join(root, bundle.folder, 'vite.config.ts'), logLevel: 'warn' })
    compressFolder(join(root, bundle.folder, 'dist'))
    writeFileSync(hashFile(bundle), hash)
  } catch (error) {
    problem = error instanceof Error ? error.message : JSON.stringify(error)
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${problem === undefined ? 'done' : 'failed'} (${seconds} s)\n`)
  if (problem === undefined) return
  process.stderr.write(`\n${problem}\n`)
  process.exit(1)
}

const stale = bundles
  .map((bundle) => ({ bundle, hash: sourceHash(bundle) }))
  .filter(({ bundle, hash }) => !isFresh(bundle, hash))

if (process.argv.includes('--is-fresh')) {
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const { bundle, hash } of stale) await build(bundle, hash)
}
