/** What happened in a call, along its recording: where it can be jumped to, and the spans in which there is nothing to hear of the conversation. */
import type { RecordingMark } from '#protocol/recording.ts'

/** What happened at one instant stands together: who is asked for advice has the customer wait, too. */
export type Moment = { readonly atMs: number; readonly marks: readonly RecordingMark[] }

export function moments(marks: readonly RecordingMark[]): readonly Moment[] {
  const all: { readonly atMs: number; readonly marks: RecordingMark[] }[] = []
  for (const mark of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    const last = all.at(-1)
    if (last && mark.atMs - last.atMs < togetherMs) last.marks.push(mark)
    else all.push({ atMs: mark.atMs, marks: [mark] })
  }
  return all
}

const togetherMs = 200

/** `held`: the customer hears music. `paused`: nothing was recorded. */
export type Span = { readonly what: 'held' | 'paused'; readonly fromMs: number; readonly toMs: number }

const endOf = { held: 'resumed', paused: 'recorded' } as const

export function spans(marks: readonly RecordingMark[], durationMs: number): readonly Span[] {
  const sorted = marks.toSorted((a, b) => a.atMs - b.atMs)
  return sorted.flatMap(({ what, atMs }, index) => {
    if (what !== 'held' && what !== 'paused') return []
    const end = sorted.slice(index).find((later) => later.what === endOf[what])
    return [{ what, fromMs: atMs, toMs: Math.min(durationMs, end?.atMs ?? durationMs) }]
  })
}

export const spanAt = (all: readonly Span[], atMs: number): Span | null =>
  all.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs) ?? null
