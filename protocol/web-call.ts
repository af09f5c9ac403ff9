/**
 * What the widget and the server say to each other about a call, on the voice account of the widget's web chat (`WidgetConfig.call`).
 *
 * `GET  /hooks/<voice account>/config`  → `WebCallConfig`
 * `POST /hooks/<voice account>/session` → `{ token, user }`; with `{ chat: { account, token } }` the caller is the visitor of that chat, else somebody new.
 * `WS   /hooks/<voice account>/live`    → frames below; first frame is `hello`
 *
 * An `offer` has one `sendrecv` audio line to talk on and three `recvonly` lines to hear others on. The last offer wins: of two pages of one caller
 * the sound is where the newer one was answered.
 *
 * A call begins with `call`, is heard when an `offer` was answered, and survives the page: whoever says `hello` again while the call is open gets it in
 * `welcome` and sends a new `offer`.
 */
import { z } from 'zod'
import type { OverBy } from '#core/call/call.ts'
import { language } from './text.ts'
import type { VoiceSettings } from './call.ts'
import { preChatAnswers, type PreChatField } from './widget.ts'
import type { LocalText } from './text.ts'

export type WebCallConfig = {
  readonly account: string
  readonly title: LocalText
  /** Whether somebody may answer now; when not, `opensAt` says from when. */
  readonly open: boolean
  readonly opensAt: number | null
  readonly closedText: LocalText
  /** Whether a call may begin while closed (it waits in line). */
  readonly acceptsWhenClosed: boolean
  /** What is asked before the call of whoever has not said it in the chat already. */
  readonly form: readonly PreChatField[]
  /** Said before the microphone is asked for; null: nothing is recorded. */
  readonly recordingNotice: LocalText | null
}

export const webCallFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    token: z.string().max(400),
    language,
    page: z.string().max(500).optional(),
  }),
  /** Begins a call. Harmless when one is open already. */
  z.object({ type: z.literal('call'), answers: preChatAnswers }),
  /** Opens the caller's leg, or opens it again. */
  z.object({ type: z.literal('offer'), sdp: z.string().min(1).max(65_536) }),
  z.object({ type: z.literal('mute'), on: z.boolean() }),
  z.object({ type: z.literal('press'), digits: z.string().min(1).max(32) }),
  z.object({ type: z.literal('hang-up') }),
  z.object({ type: z.literal('pong') }),
])
export type WebCallFrame = z.infer<typeof webCallFrame>
export type WebCallFrameInput = z.input<typeof webCallFrame>

/** The call as the caller may know it. */
export type VisitorCall = {
  readonly id: string
  /** `waiting`: for somebody, with music. `talking`. `held`: with music. `over`. */
  readonly state: 'waiting' | 'talking' | 'held' | 'over'
  /** First name of whoever holds it. */
  readonly agentName: string | null
  readonly isMuted: boolean
  readonly isRecorded: boolean
  /** The caller's own sound: `lost` asks for a new `offer`. */
  readonly leg: 'joining' | 'up' | 'lost' | 'ringing'
  /** Of a leg that is up. When it is none of those that this page was answered with, the sound has moved to another page of the same caller. */
  readonly legId: string | null
  readonly by: OverBy | null
  readonly startedAt: number
  /** Since when somebody talks with the caller; null: not yet. */
  readonly answeredAt: number | null
}

export type WebCallServerFrame =
  | {
      readonly type: 'welcome'
      readonly at: number
      readonly call: VisitorCall | null
      readonly iceServers: VoiceSettings['iceServers']
    }
  | { readonly type: 'call'; readonly call: VisitorCall }
  | { readonly type: 'answer'; readonly sdp: string; readonly legId: string }
  /** Only while waiting. `waitMs` null: cannot be said. */
  | { readonly type: 'queue'; readonly position: number; readonly waitMs: number | null }
  /** `to`: which of the caller's frames. `code` is of the error registry, `text` in the caller's language. */
  | {
      readonly type: 'refused'
      readonly to: 'call' | 'offer' | 'other'
      readonly code: string
      readonly text: string
    }
  | { readonly type: 'ping'; readonly at: number }
  | {
      readonly type: 'bye'
      readonly reason: 'shutting-down' | 'bad-token' | 'too-fast' | 'bad-frame' | 'too-slow'
    }
