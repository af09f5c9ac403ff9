import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import path from 'node:path'
import { StartProblem } from '../start-problem.ts'
import type { DataArea } from './data-area.ts'
import { outputProblem } from './system-problem.ts'

/** The database's files, in `cluster` of the data area, and its settings beside them. */

export const superuser = 'atiende'

/**
 * Nothing of our own environment reaches PostgreSQL: neither PG… variables nor the machine's language, which
 * decides the encoding of a new cluster unless told (without any it would be SQL_ASCII).
 */
export const postgresEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const initOptions = [
  `--username=${superuser}`,
  '--encoding=UTF8',
  // The same order and case rules on every machine and after every update of the system.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--text-search-config=simple',
  // There is only a socket in a folder of the database's own user, who can read the files anyway.
  '--auth=trust',
  '--no-instructions',
]

/** Runs `initdb` and waits. Its output goes nowhere but into the message of a failure. */
async function runInitdb(
  native: string,
  options: readonly string[],
  { runAs, folder }: DataArea,
): Promise<void> {
  const child = spawn(path.join(native, 'bin', 'initdb'), options, {
    ...runAs,
    cwd: folder,
    env: postgresEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  if (code !== 0) throw outputProblem('initdb', output, folder)
}

/** Whether there is one already. @throws StartProblem when another major version has made it. */
export async function findCluster(cluster: string, major: number): Promise<boolean> {
  const text = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (text === undefined) return false
  const found = Number.parseInt(text, 10)
  if (found === major) return true
  throw new StartProblem(
    `The data in ${cluster} were made by PostgreSQL ${found}, and this version of Atiende comes with PostgreSQL ${major}, which cannot read them. ` +
      `Start the version of Atiende that made them, or serve them with a PostgreSQL ${found} of your own and set DATABASE_URL.`,
  )
}

export async function makeCluster(native: string, cluster: string, area: DataArea): Promise<void> {
  const unfinished = `${cluster}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (area.runAs !== undefined) await chown(unfinished, area.runAs.uid, area.runAs.gid)
  // Not waiting for the disk: after a power cut at this moment there is nothing to lose yet, and saveCluster follows.
  await runInitdb(native, [...initOptions, '--no-sync', `--pgdata=${unfinished}`], area)
  await rename(unfinished, cluster)
}

/** Makes sure that a new cluster is on the disk, while it is already in use. */
export async function saveCluster(native: string, cluster: string, area: DataArea): Promise<void> {
  await runInitdb(native, ['--sync-only', `--pgdata=${cluster}`], area)
}

/** In containers /dev/shm is often 64 MB, which one parallel query can fill. */
async function isSharedMemorySmall(): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize < 256 * 1024 * 1024
}

/** Values as they stand in postgresql.conf, quotes included. */
export type PostgresSettings = Readonly<Record<string, string | number>>

export function settingsFile(area: DataArea): string {
  return path.join(area.folder, 'postgresql.conf')
}

/** Writes the settings anew at each start; a person's own go into `own.conf` beside them. */
export async function writeSettings(
  area: DataArea,
  cluster: string,
  socketFolder: string,
  own: PostgresSettings,
): Promise<void> {
  const memoryMb = totalmem() / 1024 / 1024
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
  const settings: PostgresSettings = {
    data_directory: text(cluster),
    hba_file: text(path.join(cluster, 'pg_hba.conf')),
    ident_file: text(path.join(cluster, 'pg_ident.conf')),
    listen_addresses: text(''),
    unix_socket_directories: text(socketFolder),
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: 60,
    shared_buffers: text('128MB'),
    effective_cache_size: text(`${Math.max(256, Math.round(memoryMb / 2))}MB`),
    work_mem: text('8MB'),
    maintenance_work_mem: text('64MB'),
    dynamic_shared_memory_type: (await isSharedMemorySmall()) ? 'mmap' : 'posix',
    // Everyone has disks without moving parts, and the default is from before them.
    random_page_cost: 1.1,
    checkpoint_timeout: text('15min'),
    max_wal_size: text('1GB'),
    // Tables whose rows live for seconds (waiting, outbox) must be cleaned as fast as they die.
    autovacuum_naptime: text('15s'),
    timezone: text('UTC'),
    log_timezone: text('UTC'),
    // The application logs what fails; PostgreSQL's own account of it would contain people's data.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: text('%m [%p] '),
    ...own,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const file = settingsFile(area)
  await writeFile(
    file,
    [
      '# Written anew at each start. Your own settings go into own.conf beside this file.',
      ...lines,
      "include_if_exists = 'own.conf'",
      '',
    ].join('\n'),
  )
  await chmod(file, 0o644)
}
