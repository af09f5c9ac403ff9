/**
 * What customers hear who wait or are on hold: their queue's own music, or the product's. Files lie in a folder of their own under their ids, in the form
 * that engines play, and never change. One that no queue has any more is cleared away after a day, so that who changed it may go back.
 */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AgentId, FileId, QueueId } from '#core/id.ts'
import { lockConfiguration } from '../configuration/configuration-row.ts'
import type { Context } from '../context.ts'
import { isMissing } from '../file/byte-store.ts'
import { deleteUnusedMusic, insertQueueMusic, readMusicIds } from '../store/queue-music-row.ts'

export interface QueueMusic {
  /** A file that is there. */
  pathFor(queueId: QueueId | null): string
  /** It is on the disk and known when this resolves; no queue has it yet. */
  keep(music: {
    readonly queueId: QueueId
    readonly agentId: AgentId
    readonly bytes: Uint8Array
    readonly durationMs: number
  }): Promise<FileId>
  /** Answers how many files it removed. */
  clear(): Promise<number>
}

const productsOwn = fileURLToPath(new URL('../../voice/embedded/music/hold.opus', import.meta.url))
const unusedMs = 86_400_000
const ending = '.opus'

export function createQueueMusic({
  context,
  folder,
}: {
  readonly context: Pick<Context, 'database' | 'configuration' | 'now' | 'newId'>
  /** The same for all servers of one database. */
  readonly folder: string
}): QueueMusic {
  const { database, configuration } = context
  const there = new Set<FileId>()
  const pathOf = (id: FileId): string => path.join(folder, `${id}${ending}`)

  function isThere(id: FileId): boolean {
    if (there.has(id)) return true
    if (!existsSync(pathOf(id))) return false
    there.add(id)
    return true
  }

  async function write(id: FileId, bytes: Uint8Array): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const draft = path.join(folder, `${id}.part`)
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, pathOf(id))
  }

  async function isOld(name: string): Promise<boolean> {
    // The disk's clock, whatever clock the centre runs by.
    return (await stat(path.join(folder, name))).mtimeMs < Date.now() - unusedMs
  }

  return {
    pathFor(queueId) {
      const id = queueId && configuration.queue(queueId)?.voice.musicFileId
      return id && isThere(id) ? pathOf(id) : productsOwn
    },
    async keep({ queueId, agentId, bytes, durationMs }) {
      const id: FileId = context.newId('fil')
      await write(id, bytes)
      await insertQueueMusic(
        database,
        { id, queueId, agentId, sizeBytes: bytes.length, durationMs },
        context.now(),
      )
      return id
    },
    async clear() {
      await database.transaction(async (transaction) => {
        await lockConfiguration(transaction)
        await deleteUnusedMusic(transaction, context.now() - unusedMs)
      })
      const known = await readMusicIds(database)
      let removed = 0
      for (const name of await namesIn(folder)) {
        const id = name.slice(0, name.indexOf('.')) as FileId
        if (known.has(id) || !(await isOld(name))) continue
        await rm(path.join(folder, name), { force: true })
        there.delete(id)
        removed += 1
      }
      return removed
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
