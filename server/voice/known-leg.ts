import type { CallId, LegId, PartyId } from '#core/id.ts'

/** A leg that the engine has, and whose it is. */
export type KnownLeg = {
  readonly callId: CallId
  readonly partyId: PartyId
  /** The call's version that knows it for the first time; null: it is not up. The log may still be bringing older ones. */
  knownFrom: number | null
  /** Ends it when it does not come up. */
  readonly patience: NodeJS.Timeout
}

export type KnownLegs = Map<LegId, KnownLeg>

export function isKnownTo({ knownFrom }: KnownLeg, version: number): boolean {
  return knownFrom !== null && version >= knownFrom
}

export function forget(legs: KnownLegs, legId: LegId): void {
  clearTimeout(legs.get(legId)?.patience)
  legs.delete(legId)
}
