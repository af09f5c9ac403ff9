/** The double's recordings: real sound of two people who talk in turns. */
import type { AgentId, InteractionId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse } from '#core/step.ts'
import type { RecordingId, RecordingView } from '#protocol/recording.ts'
import type { Reply } from './api.ts'
import type { Centre } from './centre.ts'
import { lucia } from './configuration.ts'
import { person } from './lookup.ts'
import { oggOpus } from './ogg-opus.ts'

type Kept = Omit<RecordingView, 'mayDownload'>

export type Recordings = {
  readonly kept: Map<RecordingId, Kept>
  /** Who has asked for which sound. */
  readonly heard: { readonly agentId: AgentId; readonly id: RecordingId }[]
  /** The list, or the sound, cannot be had. */
  fails: 'list' | 'sound' | null
}

const byCentre = new WeakMap<Centre, Recordings>()

export function recordingsOf(centre: Centre): Recordings {
  const had = byCentre.get(centre)
  if (had) return had
  const made: Recordings = { kept: new Map(), heard: [], fails: null }
  byCentre.set(centre, made)
  return made
}

export function record(centre: Centre, interactionId: InteractionId, more: Partial<Kept> = {}): RecordingId {
  const id: RecordingId = centre.id('rec')
  const kept: Kept = {
    id,
    callId: 'cal_recorded',
    interactionId,
    startedAt: Date.now() - 5 * 60_000,
    state: 'ready',
    durationMs: 95_000,
    speakers: [
      { kind: 'customer', agentId: null },
      { kind: 'agent', agentId: lucia },
    ],
    marks: [],
    ...more,
  }
  recordingsOf(centre).kept.set(id, kept)
  return id
}

/** null: it is about something else. */
export async function answerRecordings(
  centre: Centre,
  agentId: AgentId,
  path: string,
  query: URLSearchParams,
): Promise<Reply | null> {
  const [kind, id = '', what] = path.split('/')
  const { kept, heard, fails } = recordingsOf(centre)
  const mayDownload = isAtLeast(person(agentId).role, 'supervisor')
  if (kind === 'interactions' && what === 'recordings') {
    if (fails === 'list') return { body: refuse('unavailable') }
    const of = [...kept.values()].filter(({ interactionId }) => interactionId === id)
    return { body: { recordings: of.map((one) => ({ ...one, mayDownload })) } }
  }
  if (kind !== 'recordings') return null
  const one = kept.get(id as RecordingId)
  if (!one || one.state !== 'ready' || what !== 'audio') return { body: refuse('not-found') }
  if (fails === 'sound') return { body: refuse('unavailable') }
  if (query.has('download') && !mayDownload) return { body: refuse('not-allowed') }
  heard.push({ agentId, id: one.id })
  return { bytes: await oggOpus(one.durationMs), mime: 'audio/ogg; codecs=opus' }
}
