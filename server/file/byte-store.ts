/**
 * The bytes of files on disk, each content once, under the hash of it: `<folder>/ab/cd/<sha256>`. What is being received lies in
 * `<folder>/incoming` until all of it is there and on the disk; then one rename puts it into its place. So whatever has the name of a hash
 * is whole, at any moment and after any crash.
 *
 * Several servers may share the folder. Whoever keeps or removes a content holds the database's lock on it (`lockContent`), so that nobody
 * removes what another is just about to refer to.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

/** Something that was received whole and is not in its place yet. */
export interface Draft {
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  /** Puts it into its place; there may be the same content already. It is on the disk when this resolves. */
  keep(): Promise<void>
  /** Forgets it, unless it was kept. */
  drop(): Promise<void>
}

export interface ByteStore {
  /** Null: it is longer than `maximumBytes`, and the source was not read further. */
  receive(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    maximumBytes: number,
  ): Promise<Draft | null>
  pathOf(sha256: string): string
  thumbnailPathOf(sha256: string): string
  writeThumbnail(sha256: string, bytes: Uint8Array): Promise<void>
  /** The content and what was made from it; nothing there is no error. */
  remove(sha256: string): Promise<void>
  /** The hashes of what was not touched since, some at a time; whether anybody refers to them is not known here. */
  contentsBefore(at: number): AsyncIterable<readonly string[]>
  /** What was left of uploads that a crash cut off. Answers how many. */
  removeDraftsBefore(at: number): Promise<number>
}

const privateFolder = 0o700
const privateFile = 0o600
const contentName = /^[0-9a-f]{64}$/
const contentOrThumbnail = /^([0-9a-f]{64})(?:\.320\.webp)?$/

/** The disk is full, or this user's share of it. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

export function openByteStore(folder: string): ByteStore {
  const incoming = path.join(folder, 'incoming')

  function pathOf(sha256: string): string {
    if (!contentName.test(sha256)) throw new Error(`"${sha256}" is no hash.`)
    return path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }

  const thumbnailPathOf = (sha256: string): string => `${pathOf(sha256)}.320.webp`

  async function place(from: string, to: string): Promise<void> {
    const home = path.dirname(to)
    const made = await mkdir(home, { recursive: true, mode: privateFolder })
    await rename(from, to)
    const touched = made === undefined ? [home] : [home, path.dirname(home), folder]
    for (const one of touched) await syncFolder(one)
  }

  return {
    pathOf,
    thumbnailPathOf,

    async receive(source, maximumBytes) {
      await mkdir(incoming, { recursive: true, mode: privateFolder })
      const draftPath = path.join(incoming, randomUUID())
      const file = await open(draftPath, 'wx', privateFile)
      const drop = async (): Promise<void> => await rm(draftPath, { force: true })
      try {
        const written = await writeAll(file, source, maximumBytes)
        if (written === null) {
          await drop()
          return null
        }
        const keep = async (): Promise<void> => await place(draftPath, pathOf(written.sha256))
        return { path: draftPath, ...written, keep, drop }
      } catch (error) {
        await drop()
        throw error
      } finally {
        await file.close()
      }
    },

    async writeThumbnail(sha256, bytes) {
      const draftPath = path.join(incoming, randomUUID())
      await mkdir(incoming, { recursive: true, mode: privateFolder })
      try {
        await writeFile(draftPath, bytes, { flag: 'wx', mode: privateFile })
        await rename(draftPath, thumbnailPathOf(sha256))
      } finally {
        await rm(draftPath, { force: true })
      }
    },

    async remove(sha256) {
      await rm(thumbnailPathOf(sha256), { force: true })
      await rm(pathOf(sha256), { force: true })
    },

    async *contentsBefore(at) {
      for (const outer of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(outer)) continue
        const old = new Set<string>()
        for (const inner of await namesIn(path.join(folder, outer))) {
          const home = path.join(folder, outer, inner)
          for (const name of await namesIn(home)) {
            const sha256 = contentOrThumbnail.exec(name)?.[1]
            if (sha256 && (await isOlder(path.join(home, name), at))) old.add(sha256)
          }
        }
        if (old.size > 0) yield [...old]
      }
    },

    async removeDraftsBefore(at) {
      let removed = 0
      for (const name of await namesIn(incoming)) {
        const one = path.join(incoming, name)
        if (!(await isOlder(one, at))) continue
        await rm(one, { force: true })
        removed += 1
      }
      return removed
    },
  }
}

async function writeAll(
  file: FileHandle,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maximumBytes: number,
): Promise<{ readonly sha256: string; readonly sizeBytes: number } | null> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of source) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maximumBytes) return null
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  await file.sync()
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** A rename is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) return []
    throw error
  }
}

async function isOlder(file: string, at: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs < at
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
