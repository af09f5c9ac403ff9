/**
 * What nobody needs any more goes: files that no message took within a day, and bytes that no file refers to (of uploads that a crash cut
 * off, or of a removal that it cut off). Both can be stopped and begun again at any point.
 */
import type { Context } from '../context.ts'
import {
  deleteUnusedFile,
  lockContent,
  readUnusedFiles,
  referredContents,
  usableForMs,
} from '../store/file-row.ts'
import type { ByteStore } from './byte-store.ts'

/** After a file can be used no more: a message that took it in its last moment is written by then. */
const graceMs = 3_600_000
/** An upload that still goes on is younger than that. */
const strayAfterMs = 86_400_000
const batchSize = 200

type Parts = { readonly context: Pick<Context, 'database' | 'now'>; readonly bytes: ByteStore }

/** Answers how many files it removed. */
export async function clearUnusedFiles({ context, bytes }: Parts, signal: AbortSignal): Promise<number> {
  const { database } = context
  const before = context.now() - usableForMs - graceMs
  let removed = 0
  while (!signal.aborted) {
    const unused = await readUnusedFiles(database, before, batchSize)
    for (const { id, sha256 } of unused) {
      if (signal.aborted) break
      await database.transaction(async (transaction) => {
        await lockContent(transaction, sha256)
        if (!(await deleteUnusedFile(transaction, id, before))) return
        // Before the commit, under the lock. If it fails, the row stays and is found again.
        if (!(await referredContents(transaction, [sha256])).has(sha256)) await bytes.remove(sha256)
        removed += 1
      })
    }
    if (unused.length < batchSize) break
  }
  return removed
}

/** Answers how many contents and unfinished uploads it removed. */
export async function clearStrayBytes({ context, bytes }: Parts, signal: AbortSignal): Promise<number> {
  const { database } = context
  // The files' times are the clock of the disk, whatever clock the centre runs by.
  const before = Date.now() - strayAfterMs
  let removed = await bytes.removeDraftsBefore(before)
  for await (const hashes of bytes.contentsBefore(before)) {
    if (signal.aborted) break
    const referred = await referredContents(database, hashes)
    for (const sha256 of hashes) {
      if (referred.has(sha256) || signal.aborted) continue
      await database.transaction(async (transaction) => {
        await lockContent(transaction, sha256)
        if ((await referredContents(transaction, [sha256])).has(sha256)) return
        await bytes.remove(sha256)
        removed += 1
      })
    }
  }
  return removed
}
