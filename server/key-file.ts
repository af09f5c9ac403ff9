/**
 * The centre's own key: secrets of channel accounts are encrypted with it, session cookies and customers' tokens signed. It lies in a file
 * beside the database and not in it, so that a copy of the database alone gives nothing away. All servers of one database have the same.
 *
 * Each use has a key of its own, derived from this one, so that nothing made for one purpose is valid for another.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from './store/database-error.ts'
import type { Queryable } from './store/query.ts'
import { StartProblem } from './store/start-problem.ts'
import { statement } from './store/statement.ts'

export interface Keyring {
  /** 32 bytes for this purpose, always the same ones. */
  derive(
    purpose: 'sign-in' | 'channel-secrets' | 'customer-tokens' | 'push-key' | 'recordings' | 'fingerprint',
  ): Buffer
}

const keyBytes = 32

export function openKeyring(key: Uint8Array): Keyring {
  return { derive: (purpose) => Buffer.from(hkdfSync('sha256', key, '', `atiende ${purpose}`, keyBytes)) }
}

async function readKey(file: string): Promise<Buffer | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw new StartProblem(`Cannot read the key file ${file} (${errorCode(error) ?? 'unknown'}).`, {
      cause: error,
    })
  }
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length !== keyBytes)
    throw new StartProblem(
      `${file} is not a key file of Atiende. Put the right one back; without it secrets and sessions are lost.`,
    )
  return key
}

/** The file appears whole or not at all; of two servers that start at once, one makes it and both use it. */
async function makeKey(file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(unfinished, `${randomBytes(keyBytes).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(unfinished, file)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Reads the key, or makes it on the first start. @throws StartProblem */
export async function readKeyFile(file: string): Promise<Keyring> {
  const found = await readKey(file)
  if (found === null) {
    try {
      await mkdir(path.dirname(file), { recursive: true })
      await makeKey(file)
    } catch (error) {
      throw new StartProblem(`Cannot make the key file ${file} (${errorCode(error) ?? 'unknown'}).`, {
        cause: error,
      })
    }
  }
  const key = found ?? (await readKey(file))
  if (key === null) throw new StartProblem(`The key file ${file} has gone while it was made.`)
  // Others on this machine must not read it, however it was copied here.
  if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600).catch(() => undefined)
  return openKeyring(key)
}

const noteFingerprint = statement<never, [fingerprint: string, at: number]>(
  'key.note',
  `insert into memo (key, value, updated_at) values ('key-fingerprint', to_jsonb($1::text), $2) on conflict (key) do nothing`,
)
const readFingerprint = statement<{ value: string }, []>(
  'key.read',
  `select value from memo where key = 'key-fingerprint'`,
)

/** A database goes with one key. Found out at start, and not when an agent's message cannot be sent. @throws StartProblem */
export async function checkKey(
  database: Queryable,
  keyring: Keyring,
  file: string,
  at: number,
): Promise<void> {
  const fingerprint = createHash('sha256').update(keyring.derive('fingerprint')).digest('base64url')
  await database.execute(noteFingerprint, [fingerprint, at])
  const [noted] = await database.query(readFingerprint)
  if (noted?.value === fingerprint) return
  throw new StartProblem(
    `The key in ${file} is not the one this database was made with. Put the right file there, or say where it is with ATIENDE_KEY_FILE.`,
  )
}
