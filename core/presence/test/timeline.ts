/** An agent's day for the tests: events at their instants, in seconds for the eye and in ms for the core. */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, InteractionId, OfferId, QueueId } from '#core/id.ts'
import type { PresenceEffect, PresenceEvent, QueueRules, WishTime } from '#core/presence/event.ts'
import type {
  AfterWorkPolicy,
  CapacityRule,
  ChannelState,
  MissPolicy,
  Presence,
} from '#core/presence/presence.ts'
import { newPresence, stepPresence, type PresenceRefusal } from '#core/presence/step.ts'
import { isRefusal, type Refusal, type Step } from '#core/step.ts'

export const ana: AgentId = 'agt_ana'
export const capacity: CapacityRule = {
  maximum: { voice: 1, 'web-chat': 2, email: 3 },
  interruptedBy: { email: ['voice', 'web-chat'], 'web-chat': ['web-chat'] },
}

const noAfterWork: AfterWorkPolicy = {
  limitMs: 0,
  extensionMs: 0,
  forcedEndMs: null,
  then: { state: 'as-before' },
}
const noMisses: MissPolicy = { limit: 0, banMs: null, mayLiftOwn: true }

export type Rules = Readonly<
  Partial<
    Record<QueueId, { readonly afterWork?: Partial<AfterWorkPolicy>; readonly misses?: Partial<MissPolicy> }>
  >
>

export const s = (seconds: number): number => Math.round(seconds * 1_000)

/** `at` of an event is in seconds. */
export type Moment = readonly [at: number, event: PresenceEvent]

export function put(
  presence: Presence,
  at: number,
  event: PresenceEvent,
  rules: Rules = {},
): Step<Presence, PresenceEffect> | Refusal<PresenceRefusal> {
  const rulesOf = (queueId: QueueId): QueueRules => ({
    afterWork: { ...noAfterWork, ...rules[queueId]?.afterWork },
    misses: { ...noMisses, ...rules[queueId]?.misses },
  })
  return stepPresence(presence, event, s(at), rulesOf)
}

export function must(
  presence: Presence,
  at: number,
  event: PresenceEvent,
  rules: Rules = {},
): Step<Presence, PresenceEffect> {
  const answer = put(presence, at, event, rules)
  if (isRefusal(answer)) throw new Error(`${event.type} at ${at} s: ${answer.refused}`)
  return answer
}

export function live(presence: Presence, moments: readonly Moment[], rules: Rules = {}): Presence {
  return moments.reduce((now, [at, event]) => must(now, at, event, rules).state, presence)
}

export const nobody = newPresence(ana, ['voice', 'web-chat', 'email'], capacity, 0)

export const signedIn: PresenceEvent = { type: 'signed-in' }
export const signedOut: PresenceEvent = { type: 'signed-out' }
export const lost: PresenceEvent = { type: 'lost' }
export const reconnected: PresenceEvent = { type: 'reconnected' }

type Asked = {
  readonly channels?: readonly ChannelKind[]
  readonly reasonId?: `rsn_${string}`
  readonly pendingWhileBusy?: boolean
  readonly when?: WishTime
}

export function asked(
  state: ChannelState,
  { channels, reasonId, when, pendingWhileBusy = false }: Asked = {},
): PresenceEvent {
  return {
    type: 'state-asked',
    channels: channels ?? 'all',
    state,
    reasonId: reasonId ?? null,
    ...(when ? { when } : {}),
    pendingWhileBusy,
  }
}

export function forced(
  state: ChannelState,
  { channels, reasonId }: Pick<Asked, 'channels' | 'reasonId'> = {},
): PresenceEvent {
  return { type: 'state-forced', channels: channels ?? 'all', state, reasonId: reasonId ?? null }
}

/** Events of the interaction `int_<name>` of a queue: alerting under `off_<name>`, in hand, ended. */
export function interaction(name: string, channel: ChannelKind = 'web-chat', queueId: QueueId = 'que_sales') {
  const interactionId: InteractionId = `int_${name}`
  const offerId: OfferId = `off_${name}`
  type OfferOutcome = Extract<PresenceEvent, { readonly type: 'offer-ended' }>['outcome']
  return {
    offered: { type: 'offer-started', interactionId, offerId, channel, queueId },
    offerEnded: (outcome: OfferOutcome): PresenceEvent => ({
      type: 'offer-ended',
      interactionId,
      offerId,
      outcome,
    }),
    started: { type: 'handling-started', interactionId, channel, queueId },
    ended: { type: 'handling-stopped', interactionId, ended: true },
    givenBack: { type: 'handling-stopped', interactionId, ended: false },
    closed: { type: 'handling-closed', interactionId },
  } as const
}

export const ready = live(nobody, [
  [1, signedIn],
  [2, asked('ready')],
])

/** The state of each channel, for short. */
export function states(presence: Presence): Partial<Record<ChannelKind, ChannelState>> {
  return Object.fromEntries(Object.entries(presence.channels).map(([kind, channel]) => [kind, channel.state]))
}
