import {
  chmodSync,
  constants,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import type { BinaryPackage } from './binary-package.ts'

/**
 * PostgreSQL runs from a copy of the package in the data area. The package as npm leaves it does not start: the
 * names of its libraries are links, which a package cannot hold, and the script that would make them is not run
 * by default by newer versions of npm. Besides, the package may be in a folder that cannot be written, or that
 * the unprivileged user cannot enter; and data must not outlive the program that reads them.
 *
 * All at once and not in turns with other work: a thousand small files take four times as long otherwise, and a
 * server that is starting has nothing else to do.
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

function makeLinks(native: string): void {
  const links: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links) || !links.every(isLink)) {
    throw new Error('pg-symlinks.json of the PostgreSQL package has another form than expected.')
  }
  for (const { source, target } of links) {
    const place = path.join(path.dirname(native), target)
    rmSync(place, { force: true })
    symlinkSync(path.relative(path.dirname(target), source), place)
  }
}

/** Sizes of all files, by their path in the folder. */
function listFiles(folder: string): Map<string, number> {
  const sizes = new Map<string, number>()
  const addAll = (place: string): void => {
    for (const entry of readdirSync(path.join(folder, place), { withFileTypes: true })) {
      const file = path.join(place, entry.name)
      if (entry.isDirectory()) addAll(file)
      else if (entry.isFile()) sizes.set(file, statSync(path.join(folder, file)).size)
    }
  }
  addAll('')
  return sizes
}

/** After a power cut, files that were just written may be empty; a copy like that is made anew. */
function isComplete(original: string, copy: string): boolean {
  if (!statSync(copy, { throwIfNoEntry: false })?.isDirectory()) return false
  const copied = listFiles(copy)
  return [...listFiles(original)].every(([file, size]) => copied.get(file) === size)
}

/** Whatever the permissions were where the package was installed, its programs can be run from the copy by any user. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const isProgram = path.basename(entry.parentPath) === 'bin'
    chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() || isProgram ? 0o755 : 0o644)
  }
}

/** Programs of another major version stay with the data that only they can read. */
function removeOlderCopies(folder: string, { version, major }: BinaryPackage): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`program-${major}.`) || name === `program-${version}`) continue
    rmSync(path.join(folder, name), { recursive: true, force: true })
  }
}

/** Makes the copy unless it is there; the result is the folder with `bin`, `lib` and `share`. */
export function copyBinaries(binaries: BinaryPackage, folder: string): string {
  const original = path.join(binaries.folder, 'native')
  const copy = path.join(folder, `program-${binaries.version}`)
  if (isComplete(original, path.join(copy, 'native'))) return path.join(copy, 'native')

  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(unfinished)
  const native = path.join(unfinished, 'native')
  cpSync(original, native, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  makeLinks(native)
  openToAll(unfinished)
  renameSync(unfinished, copy)
  removeOlderCopies(folder, binaries)
  return path.join(copy, 'native')
}
