/**
 * The queue of the textbooks in its plainest form, without agents, offers or states: a free server takes the caller with the highest
 * priority who has waited longest. What the real core does to the same callers must be the same, call by call.
 */
import type { Call, Capacity, Fate } from '#core/simulation/call-centre.ts'
import { createHeap, insert, outside, remove } from '#core/routing/slotted-heap.ts'

type Ending = { readonly at: number; slot: number }
type Line = { readonly waiting: number[]; head: number }

export function runTextbookQueue({ staff, places }: Capacity, calls: readonly Call[]): Fate[] {
  const fates: Fate[] = []
  const endings = createHeap<Ending>((one, other) => one.at < other.at)
  const urgent: Line = { waiting: [], head: 0 }
  const usual: Line = { waiting: [], head: 0 }

  const serve = (index: number, call: Call, at: number): void => {
    const freeAt = at + call.handlingMs
    fates[index] = { outcome: 'served', waitMs: at - call.at, freeAt }
    insert(endings, { at: freeAt, slot: outside })
  }
  /** The first who has not hung up before. */
  const takeFirst = (line: Line, at: number): number | null => {
    for (;;) {
      const index = line.waiting[line.head]
      const call = index === undefined ? undefined : calls[index]
      if (index === undefined || !call) return null
      line.head++
      if (call.patienceMs === null || call.at + call.patienceMs > at) return index
      fates[index] = { outcome: 'left', waitMs: call.patienceMs, freeAt: null }
    }
  }
  const endOne = (ending: Ending): void => {
    remove(endings, ending)
    const index = takeFirst(urgent, ending.at) ?? takeFirst(usual, ending.at)
    const call = index === null ? undefined : calls[index]
    if (index !== null && call) serve(index, call, ending.at)
  }
  const endUntil = (at: number): void => {
    for (let ending = endings.members[0]; ending && ending.at <= at; ending = endings.members[0])
      endOne(ending)
  }
  const inLine = (): number => urgent.waiting.length - urgent.head + usual.waiting.length - usual.head

  calls.forEach((call, index) => {
    endUntil(call.at)
    // Nobody hangs up in the models that have places, so whoever is in line is there.
    if (places !== null && endings.members.length + inLine() >= places)
      fates[index] = { outcome: 'refused', waitMs: 0, freeAt: null }
    else if (endings.members.length < staff) serve(index, call, call.at)
    else (call.priority > 0 ? urgent : usual).waiting.push(index)
  })
  endUntil(Infinity)
  return fates
}
