/**
 * The life of one call (SPEC §14): how it begins, and what every event makes of it. The state says who takes part and where; who hears whom is
 * derived from it (`audio-plan.ts`).
 */
import type { AgentId, CallId, InteractionId, PartyId } from '../id.ts'
import { refuse } from '../step.ts'
import type { Call, Who } from './call.ts'
import type { CallEvent } from './event.ts'
import { added, type Answer, type CallStep, type EventType, type Given, type Handlers } from './handler.ts'
import { joining } from './joining.ts'
import { leaving } from './leaving.ts'
import { talking } from './talking.ts'
import { watching } from './watching.ts'

const handlers = { ...joining, ...leaving, ...talking, ...watching } satisfies Handlers

type Opening = {
  readonly id: CallId
  readonly partyId: PartyId
  /** Until when the first leg must be there. */
  readonly untilAt: number
}

/** A customer calls, or is called for an agent (`ringing`: the customer's line is being called). */
export function openCall(
  opening: Opening & {
    readonly interactionId: InteractionId
    readonly who: Exclude<Who, { readonly kind: 'agent' }>
    readonly leg: 'joining' | 'ringing'
  },
  at: number,
): CallStep {
  return added(empty(opening.id, opening.interactionId, at), {
    id: opening.partyId,
    who: opening.who,
    role: 'customer',
    leg: { name: opening.leg, since: at, untilAt: opening.untilAt },
    isMuted: false,
    mode: null,
    joinedAt: at,
  })
}

/** An agent calls a colleague (K23): the colleague is `invited` next. */
export function openInternalCall(opening: Opening & { readonly agentId: AgentId }, at: number): CallStep {
  return added(empty(opening.id, null, at), {
    id: opening.partyId,
    who: { kind: 'agent', agentId: opening.agentId },
    role: 'owner',
    leg: { name: 'joining', since: at, untilAt: opening.untilAt },
    isMuted: false,
    mode: null,
    joinedAt: at,
  })
}

function empty(id: CallId, interactionId: InteractionId | null, at: number): Call {
  return {
    id,
    interactionId,
    parties: [],
    isHeld: false,
    ownerIn: 'main',
    recording: 'off',
    state: { name: 'open', since: at },
  }
}

export function stepCall(call: Call, event: CallEvent, at: number): Answer {
  if (call.state.name === 'over') return refuse('call-over')
  // The table pairs each handler with its event; the compiler cannot carry that pairing through the look-up.
  const handler = (handlers as { readonly [Type in EventType]: (given: Given<EventType>) => Answer })[
    event.type
  ]
  return handler({ call, event, at })
}
