/**
 * The key pair by which push services know this centre (VAPID, RFC 8292). Made at the first start and kept in the database, the private half
 * sealed with the server's key: the same on every server and after every restart, because browsers subscribe to this key and no other.
 */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { SecretBox } from '../configuration/secret-box.ts'
import { readMemo, writeFirstMemo } from '../store/memo-row.ts'
import type { Queryable } from '../store/query.ts'
import { StartProblem } from '../store/start-problem.ts'

export type PushKey = {
  /** The uncompressed point in base64url, as `pushManager.subscribe` takes it. */
  readonly publicKey: string
  readonly privateKey: KeyObject
}

const place = 'push-key'

/** @throws StartProblem */
export async function readPushKey(on: Queryable, box: SecretBox, at: number): Promise<PushKey> {
  const kept = await readMemo<string>(on, place)
  if (kept === null) await writeFirstMemo(on, place, box.seal(newKey(), place), at)
  const sealed = kept ?? (await readMemo<string>(on, place))
  const opened = sealed === null ? null : box.open(sealed, place)
  if (opened === null)
    throw new StartProblem(
      'The key for notifications in the database cannot be opened. Restore the database and its key file together.',
    )
  const jwk = JSON.parse(opened) as JsonWebKey
  return { publicKey: pointOf(jwk), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify(privateKey.export({ format: 'jwk' }))
}

function pointOf({ x = '', y = '' }: JsonWebKey): string {
  const part = (text: string): Buffer => Buffer.from(text, 'base64url')
  return Buffer.concat([Buffer.from([4]), part(x), part(y)]).toString('base64url')
}
