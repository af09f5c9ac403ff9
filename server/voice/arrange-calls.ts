/**
 * Puts calls to the engine as the log says they are: one order after the other for each call, and none that a newer state has stale. An engine that
 * has forgotten everything is told the newest states again.
 *
 * Only calls that sound here are put to the engine: those with a leg of this server, and those that had one before the engine or the server went away.
 * Of others, what is over in them is over elsewhere.
 *
 * A recording is never put to an engine that did not begin it: it would begin it anew, over what is there. What was cut off goes on under another
 * id, which the log brings (`renewRecording`).
 */
import { audioPlan } from '#core/call/audio-plan.ts'
import { partyOfLeg, type Call } from '#core/call/call.ts'
import type { CallId, LegId, QueueId } from '#core/id.ts'
import type { RecordingId } from '#protocol/recording.ts'
import type { VoiceEngine } from '#voice/engine.ts'
import type { CallNews } from '../act/call-news.ts'
import { forget, isKnownTo, type KnownLegs } from './known-leg.ts'

type Sounding = Pick<CallNews, 'call' | 'recordingId' | 'queueId'> & { readonly version: number }

export interface CallArranger {
  /** Open calls of which something was heard since the start. */
  readonly open: ReadonlyMap<CallId, { readonly call: Call }>
  /** From now on this call sounds here, whether it has legs or not. */
  claim(callId: CallId): void
  learn(news: CallNews): void
  /** What the engine had is gone. Which recordings were cut off with it. */
  forgotten(): readonly RecordingId[]
  recorded(id: RecordingId): void
  drop(legId: LegId): Promise<void>
  settle(): Promise<void>
  /** The engine lets all of them go and finishes their recordings; the calls themselves stay as they are. */
  letGo(): Promise<void>
}

export type ArrangerParts = {
  readonly engine: Pick<VoiceEngine, 'order'>
  readonly legs: KnownLegs
  /** The path of an Ogg Opus file of 20 ms frames; null: silence. */
  readonly musicOf: (queueId: QueueId | null) => string | null
  readonly onFault: (error: unknown) => void
  /** A call is over whose recording the engine never began, so that it will not say that it is finished: it came and went before an order was given. */
  readonly onNeverBegun: (id: RecordingId) => void
}

export function createCallArranger({
  engine,
  legs,
  musicOf,
  onFault,
  onNeverBegun,
}: ArrangerParts): CallArranger {
  const open = new Map<CallId, Sounding>()
  const work = new Map<CallId, Promise<void>>()
  /** Calls whose newest state is not the engine's yet. */
  const stale = new Set<CallId>()
  const ours = new Set<CallId>()
  const begun = new Set<RecordingId>()
  const cutOff = new Set<RecordingId>()
  let isLettingGo = false

  function enqueue(callId: CallId, task: () => Promise<void>): void {
    const before = work.get(callId) ?? Promise.resolve()
    const now = before.then(task).catch(onFault)
    work.set(callId, now)
    void now.then(() => {
      if (work.get(callId) === now) work.delete(callId)
    })
  }

  const soundsHere = (id: CallId): boolean =>
    ours.has(id) || [...legs.values()].some(({ callId }) => callId === id)

  async function arrange({ call, version, recordingId, queueId }: Sounding): Promise<void> {
    if (!soundsHere(call.id)) return
    ours.add(call.id)
    const plan = audioPlan(call)
    const mode = plan.recording
    const recording = mode === 'off' || !recordingId || cutOff.has(recordingId) ? null : recordingId
    if (recording) begun.add(recording)
    await engine.order({
      type: 'arrange',
      callId: call.id,
      legs: plan.legs.filter(({ legId }) => legs.has(legId)),
      music: musicOf(queueId),
      recording: recording && mode !== 'off' ? { id: recording, mode } : null,
    })
    for (const [legId, leg] of legs)
      if (leg.callId === call.id && isKnownTo(leg, version) && !partyOfLeg(call, legId)) await drop(legId)
  }

  async function end(callId: CallId): Promise<void> {
    if (!soundsHere(callId)) return
    ours.delete(callId)
    for (const [legId, leg] of legs) if (leg.callId === callId) forget(legs, legId)
    await engine.order({ type: 'close-call', callId })
  }

  async function drop(legId: LegId): Promise<void> {
    forget(legs, legId)
    await engine.order({ type: 'close-leg', legId })
  }

  function put(callId: CallId, digits: CallNews['digits'] = []): void {
    enqueue(callId, async () => {
      const now = open.get(callId)
      if (now && !isLettingGo && stale.delete(callId)) await arrange(now)
      for (const { legId, digits: keys } of digits)
        await engine.order({ type: 'send-digits', legId, digits: keys })
    })
  }

  return {
    open,
    drop,
    claim: (callId) => void ours.add(callId),
    learn({ call, view: { version }, recordingId, queueId, digits }) {
      if (call.state.name === 'over') {
        open.delete(call.id)
        stale.delete(call.id)
        if (recordingId && !begun.has(recordingId) && soundsHere(call.id)) onNeverBegun(recordingId)
        enqueue(call.id, async () => await end(call.id))
        return
      }
      open.set(call.id, { call, version, recordingId, queueId })
      stale.add(call.id)
      put(call.id, digits)
    },
    forgotten() {
      const torn = [...begun]
      begun.clear()
      for (const id of torn) cutOff.add(id)
      for (const callId of open.keys()) {
        stale.add(callId)
        put(callId)
      }
      return torn
    },
    recorded: (id) => void begun.delete(id),
    async settle() {
      while (work.size > 0) await Promise.all(work.values())
    },
    async letGo() {
      isLettingGo = true
      await Promise.all(work.values())
      await Promise.all([...open.keys()].map(async (callId) => await end(callId)))
    },
  }
}
