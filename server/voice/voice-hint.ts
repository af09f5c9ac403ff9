/**
 * What the engine measures and hears is shown to the agents of the call, and not kept: how well somebody is heard, which keys were pressed. Of who only
 * listens nobody else is told anything.
 */
import { agentIdOf, type Call, type Party } from '#core/call/call.ts'
import type { AgentId, LegId, PartyId } from '#core/id.ts'
import type { CallQuality } from '#protocol/call.ts'
import type { SignalBus } from '../live/signal-bus.ts'

export interface VoiceHints {
  digit(call: Call, partyId: PartyId, digit: string): void
  quality(call: Call, partyId: PartyId, legId: LegId, quality: CallQuality): void
  /** This leg is gone. */
  forget(legId: LegId): void
}

/** Engines measure every two seconds, each on its own beat. */
const leastMs = 1_500
/** What has not changed is said again now and then, for pages that came meanwhile. */
const repeatMs = 10_000

type Told = { readonly at: number; readonly quality: CallQuality }

export function createVoiceHints(bus: Pick<SignalBus, 'send'>, now: () => number): VoiceHints {
  const told = new Map<LegId, Told>()

  return {
    digit(call, partyId, digit) {
      const agentIds = concerned(call, partyId)
      if (agentIds.length > 0)
        bus.send({ to: 'persons', agentIds, signal: { type: 'call-digit', callId: call.id, partyId, digit } })
    },
    quality(call, partyId, legId, quality) {
      const agentIds = concerned(call, partyId)
      const at = now()
      if (agentIds.length === 0 || !isNews(told.get(legId), { at, quality })) return
      told.set(legId, { at, quality })
      bus.send({
        to: 'persons',
        agentIds,
        signal: { type: 'call-quality', callId: call.id, partyId, quality },
      })
    },
    forget: (legId) => void told.delete(legId),
  }
}

function concerned(call: Call, partyId: PartyId): readonly AgentId[] {
  const about = call.parties.find(({ id }) => id === partyId)
  const isIn = (party: Party): boolean => party.leg.name !== 'ringing'
  const whom = about?.mode === 'listen' ? [about] : call.parties.filter(isIn)
  return whom.flatMap((party) => agentIdOf(party) ?? [])
}

function isNews(before: Told | undefined, after: Told): boolean {
  if (!before) return true
  const sinceMs = after.at - before.at
  if (sinceMs < leastMs) return false
  return sinceMs >= repeatMs || roughly(before.quality) !== roughly(after.quality)
}

/** As finely as anybody would act upon: loss by half a per cent, times by 5 ms. */
function roughly({ lossIn, lossOut, jitterInMs, roundTripMs }: CallQuality): string {
  const by = (step: number, value: number | null): number | null =>
    value === null ? null : Math.round(value / step)
  return [by(0.005, lossIn), by(0.005, lossOut), by(5, jitterInMs), by(5, roundTripMs)].join()
}
