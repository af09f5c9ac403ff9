import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../database-error.ts'
import { StartProblem } from '../start-problem.ts'
import { identityOf } from './process-identity.ts'

/**
 * One server at a time owns a data area, because the owner stops a PostgreSQL that it finds running there (left
 * by a killed server) and a second server must never do that to a living one.
 *
 * The owner is in the file `owner-<n>.json` with the highest number. A dead owner is followed by creating number
 * n + 1, which only one process can do. Numbers never go back, not even after an orderly end, so a slow
 * starter that still believes in an old number cannot create it a second time.
 */
export interface OwnerLock {
  release(): Promise<void>
}

interface Owner {
  readonly pid: number
  readonly identity: string
}

const fileName = /^owner-(\d+)\.json$/

async function readNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.map((name) => Number(fileName.exec(name)?.[1] ?? 0)).filter((number) => number > 0)
}

function parseOwner(text: string): Owner | undefined {
  try {
    const owner: unknown = JSON.parse(text)
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('identity' in owner))
      return undefined
    const { pid, identity } = owner
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined
  } catch {
    return undefined
  }
}

async function readOwner(file: string): Promise<Owner | undefined> {
  // Another process may be between creating the file and writing to it. Later than that, it is a leftover of a power cut.
  for (let tries = 0; tries < 20; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined || text !== '') return parseOwner(text ?? '')
    await delay(25)
  }
  return undefined
}

async function isAlive(owner: Owner | undefined): Promise<boolean> {
  return owner !== undefined && (await identityOf(owner.pid)) === owner.identity
}

/** Whether this call created the file. */
async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** @throws StartProblem when another server runs on this data area. */
export async function takeOwnerLock(folder: string): Promise<OwnerLock> {
  const identity = await identityOf(process.pid)
  if (identity === undefined)
    throw new Error('This process cannot see itself among the running ones: is /proc mounted?')
  for (;;) {
    const numbers = await readNumbers(folder)
    const number = Math.max(0, ...numbers)
    const owner = number === 0 ? undefined : await readOwner(path.join(folder, `owner-${number}.json`))
    if (owner !== undefined && (await isAlive(owner))) {
      throw new StartProblem(
        `Another Atiende server (process ${owner.pid}) is running on this data directory (${folder}). ` +
          'Stop it first, or give this one its own data directory (ATIENDE_DATA). For several servers on one database, set DATABASE_URL.',
      )
    }
    const file = path.join(folder, `owner-${number + 1}.json`)
    if (!(await create(file, { pid: process.pid, identity }))) continue
    await Promise.all(numbers.map((each) => rm(path.join(folder, `owner-${each}.json`), { force: true })))
    return { release: async () => await release(file) }
  }
}

async function release(file: string): Promise<void> {
  const free = `${file}.free`
  await writeFile(free, JSON.stringify({ pid: 0, identity: 'nobody' } satisfies Owner))
  await rename(free, file)
}
