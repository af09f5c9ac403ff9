import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../database-error.ts'
import { StartProblem } from '../start-problem.ts'
import type { StoreLog } from '../store-log.ts'

/**
 * Where the embedded database keeps its files, and as whom it runs.
 *
 * - An ordinary user's database is in `<data directory>/postgres`.
 * - PostgreSQL refuses to run as root, so root's database runs as the system's unprivileged user. That user must
 *   be able to walk to its files; when it cannot (a clone in root's own home), they are in
 *   `/var/lib/atiende/<hash of the data directory's path>`.
 * - Data never seems to vanish: a note in the data directory says where they are, and the note is what the next
 *   start goes by, whatever has become of the permissions or the name of the directory meanwhile.
 */
export interface DataArea {
  readonly folder: string
  /** Set when this process is root: the user to run PostgreSQL as. */
  readonly runAs: UnprivilegedUser | undefined
}

export interface UnprivilegedUser {
  readonly uid: number
  readonly gid: number
}

interface Note {
  readonly databaseFolder: string
  readonly dataDirectory: string
}

const noteName = 'postgres-is-elsewhere.json'

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  )
}

/** For whom and where root runs the database; undefined when this process is not root. */
export interface RootsDatabase {
  readonly runAs: UnprivilegedUser
  /** Holds the databases whose data directories their user cannot reach. */
  readonly elsewhere: string
}

async function rootsDatabase(): Promise<RootsDatabase | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return { runAs: await unprivilegedUser(), elsewhere: '/var/lib/atiende' }
}

async function unprivilegedUser(): Promise<UnprivilegedUser> {
  if (process.platform !== 'linux') {
    throw new StartProblem(
      'Cannot start the embedded database as root. Run Atiende as an ordinary user, or set DATABASE_URL.',
    )
  }
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((each) => each.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) {
    throw new StartProblem(
      'Cannot start the embedded database as root: this system has no user "nobody" to run it as. Run Atiende as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(uid), gid: Number(gid) }
}

/** The first directory on the way that the user may not pass through, or undefined. */
export async function findClosedDoor(
  folder: string,
  { uid, gid }: UnprivilegedUser,
): Promise<string | undefined> {
  for (let each = folder; ; each = path.dirname(each)) {
    const info = await stat(each)
    const bit = info.uid === uid ? 0o100 : info.gid === gid ? 0o010 : 0o001
    if ((info.mode & bit) === 0) return each
    if (each === path.dirname(each)) return undefined
  }
}

function parseNote(text: string): Note | undefined {
  const note: unknown = JSON.parse(text)
  if (typeof note !== 'object' || note === null || !('databaseFolder' in note) || !('dataDirectory' in note))
    return undefined
  const { databaseFolder, dataDirectory } = note
  return typeof databaseFolder === 'string' && typeof dataDirectory === 'string'
    ? { databaseFolder, dataDirectory }
    : undefined
}

async function readNote(dataDir: string): Promise<Note | undefined> {
  const file = path.join(dataDir, noteName)
  if (!(await exists(file))) return undefined
  const note = parseNote(await readFile(file, 'utf8'))
  if (note === undefined)
    throw new StartProblem(
      `${file} says where the database of this directory is, and cannot be read. Restore it; without it the data would seem lost.`,
    )
  if (note.dataDirectory !== dataDir && (await exists(path.join(note.dataDirectory, noteName)))) {
    throw new StartProblem(
      `${dataDir} seems to be a copy of ${note.dataDirectory}: both point to the database in ${note.databaseFolder}. ` +
        `To begin with an empty database here, delete ${file}.`,
    )
  }
  return note
}

async function writeNote(dataDir: string, databaseFolder: string): Promise<void> {
  const note: Note & { about: string } = {
    about:
      "The database of this data directory. It cannot be in here: its user may not enter this directory, because of its or its parents' permissions.",
    databaseFolder,
    dataDirectory: dataDir,
  }
  await writeFile(path.join(dataDir, noteName), `${JSON.stringify(note, null, 2)}\n`)
}

/** Makes a folder unless it is there. Not with its parents: a mode given to a recursive mkdir goes to all of them. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}

/** Root's place for the database of a data directory, and a note of it. */
async function makeElsewhere(dataDir: string, elsewhere: string, log: StoreLog): Promise<string> {
  const folder = path.join(elsewhere, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  await makeFolder(elsewhere)
  await chmod(elsewhere, 0o755)
  await makeFolder(folder)
  await writeNote(dataDir, folder)
  log.info(
    { databaseFolder: folder, dataDirectory: dataDir },
    'The embedded database keeps its files outside the data directory, where its unprivileged user can reach them.',
  )
  return folder
}

async function followNote(note: Note, dataDir: string): Promise<string> {
  if (!(await exists(note.databaseFolder))) {
    throw new StartProblem(
      `The database of ${dataDir} should be in ${note.databaseFolder}, and that folder is gone. Restore it from a backup. ` +
        `To begin with an empty database, delete ${path.join(dataDir, noteName)}.`,
    )
  }
  if (note.dataDirectory !== dataDir) await writeNote(dataDir, note.databaseFolder)
  return note.databaseFolder
}

async function makeDatabaseFolder(
  dataDir: string,
  root: RootsDatabase | undefined,
  log: StoreLog,
): Promise<string> {
  const inside = path.join(dataDir, 'postgres')
  const note = await readNote(dataDir)
  if (note !== undefined) return await followNote(note, dataDir)
  const door = root === undefined ? undefined : await findClosedDoor(dataDir, root.runAs)
  if (root === undefined || door === undefined) {
    await makeFolder(inside)
    return inside
  }
  if (await exists(path.join(inside, 'cluster'))) {
    await checkOwner(inside, process.getuid?.())
    throw new StartProblem(
      `The database in ${inside} can no longer be reached by the user it runs as. Open the way: chmod o+x ${door}`,
    )
  }
  return await makeElsewhere(dataDir, root.elsewhere, log)
}

/** A start as root after one as an ordinary user, or the other way round, would fail half-way with riddles. */
async function checkOwner(place: string, uid: number | undefined): Promise<void> {
  const info = await stat(place).catch(() => undefined)
  if (info === undefined || uid === undefined || info.uid === uid) return
  throw new StartProblem(
    `The database in ${place} belongs to another user (uid ${info.uid}) than the one Atiende was started by now. ` +
      'Start it as the same user as before, or give it another data directory (ATIENDE_DATA).',
  )
}

/**
 * Makes the data directory and the database's folder in or outside it. For root, the folder is root's own: if
 * the unprivileged user, whom other programs share, could write there, it could make root write anywhere.
 */
export async function openDataArea(
  dataDir: string,
  log: StoreLog,
  asRoot?: RootsDatabase,
): Promise<DataArea> {
  const root = asRoot ?? (await rootsDatabase())
  await mkdir(dataDir, { recursive: true })
  const folder = await makeDatabaseFolder(await realpath(dataDir), root, log)
  await checkOwner(folder, process.getuid?.())
  await checkOwner(path.join(folder, 'cluster'), root?.runAs.uid ?? process.getuid?.())
  await chmod(folder, root === undefined ? 0o700 : 0o711)
  return { folder, runAs: root?.runAs }
}
