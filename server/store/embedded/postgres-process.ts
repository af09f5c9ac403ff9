import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { open, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { postgresEnvironment, settingsFile } from './cluster.ts'
import type { DataArea } from './data-area.ts'

/** One run of the `postgres` program, from its start to its end. */
export interface PostgresProcess {
  readonly pid: number
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>
  hasEnded(): boolean
  /** What it has logged in this run. */
  readLog(): Promise<string>
  /** Ends it: all connections are closed and everything is written; by force when that takes too long. */
  stop(): Promise<void>
}

/** By this on its command line a running PostgreSQL is known to be that of a data area. */
export function settingsOption(area: DataArea): string {
  return `--config-file=${settingsFile(area)}`
}

const deathSignalOptions = ['--pdeathsig', 'INT']
const fastShutdownMs = 30_000
const immediateShutdownMs = 5_000
const largestLogBytes = 10 * 1024 * 1024
const largestLogReadBytes = 64 * 1024

/**
 * On Linux the system can tell PostgreSQL of our death, so that a killed server leaves nothing running. Where that
 * is not to be had (macOS, an older or smaller setpriv) the next start finds what was left.
 */
async function canAskForDeathSignal(): Promise<boolean> {
  if (process.platform !== 'linux') return false
  return await promisify(execFile)('setpriv', [...deathSignalOptions, 'true'], {
    env: postgresEnvironment,
  }).then(
    () => true,
    () => false,
  )
}

function spawnPostgres(
  native: string,
  area: DataArea,
  withDeathSignal: boolean,
  logDescriptor: number,
): ChildProcess {
  const postgres = path.join(native, 'bin', 'postgres')
  const options = [settingsOption(area)]
  return spawn(
    withDeathSignal ? 'setpriv' : postgres,
    withDeathSignal ? [...deathSignalOptions, postgres, ...options] : options,
    {
      ...area.runAs,
      cwd: area.folder,
      env: postgresEnvironment,
      stdio: ['ignore', logDescriptor, logDescriptor],
      // A session of its own: Ctrl-C in the terminal is for the server, which ends the database last.
      detached: true,
    },
  )
}

async function sizeOf(file: string): Promise<number> {
  return await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const steps = [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
    ['SIGKILL', immediateShutdownMs],
  ] as const
  for (const [signal, limitMs] of steps) {
    child.kill(signal)
    const patience = new AbortController()
    const inTime = await Promise.race([
      ended.then(() => true),
      delay(limitMs, false, { signal: patience.signal }).catch(() => false),
    ])
    patience.abort()
    if (inTime) return
  }
}

export async function startProcess(native: string, area: DataArea): Promise<PostgresProcess> {
  const logFile = path.join(area.folder, 'postgres.log')
  if ((await sizeOf(logFile)) > largestLogBytes) await rename(logFile, `${logFile}.1`)
  // A file and not a pipe: a pipe that nobody empties in time would stop the database.
  const log = await open(logFile, 'a', 0o600)
  const logStart = await sizeOf(logFile)
  try {
    const child = spawnPostgres(native, area, await canAskForDeathSignal(), log.fd)
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.on('error', () => undefined)
    return {
      pid: child.pid ?? 0,
      ended,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      readLog: async () => await readFrom(logFile, logStart),
      stop: async () => await stopProcess(child, ended),
    }
  } finally {
    await log.close()
  }
}

async function readFrom(file: string, start: number): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(largestLogReadBytes)
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
