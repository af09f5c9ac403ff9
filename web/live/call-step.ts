/** The core's step of a call as the page takes it: on what is shown, without the effects, which only the server carries out. */
import type { Call, Leg } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import { stepCall } from '#core/call/step.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import type { CallView, PartyView } from '#protocol/call.ts'

export function stepCallView(view: CallView, event: CallEvent, at: number): CallView | Refusal {
  const step = stepCall(toCall(view, at), event, at)
  if (isRefusal(step)) return step
  const { parties, isHeld, ownerIn, recording, state } = step.state
  return {
    ...view,
    parties: parties.map((party): PartyView => {
      const before = view.parties.find(({ id }) => id === party.id)
      return {
        ...party,
        who:
          party.who.kind === 'customer'
            ? { kind: 'customer', name: before?.who.kind === 'customer' ? before.who.name : '' }
            : party.who,
        leg: viewOfLeg(party.leg),
      }
    }),
    isHeld,
    ownerIn,
    recording,
    state: state.name === 'over' ? { name: 'over', by: state.by } : { name: 'open' },
  }
}

function toCall({ parties, state, startedAt, ...view }: CallView, at: number): Call {
  return {
    ...view,
    parties: parties.map(({ who, leg, ...party }) => ({
      ...party,
      who: who.kind === 'customer' ? { kind: 'customer' } : who,
      leg: legOf(leg),
    })),
    state:
      state.name === 'over' ? { name: 'over', since: at, by: state.by } : { name: 'open', since: startedAt },
  }
}

function legOf({ name, since, untilAt, legId }: PartyView['leg']): Leg {
  return name === 'up' && legId !== null
    ? { name: 'up', since, legId }
    : { name: name === 'up' ? 'joining' : name, since, untilAt: untilAt ?? since }
}

function viewOfLeg(leg: Leg): PartyView['leg'] {
  return {
    name: leg.name,
    since: leg.since,
    untilAt: 'untilAt' in leg ? leg.untilAt : null,
    legId: leg.name === 'up' ? leg.legId : null,
  }
}
