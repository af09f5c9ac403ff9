/** What the handlers of presence events are given, and what they answer: the presence they make of it, or why not. */
import type { QueueId } from '../id.ts'
import type { Refusal } from '../step.ts'
import type { PresenceEvent, QueueRules } from './event.ts'
import type { Presence } from './presence.ts'
import type { PresenceRefusal } from './refusal.ts'

export type EventType = PresenceEvent['type']
export type EventOf<Type extends EventType> = Extract<PresenceEvent, { readonly type: Type }>

export type RulesOf = (queueId: QueueId) => QueueRules

export type Given<Type extends EventType = EventType> = {
  readonly presence: Presence
  readonly event: EventOf<Type>
  readonly at: number
  readonly rulesOf: RulesOf
}

export type Handler<Type extends EventType> = (given: Given<Type>) => Presence | Refusal<PresenceRefusal>
export type Handlers<Type extends EventType> = { readonly [Each in Type]: Handler<Each> }
