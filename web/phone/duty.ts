/**
 * What this page has to do about the sound of one of its agent's calls. The server says how the agent's own leg stands; the page knows whether it answered
 * (its *claim*) and what it has done already. Several pages of one agent look at the same leg: at most one of them should sound, and none of them
 * fights for it. So a claim acts at once; without one the page waits, the shorter the more it is looked at, for the page whose business it is; and whoever
 * was replaced by another device stays silent until it is asked.
 */
import type { LegId } from '#core/id.ts'
import type { PartyView } from '#protocol/call.ts'

export type Attention = 'focused' | 'visible' | 'hidden'

/** The line that this page has opened, or is opening. */
export type OpenedLine = {
  /** Null: the server has not answered yet. */
  readonly legId: LegId | null
  /** The server has shown it as the party's leg. */
  readonly wasUp: boolean
  /** It has failed, and is tried again in a moment. */
  readonly isBroken: boolean
  /** The leg that was the party's when this one was asked for. */
  readonly instead: LegId | null
}

export type Standing = {
  readonly line: OpenedLine | null
  /** `asked`: the person wants the sound here. `kept`: with the leg that sounded here before the page was loaded again. */
  readonly claim: 'none' | 'asked' | { readonly kept: LegId }
  readonly attention: Attention
}

export type Duty =
  | { readonly do: 'nothing' | 'open' | 'keep' }
  /** Somebody else has it, or will have: this page stays silent. */
  | { readonly do: 'leave' }
  /** Unless somebody else has done it until then. */
  | { readonly do: 'open-at'; readonly at: number }

/** Whoever has answered is there sooner than this, and whoever loads a page again comes back sooner. */
export const patienceMs = {
  joining: { focused: 700, visible: 1_500, hidden: 5_000 },
  lost: { focused: 4_000, visible: 4_500, hidden: 7_000 },
} as const satisfies Readonly<Record<'joining' | 'lost', Readonly<Record<Attention, number>>>>

export function dutyOf(leg: PartyView['leg'], { line, claim, attention }: Standing): Duty {
  switch (leg.name) {
    case 'ringing':
      return { do: 'nothing' }
    case 'up':
      if (line) return isOurs(line, leg.legId) ? { do: 'keep' } : { do: 'leave' }
      return claim === 'asked' || (claim !== 'none' && claim.kept === leg.legId)
        ? { do: 'open' }
        : { do: 'leave' }
    case 'joining':
    case 'lost':
      // The server has lost it: a new one is needed. One that is on its way goes on.
      if (line) return { do: line.wasUp ? 'open' : 'keep' }
      if (claim !== 'none') return { do: 'open' }
      return { do: 'open-at', at: leg.since + patienceMs[leg.name][attention] }
  }
}

/** One that is on its way will take the place of whatever is shown until then; one that failed only of what was its own before. */
function isOurs({ legId, wasUp, isBroken, instead }: OpenedLine, shown: LegId | null): boolean {
  return legId === shown || shown === instead || (!wasUp && !isBroken)
}
