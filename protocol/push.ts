/**
 * Notifications on closed pages (Web Push, RFC 8030): how a browser signs up for them, and what one of them carries. It is encrypted for that browser
 * (RFC 8291) and holds what stands on an offer's first line, never what somebody wrote.
 */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { InteractionId, OfferId } from '#core/id.ts'
import { z } from 'zod'
import type { Language } from './text.ts'

/** Base64url, as browsers give keys; `bytes` long when decoded. */
const key = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}=*$`))

export const pushDeviceId = z.string().regex(/^psh_[a-z0-9]{8,60}$/)

/** `POST /api/v1/me/push/subscriptions`: as `PushSubscription.toJSON()` gives it. The same browser again is the same device. */
export const newPushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
  keys: z.object({ p256dh: key(65), auth: key(16) }),
})
export type NewPushSubscription = z.infer<typeof newPushSubscription>

/** A browser of this person that is told of offers while the page is closed. `name`: as it calls itself, "Chrome · Windows". */
export type PushDevice = {
  readonly id: string
  readonly name: string
  readonly endpoint: string
  readonly createdAt: number
}

/** `GET /api/v1/me/push`. `publicKey`: what the browser subscribes with (base64url, uncompressed P-256 point). */
export type PushState = { readonly publicKey: string; readonly devices: readonly PushDevice[] }

type About = {
  readonly language: Language
  readonly interactionId: InteractionId
  readonly name: string
  readonly queue: string
  readonly channel: ChannelKind
}

/** What the page's service worker is handed. */
export type PushNews =
  | (About & { readonly type: 'offer'; readonly offerId: OfferId; readonly untilAt: number })
  /** A customer wrote in a conversation that this person holds, and no page was open. */
  | (About & { readonly type: 'said' })
  | { readonly type: 'test'; readonly language: Language }
