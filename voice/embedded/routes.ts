/**
 * Whose packets go where, worked out once for each arrangement and only looked up for each packet. A listener has as many lines as its browser
 * offered; each speaker it hears has one of its own, and keeps it as long as it is heard, so that nobody's voice jumps between lines.
 */
import type { LegId } from '#core/id.ts'
import type { ArrangedLeg } from '../engine.ts'

/** `line`: index of the listener's line. */
export type Destination = { readonly legId: LegId; readonly line: number }
export type Routes = ReadonlyMap<LegId, readonly Destination[]>

export function hears(listener: ArrangedLeg, speaker: ArrangedLeg): boolean {
  return (
    listener.legId !== speaker.legId &&
    listener.hears === 'bridge' &&
    listener.bridge !== null &&
    listener.bridge === speaker.bridge &&
    (speaker.speaksTo === 'all' || (speaker.speaksTo === 'agents' && listener.isAgent))
  )
}

/** `linesOf`: how many a leg has. Who finds no line free is in `unheard`: the browser must offer more. */
export function routesOf(
  legs: readonly ArrangedLeg[],
  before: Routes,
  linesOf: (legId: LegId) => number,
): { readonly routes: Routes; readonly unheard: readonly { readonly legId: LegId; readonly by: LegId }[] } {
  const routes = new Map<LegId, Destination[]>()
  const unheard: { legId: LegId; by: LegId }[] = []
  for (const listener of legs) {
    const speakers = legs.filter((speaker) => hears(listener, speaker))
    const lines: (LegId | undefined)[] = Array.from({ length: linesOf(listener.legId) })
    const had = (speaker: LegId): number | undefined =>
      before.get(speaker)?.find(({ legId }) => legId === listener.legId)?.line
    for (const { legId } of speakers) {
      const line = had(legId)
      if (line !== undefined && line < lines.length && lines[line] === undefined) lines[line] = legId
    }
    for (const { legId } of speakers) {
      if (lines.includes(legId)) continue
      const free = lines.indexOf(undefined)
      if (free === -1) unheard.push({ legId, by: listener.legId })
      else lines[free] = legId
    }
    for (const [line, speaker] of lines.entries())
      if (speaker !== undefined)
        routes.set(speaker, [...(routes.get(speaker) ?? []), { legId: listener.legId, line }])
  }
  return { routes, unheard }
}
