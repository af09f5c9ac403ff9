import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * Numbers of processes are used again, so a number in a file proves nothing by itself. A process is known by
 * its number together with the moment it started.
 */

const run = promisify(execFile)

/** Fields of /proc/<pid>/stat from the third on; the second, the name, may contain spaces and brackets. */
async function readProcStat(pid: number): Promise<string[] | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

async function askPs(pid: number, column: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', `${column}=`, '-p', String(pid)])
    return stdout.trim() || undefined
  } catch {
    return undefined
  }
}

/** Something that no other process of this number ever has; undefined when there is none alive. */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') {
    const state = await askPs(pid, 'stat')
    return state === undefined || state.startsWith('Z') ? undefined : await askPs(pid, 'lstart')
  }
  const stat = await readProcStat(pid)
  const state = stat?.[0]
  // A zombie has ended; it only waits for its parent to take note.
  if (stat === undefined || state === 'Z' || state === 'X') return undefined
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
  return `${boot}/${stat[19] ?? ''}`
}

/** The command that a process was started with; undefined when there is none alive or it is not ours to see. */
export async function commandOf(pid: number): Promise<string | undefined> {
  if ((await identityOf(pid)) === undefined) return undefined
  if (process.platform !== 'linux') return await askPs(pid, 'command')
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim()
  } catch {
    return undefined
  }
}
