/** What the double knows of sound: who answers legs, and who has a page that opens them. */
import type { AgentId, LegId } from '#core/id.ts'
import type { Centre } from './centre.ts'

export type Exchange = {
  /** Answers an offer (SDP), and tells when the leg is up and when it is lost. */
  readonly answer: (legId: LegId, offer: string, tell: (what: 'up' | 'lost') => void) => Promise<string>
}

export type Sound = {
  exchange: Exchange | null
  /** false: legs are refused, as while the voice service is being started again. */
  isThere: boolean
  /** They join by their pages; everybody else joins without a sound. */
  readonly withPage: Set<AgentId>
}

const byCentre = new WeakMap<Centre, Sound>()

export function soundOf(centre: Centre): Sound {
  const had = byCentre.get(centre) ?? { exchange: null, isThere: true, withPage: new Set<AgentId>() }
  byCentre.set(centre, had)
  return had
}
