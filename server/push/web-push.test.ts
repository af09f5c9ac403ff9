import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBox } from '../configuration/secret-box.ts'
import { createOutbound } from '../net/outbound.ts'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { readPushKey, type PushKey } from './push-key.ts'
import { createTestBrowser, readVapid, startPushService, type PushService } from './test/push-service.ts'
import { createWebPush, type PushLetter, type WebPush } from './web-push.ts'

const box = createSecretBox(Buffer.alloc(32, 3))
const letter: PushLetter = { content: { hello: 'Lucía' }, ttlSeconds: 19.7, topic: 'abc' }

let test: TestDatabase
let service: PushService
let key: PushKey
let at = Date.UTC(2026, 10, 20)
let webPush: WebPush

beforeEach(async () => {
  test = await createTestDatabase()
  service = await startPushService()
  key = await readPushKey(test.database, box, at)
  webPush = createWebPush({
    outbound: createOutbound({ allow: ['127.0.0.1'] }),
    key,
    contact: 'https://centre.example',
    now: () => at,
  })
})
afterEach(async () => {
  await service.close()
  await test.drop()
})

const browser = createTestBrowser()
const target = (path = '/one') => ({ endpoint: service.address + path, ...browser.keys })

it('the browser of the double opens the example of RFC 8291, so that it may judge us', () => {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
  const example = createTestBrowser({
    privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  })
  expect(example.keys.p256dh).toBe(
    'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  )
  const body =
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
  expect(example.open(bytes(body)).plain).toBe('When I grow up, I want to be a watermelon')
})

describe('a notification', () => {
  it('arrives as the RFCs say: for one browser only, from this centre, with its time and urgency', async () => {
    expect(await webPush.send(target(), letter)).toBe('accepted')
    const [taken] = service.taken
    expect(taken?.path).toBe('/one')
    expect(taken?.headers).toMatchObject({
      ttl: '19',
      urgency: 'high',
      topic: 'abc',
      'content-encoding': 'aes128gcm',
    })
    const opened = browser.open(taken?.body ?? Buffer.alloc(0))
    expect(JSON.parse(opened.plain)).toEqual({ hello: 'Lucía' })
    // One record, as RFC 8291 §4 demands.
    expect(taken?.body.length).toBeLessThanOrEqual(opened.recordSize + 86)
    expect(() => createTestBrowser().open(taken?.body ?? Buffer.alloc(0))).toThrow(/authenticate/)

    const { claims, publicKey } = readVapid(String(taken?.headers.authorization))
    expect(publicKey).toBe(key.publicKey)
    expect(claims).toEqual({
      aud: service.address,
      sub: 'https://centre.example',
      exp: at / 1_000 + 12 * 3_600,
    })
  })

  it('tells its length to nobody, and never looks the same twice', async () => {
    await webPush.send(target(), letter)
    await webPush.send(target(), { ...letter, content: { hello: 'Maximiliano de la Fuente y Gómez' } })
    await webPush.send(target(), letter)
    const [short, long, again] = service.taken.map(({ body }) => body)
    expect(short?.length).toBe(long?.length)
    expect(short?.equals(again ?? Buffer.alloc(0))).toBe(false)
  })

  it('signs anew before a signature runs out', async () => {
    await webPush.send(target(), letter)
    at += 3_600_000
    await webPush.send(target(), letter)
    at += 6 * 3_600_000
    await webPush.send(target(), letter)
    const [first, soon, later] = service.taken.map(({ headers }) => headers.authorization)
    expect(soon).toBe(first)
    expect(later).not.toBe(first)
    expect(readVapid(String(later)).claims['exp']).toBe(at / 1_000 + 12 * 3_600)
  })

  it.each([
    [201, {}, 'accepted'],
    [404, {}, 'gone'],
    [410, {}, 'gone'],
    [400, {}, 'refused'],
    [403, {}, 'refused'],
    [413, {}, 'refused'],
    [429, { 'retry-after': '7' }, { retryAfterMs: 7_000 }],
    [429, { 'retry-after': '86400' }, { retryAfterMs: 60_000 }],
    [500, {}, { retryAfterMs: 2_000 }],
    [503, { 'retry-after': 'Fri, 20 Nov 2026 10:00:00 GMT' }, { retryAfterMs: 2_000 }],
  ] as const)('answered with %s %o is %o', async (status, headers, meaning) => {
    service.answer(status, headers)
    expect(await webPush.send(target(), letter)).toEqual(meaning)
  })

  it('is tried again when nobody answers, and never where it must not go', async () => {
    const closed = await startPushService()
    await closed.close()
    expect(await webPush.send({ ...target(), endpoint: closed.address }, letter)).toEqual({
      retryAfterMs: 2_000,
    })
    expect(await webPush.send({ ...target(), endpoint: 'https://10.0.0.1/x' }, letter)).toBe('gone')
  })

  it.each([randomBytes(65).toString('base64url'), 'AAAA'])(
    'is not sent to a key that is none',
    async (p256dh) => {
      expect(await webPush.send({ ...target(), p256dh }, letter)).toBe('refused')
      expect(service.taken).toEqual([])
    },
  )
})

describe('the centre’s own key', () => {
  it('is made once, also by two servers that start together, and is the same after every restart', async () => {
    const other = await createTestDatabase()
    const both = await Promise.all([
      readPushKey(other.database, box, at),
      readPushKey(other.database, box, at),
    ])
    const later = await readPushKey(other.database, box, at + 1)
    expect(new Set([...both, later].map(({ publicKey }) => publicKey)).size).toBe(1)
    expect(both[0].publicKey).not.toBe(key.publicKey)
    await other.drop()
  })

  it('does not lie open in the database', async () => {
    const { d } = key.privateKey.export({ format: 'jwk' })
    const rows = await test.database.query<{ value: unknown }, []>({
      name: undefined,
      text: 'select value from memo',
    })
    expect(JSON.stringify(rows)).not.toContain(d)
    await expect(readPushKey(test.database, createSecretBox(Buffer.alloc(32, 4)), at)).rejects.toThrow(
      /cannot be opened/,
    )
  })
})
