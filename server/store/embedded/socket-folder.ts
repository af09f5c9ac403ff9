import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../database-error.ts'
import { StartProblem } from '../start-problem.ts'
import type { DataArea } from './data-area.ts'

/** The system's limit is 107 bytes on Linux and 103 on macOS, for the whole path of the socket. */
const longestFolderBytes = 103 - '/.s.PGSQL.5432'.length

/**
 * The folder of the database's socket. Whoever can enter it can read the whole database, so only its user can. It is in the
 * data area; when that path is too long for a socket, below /tmp, where another user could have put something under its
 * name before us.
 */
export async function openSocketFolder({ folder, runAs }: DataArea): Promise<string> {
  const inside = path.join(folder, 'socket')
  const isShort = Buffer.byteLength(inside) <= longestFolderBytes
  const place = isShort
    ? inside
    : path.join('/tmp', `atiende-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  const made = await mkdir(place, { mode: 0o700 }).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return false
      throw error
    },
  )
  const info = await lstat(place)
  const owner = made ? process.getuid?.() : (runAs?.uid ?? process.getuid?.())
  if (!info.isDirectory() || (info.uid !== owner && info.uid !== process.getuid?.())) {
    throw new StartProblem(
      `Cannot start the embedded database: ${place} belongs to somebody else. Remove it, or set ATIENDE_DATA to a shorter path.`,
    )
  }
  await chmod(place, 0o700)
  if (runAs !== undefined) await chown(place, runAs.uid, runAs.gid)
  return place
}
