import { lchown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { StoreLog } from '../store-log.ts'
import type { DataArea } from './data-area.ts'
import { settingsOption } from './postgres-process.ts'
import { commandOf, identityOf } from './process-identity.ts'

/**
 * What a killed server may have left behind, put in order before PostgreSQL starts again:
 *
 * - A PostgreSQL that still runs (its parent was killed and the system did not tell it) is stopped cleanly.
 * - A lock file whose process is gone is left to PostgreSQL, which recognises it, with one exception: when the
 *   number now belongs to some other process (or a zombie), PostgreSQL would refuse for ever. Then our own number is put
 *   there, which PostgreSQL ignores as its parent's. The file itself must stay: by the shared memory that is
 *   noted in it, PostgreSQL notices backends that outlived their postmaster.
 *
 * Must only be called by the owner of the data area.
 */

const fastShutdownMs = 30_000
const immediateShutdownMs = 5_000
const lookAgainMs = 20

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function endsWithin(pid: number, limitMs: number): Promise<boolean> {
  const identity = await identityOf(pid)
  for (
    const startedAt = performance.now();
    performance.now() - startedAt < limitMs;
    await delay(lookAgainMs)
  ) {
    if (identity === undefined || (await identityOf(pid)) !== identity) return true
  }
  return false
}

async function stop(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  if (await endsWithin(pid, fastShutdownMs)) return
  process.kill(pid, 'SIGQUIT')
  if (await endsWithin(pid, immediateShutdownMs)) return
  process.kill(pid, 'SIGKILL')
  await endsWithin(pid, immediateShutdownMs)
}

/** As a new file: the folder is the unprivileged user's, and root follows no link from there. */
async function replaceFile(file: string, text: string, { runAs }: DataArea): Promise<void> {
  const fresh = `${file}.fresh`
  await rm(fresh, { force: true })
  await writeFile(fresh, text, { flag: 'wx', mode: 0o600 })
  if (runAs !== undefined) await lchown(fresh, runAs.uid, runAs.gid)
  await rename(fresh, file)
}

export async function settlePreviousPostmaster(
  area: DataArea,
  cluster: string,
  socketFolder: string,
  log: StoreLog,
): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  const pid = Number.parseInt(text ?? '', 10)
  if (text !== undefined && pid > 0 && isRunning(pid)) {
    const command = await commandOf(pid)
    if (command?.endsWith(settingsOption(area)) === true) {
      log.warn({ pid }, 'A database left running by a killed server is stopped first.')
      await stop(pid)
    } else {
      log.warn({ pid }, "The database's lock file names a process that is not it; the lock is void.")
      await replaceFile(pidFile, text.replace(/^\d+/, String(process.pid)), area)
    }
  }
  // Nobody of ours runs now, and the folder is private: a socket and its lock can only be leftovers.
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    await rm(path.join(socketFolder, name), { force: true })
}
