/**
 * One notification to one browser's push service: encrypted for that browser (RFC 8291), signed as this centre (RFC 8292), with the time after which it
 * is of no use (RFC 8030). Who listens on the way learns the browser, our key and the moment; not what it is about.
 */
import { createECDH, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Outbound, OutboundAnswer } from '../net/outbound.ts'
import { encryptContent } from './encrypt-content.ts'
import type { PushKey } from './push-key.ts'

export type PushTarget = { readonly endpoint: string; readonly p256dh: string; readonly auth: string }

export type PushLetter = {
  readonly content: object
  /** How long the service keeps it for a browser that is not there. */
  readonly ttlSeconds: number
  /** Of two undelivered ones with the same topic only the newer is kept; 32 characters of base64url at most. */
  readonly topic: string
}

/** `gone`: this browser will never be reached again. `refused`: not sent, and the next try would be no different. */
export type PushAnswer = 'accepted' | 'gone' | 'refused' | { readonly retryAfterMs: number }

export interface WebPush {
  send(target: PushTarget, letter: PushLetter): Promise<PushAnswer>
}

export type WebPushOptions = {
  readonly outbound: Outbound
  readonly key: PushKey
  /** Whom a push service may turn to: an https or mailto address. */
  readonly contact: string
  readonly now: () => number
}

const timeoutMs = 8_000
const tokenSeconds = 12 * 3_600
/** Everything is padded to a multiple of this: the length of a name gives nothing away. */
const paddedTo = 512
const usualRetryMs = 2_000
const longestRetryMs = 60_000

export function createWebPush({ outbound, key, contact, now }: WebPushOptions): WebPush {
  const tokens = new Map<string, { readonly token: string; readonly untilAt: number }>()

  /** One for each push service, used for half of its life. */
  async function tokenFor(origin: string): Promise<string> {
    const known = tokens.get(origin)
    if (known && known.untilAt > now()) return known.token
    const seconds = Math.floor(now() / 1_000)
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
      .setAudience(origin)
      .setSubject(contact)
      .setExpirationTime(seconds + tokenSeconds)
      .sign(key.privateKey)
    // Browsers have a handful of services between them; whoever makes many up makes us forget the rest.
    if (tokens.size >= 100) tokens.clear()
    tokens.set(origin, { token, untilAt: now() + (tokenSeconds / 2) * 1_000 })
    return token
  }

  return {
    async send({ endpoint, p256dh, auth }, { content, ttlSeconds, topic }) {
      const body = encryptFor({ p256dh, auth }, Buffer.from(JSON.stringify(content)))
      if (body === null) return 'refused'
      const token = await tokenFor(new URL(endpoint).origin)
      const answer = await outbound.ask({
        method: 'POST',
        url: endpoint,
        headers: {
          authorization: `vapid t=${token}, k=${key.publicKey}`,
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(Math.max(0, Math.floor(ttlSeconds))),
          urgency: 'high',
          topic,
        },
        body,
        timeoutMs,
        maximumBytes: 64_000,
      })
      return meaningOf(answer)
    },
  }
}

/** Null: the browser's keys are none. */
function encryptFor({ p256dh, auth }: Omit<PushTarget, 'endpoint'>, plain: Buffer): Buffer | null {
  const privateKey = createECDH('prime256v1')
  privateKey.generateKeys()
  try {
    return encryptContent(plain, {
      version: 'aes128gcm',
      dh: p256dh,
      authSecret: auth,
      privateKey,
      salt: randomBytes(16),
      pad: (paddedTo - (plain.length % paddedTo)) % paddedTo,
    })
  } catch {
    return null
  }
}

function meaningOf(answer: OutboundAnswer): PushAnswer {
  if ('failed' in answer) {
    const isForGood = ['bad-address', 'not-https', 'refused-address'].includes(answer.failed)
    return isForGood ? 'gone' : { retryAfterMs: usualRetryMs }
  }
  const { status, headers } = answer
  if (status >= 200 && status < 300) return 'accepted'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429 || status >= 500) {
    const seconds = Number(headers['retry-after'])
    const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : usualRetryMs
    return { retryAfterMs: Math.min(longestRetryMs, afterMs) }
  }
  return 'refused'
}
