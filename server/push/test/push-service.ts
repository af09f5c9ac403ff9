/**
 * A push service and the browsers behind it, as the RFCs describe them and written from those alone: it takes a message as RFC 8030 says, checks
 * who sends it (RFC 8292), and each browser opens what is for it (RFC 8291 over RFC 8188) with the keys that only it has.
 */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Taken = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

export type PushService = {
  readonly address: string
  readonly taken: readonly Taken[]
  /** What it answers from now on; `silence`: nothing at all. */
  answer(status: number | 'silence', headers?: Readonly<Record<string, string>>): void
  close(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const taken: Taken[] = []
  let status: number | 'silence' = 201
  let headers: Readonly<Record<string, string>> = {}
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      if (status !== 'silence') response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    answer(next, more = {}) {
      status = next
      headers = more
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

export type TestBrowser = {
  readonly keys: { readonly p256dh: string; readonly auth: string }
  /** @throws when it is not for this browser or has been tampered with. */
  open(body: Buffer): { readonly plain: string; readonly recordSize: number }
}

type Secrets = { readonly privateKey: Buffer; readonly auth: Buffer }

export function createTestBrowser(given?: Secrets): TestBrowser {
  const ecdh = createECDH('prime256v1')
  if (given) ecdh.setPrivateKey(given.privateKey)
  else ecdh.generateKeys()
  const publicKey = ecdh.getPublicKey()
  const auth = given?.auth ?? randomBytes(16)
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    open(body) {
      // RFC 8188 §2.1: salt (16), record size (4), length of the key id (1), key id: the sender's public key (RFC 8291 §4).
      const salt = body.subarray(0, 16)
      const recordSize = body.readUInt32BE(16)
      const idLength = body.readUInt8(20)
      const sender = body.subarray(21, 21 + idLength)
      const record = body.subarray(21 + idLength)
      const shared = ecdh.computeSecret(sender)
      // RFC 8291 §3.4.
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender])
      const input = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
      const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16))
      const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12))
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16))
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
      // RFC 8188 §2: the last record's content ends with a 2, followed by zeros.
      const end = padded.lastIndexOf(2)
      if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('Bad padding.')
      return { plain: padded.subarray(0, end).toString('utf8'), recordSize }
    },
  }
}

/** RFC 8292 §3: the claims, if the signature is of the key that is named beside it; @throws otherwise. */
export function readVapid(authorization: string): { claims: Record<string, unknown>; publicKey: string } {
  const match = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization)
  if (!match) throw new Error(`Not as RFC 8292 says: ${authorization}`)
  const [, header = '', claims = '', signature = '', publicKey = ''] = match
  const point = Buffer.from(publicKey, 'base64url')
  if (point.length !== 65 || point[0] !== 4) throw new Error('The key is no uncompressed point.')
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const isGood = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isGood) throw new Error('The signature is of somebody else.')
  const read = (part: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  if (read(header)['alg'] !== 'ES256') throw new Error('Not signed with ES256.')
  return { claims: read(claims), publicKey }
}
