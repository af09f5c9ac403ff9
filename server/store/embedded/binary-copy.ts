import { constants } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import path from 'node:path'
import type { BinaryPackage } from './binary-package.ts'

/**
 * PostgreSQL runs from a copy of the package in the data area. The package as npm leaves it does not start: the
 * names of its libraries are links, which a package cannot hold, and the script that would make them is not run
 * by default by newer versions of npm. Besides, the package may be in a folder that cannot be written, or that the unprivileged
 * user cannot enter; and data must not outlive the program that reads them.
 */

interface Link {
  readonly source: string
  readonly target: string
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'target' in value &&
    typeof value.source === 'string' &&
    typeof value.target === 'string'
  )
}

async function makeLinks(native: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links) || !links.every(isLink))
    throw new Error('pg-symlinks.json of the PostgreSQL package has another form than expected.')
  for (const { source, target } of links) {
    const place = path.join(path.dirname(native), target)
    await rm(place, { force: true })
    await symlink(path.relative(path.dirname(target), source), place)
  }
}

/** Libraries to link other programs with; a quarter of the files and of no use here. */
function isNeeded(file: string): boolean {
  return !file.endsWith('.a') && path.basename(file) !== 'pkgconfig'
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** After a power cut, files that were just written may be empty; a copy like that is made anew. */
async function isComplete(original: string, copy: string): Promise<boolean> {
  const sizeOf = async (file: string): Promise<number> =>
    await stat(file).then(
      ({ size }) => size,
      () => -1,
    )
  const files = (await listFiles(original)).filter(
    (file) => isNeeded(file) && !path.dirname(file).endsWith('pkgconfig'),
  )
  const sizes = await Promise.all(
    files.map(
      async (file) =>
        [await sizeOf(file), await sizeOf(path.join(copy, path.relative(original, file)))] as const,
    ),
  )
  return sizes.every(([before, after]) => before === after)
}

/** Whatever the permissions were where the package was installed, its programs can be run from the copy by any user. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const isProgram = (parent: string): boolean => path.basename(parent) === 'bin'
  await Promise.all(
    entries
      .filter((entry) => !entry.isSymbolicLink())
      .map((entry) =>
        chmod(
          path.join(entry.parentPath, entry.name),
          entry.isDirectory() || isProgram(entry.parentPath) ? 0o755 : 0o644,
        ),
      ),
  )
}

async function removeOlderCopies(folder: string, { version, major }: BinaryPackage): Promise<void> {
  const names = await readdir(folder)
  // Binaries of another major version stay with the data that only they can read.
  const old = names.filter((name) => name.startsWith(`program-${major}.`) && name !== `program-${version}`)
  await Promise.all(old.map((name) => rm(path.join(folder, name), { recursive: true, force: true })))
}

/** Makes the copy unless it is there; the result is the folder with `bin`, `lib` and `share`. */
export async function copyBinaries(binaries: BinaryPackage, folder: string): Promise<string> {
  const original = path.join(binaries.folder, 'native')
  const copy = path.join(folder, `program-${binaries.version}`)
  if (await isComplete(original, path.join(copy, 'native'))) return path.join(copy, 'native')

  const unfinished = `${copy}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await rm(copy, { recursive: true, force: true })
  await mkdir(unfinished)
  const native = path.join(unfinished, 'native')
  await cp(original, native, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isNeeded })
  await makeLinks(native)
  await openToAll(unfinished)
  await rename(unfinished, copy)
  await removeOlderCopies(folder, binaries)
  return path.join(copy, 'native')
}
