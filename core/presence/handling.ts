/** What the agent has in hand: interactions, and the number being dialled. What is told here has happened and is never refused. */
import { beginAfterWork, doneWith } from './after-work.ts'
import { withoutReady } from './channel-choice.ts'
import type { Given, Handlers } from './handler.ts'
import type { Presence } from './presence.ts'

export const handling: Handlers<
  | 'handling-started'
  | 'handling-stopped'
  | 'handling-closed'
  | 'call-joined'
  | 'call-left'
  | 'dialling-started'
  | 'dialling-stopped'
> = {
  'handling-started': start,
  'handling-stopped': stop,
  'handling-closed': ({ presence, event, at }) => doneWith(presence, event.interactionId, at),
  'call-joined': ({ presence, event: { callId }, at }) =>
    presence.calls.some((call) => call.callId === callId)
      ? presence
      : { ...presence, calls: [...presence.calls, { callId, since: at }], idleSince: at },
  'call-left': ({ presence, event: { callId }, at }) =>
    presence.calls.some((call) => call.callId === callId)
      ? { ...presence, calls: presence.calls.filter((call) => call.callId !== callId), idleSince: at }
      : presence,
  'dialling-started': ({ presence, at }) => ({ ...presence, diallingSince: presence.diallingSince ?? at }),
  'dialling-stopped': ({ presence }) => ({ ...presence, diallingSince: null }),
}

/** Whoever has just been given something is the last in line for more (P14). */
function start({ presence, event, at }: Given<'handling-started'>): Presence {
  const { interactionId, channel, queueId } = event
  if (presence.handling.some((held) => held.interactionId === interactionId)) return presence
  return {
    ...presence,
    handling: [...presence.handling, { interactionId, channel, queueId, since: at }],
    idleSince: at,
  }
}

function stop({ presence, event, at, rulesOf }: Given<'handling-stopped'>): Presence {
  const held = presence.handling.find((one) => one.interactionId === event.interactionId)
  if (!held) return presence
  const without: Presence = {
    ...presence,
    handling: presence.handling.filter((one) => one !== held),
    idleSince: at,
  }
  // Somebody who is not there works on nothing: what a lost agent held was ended by others, or given back.
  if (!presence.online) return event.ended ? without : givenBack(without, at)
  return !event.ended ? without : beginAfterWork(without, held, rulesOf(held.queueId).afterWork, at)
}

/** What a lost agent held went to somebody else: whoever comes back now is ready only when saying so again (P13). */
function givenBack(presence: Presence, at: number): Presence {
  return { ...presence, beforeLost: presence.beforeLost && withoutReady(presence.beforeLost, at) }
}
