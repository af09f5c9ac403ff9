/**
 * Where the calls of this server sound: the engine is arranged from what the log says of each call, and what the engine reports comes back as acts. The
 * room decides nothing: who may open a leg was decided by the act that asks for it, who hears whom by core. A leg that no party has any more is closed.
 *
 * After the engine or the whole server was away the legs are gone and the calls are not: those who talk are told that their sound is lost, and open it
 * again; what was recorded until then is kept, and what is recorded from then on is another recording.
 */
import type { CallId, PartyId, QueueId } from '#core/id.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { LegAnswer, VoiceSettings } from '#protocol/call.ts'
import type { RecordingId } from '#protocol/recording.ts'
import type { VoiceEngine, VoiceEvent, VoiceHost } from '#voice/engine.ts'
import type { CallNews } from '../act/call-news.ts'
import { attachMs } from '../act/unit-calls.ts'
import type { Context } from '../context.ts'
import type { SignalBus } from '../live/signal-bus.ts'
import { readRunningRecordings } from '../store/recording-row.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import type { EventTail } from '../work/event-tail.ts'
import { createCallArranger } from './arrange-calls.ts'
import { followLegs } from './follow-legs.ts'
import { insist } from './insist.ts'
import type { RecordingKeeper } from './keep-recording.ts'
import { forget, type KnownLeg, type KnownLegs } from './known-leg.ts'
import { createVoiceHints } from './voice-hint.ts'

export interface VoiceRoom {
  /** The leg of this party, who has been found to be in the call. It is up when the log says so. */
  openLeg(callId: CallId, partyId: PartyId, offer: string): Promise<LegAnswer | Refusal>
  /** `name`: whom the credentials for relays are for, as their log has it; never a person's own. A customer, when it is not said. */
  settings(name?: string): VoiceSettings
  /** Sound can be carried now. */
  isUp(): boolean
  figures(): VoiceFigures
  /** Everything that was reported or logged until now has been carried out. */
  settle(): Promise<void>
  close(): Promise<void>
}

export type VoiceFigures = {
  readonly calls: number
  readonly legs: number
  /** Since this server's start, as those below. */
  readonly restarts: number
  readonly recordings: number
  readonly recordedBytes: number
}

export type VoiceRoomParts = {
  readonly context: Context
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly openEngine: (host: VoiceHost) => Promise<VoiceEngine>
  readonly settings: (name: string) => VoiceSettings
  /** The path of an Ogg Opus file of 20 ms frames; null: silence. */
  readonly musicOf: (queueId: QueueId | null) => string | null
  readonly recordings: RecordingKeeper
  /** A leg that has been answered and is not up after this long is closed. As long as its party may take, when it is not said. */
  readonly upWithinMs?: number
}

export async function openVoiceRoom(parts: VoiceRoomParts): Promise<VoiceRoom> {
  const { context, tail, bus, recordings, upWithinMs = attachMs.joining } = parts
  const legs: KnownLegs = new Map()
  const running = new Set<Promise<void>>()
  const counted = { restarts: 0, recordings: 0, recordedBytes: 0 }
  const closing = new AbortController()

  const engine = await parts.openEngine({ report })
  const hints = createVoiceHints(bus, () => context.now())
  const arranger = createCallArranger({
    engine,
    legs,
    musicOf: parts.musicOf,
    onFault: (error) => context.log.error({ err: error }, 'A call could not be arranged.'),
    onNeverBegun: (id) => keep(async () => await recordings.rescue(id)),
  })
  const follower = followLegs(context, legs, async (legId) => await arranger.drop(legId))

  function run(what: string, work: () => Promise<void>): void {
    const one: Promise<void> = work()
      .catch((error: unknown) => context.log.error({ err: error }, what))
      .finally(() => running.delete(one))
    running.add(one)
  }

  function report(event: VoiceEvent): void {
    if (event.type === 'recording-finished') put(event)
    if (closing.signal.aborted) return
    if (event.type === 'restarted') startedAgain()
    else if ('legId' in event) tell(event)
  }

  /** Its sound is there already: only the row has to say so. */
  function keep(work: () => Promise<void>): void {
    const what = 'A recording could not be put down.'
    const onFault = (error: unknown): void => context.log.error({ err: error }, what)
    run(what, async () => await insist(work, { signal: closing.signal, onFault }))
  }

  function put(event: Extract<VoiceEvent, { readonly type: 'recording-finished' }>): void {
    arranger.recorded(event.id)
    counted.recordings += 1
    for (const { sizeBytes } of event.tracks) counted.recordedBytes += sizeBytes
    keep(async () => await recordings.put(event))
  }

  function tell(event: Extract<VoiceEvent, { readonly legId: unknown }>): void {
    const { legId } = event
    const leg = legs.get(legId)
    if (!leg) return
    const call = arranger.open.get(leg.callId)?.call
    if (event.type === 'leg-up') follower.up(legId, leg)
    if (event.type === 'leg-lost' || event.type === 'leg-closed') {
      forget(legs, legId)
      hints.forget(legId)
      follower.lost(legId, leg.callId)
    }
    if (event.type === 'digit' && call) hints.digit(call, leg.partyId, event.digit)
    if (event.type === 'quality' && call) hints.quality(call, leg.partyId, legId, event.quality)
  }

  function startedAgain(): void {
    counted.restarts += 1
    for (const legId of legs.keys()) forget(legs, legId)
    const torn = arranger.forgotten()
    run('After a new start of the voice process calls could not be taken up.', async () => await takeUp(torn))
  }

  /** Those who talked are told first; what was recorded has time. */
  async function takeUp(torn: readonly RecordingId[]): Promise<void> {
    await follower.allLost((callId) => arranger.claim(callId))
    for (const id of torn) keep(async () => await recordings.rescue(id))
  }

  function learn(events: readonly LoggedEvent[]): void {
    for (const event of events) if (event.type === 'call-changed') arranger.learn(event.body as CallNews)
  }

  /** Who asks again has given up the one before, wherever that has got to. */
  async function dropUnfinished(callId: CallId, partyId: PartyId): Promise<void> {
    for (const [legId, leg] of legs)
      if (leg.callId === callId && leg.partyId === partyId && leg.knownFrom === null)
        await arranger.drop(legId)
  }

  const unfollow = tail.follow(learn)
  // Of the process before this one.
  const torn = (await readRunningRecordings(context.database)).map(({ id }) => id)
  await takeUp(torn)

  return {
    async openLeg(callId, partyId, offer) {
      if (closing.signal.aborted) return refuse('voice-down')
      await dropUnfinished(callId, partyId)
      const legId = context.newId('leg')
      const patience = setTimeout(() => {
        if (legs.get(legId) === leg && leg.knownFrom === null)
          run('A leg that did not come up could not be closed.', async () => await arranger.drop(legId))
      }, upWithinMs)
      patience.unref()
      const leg: KnownLeg = { callId, partyId, knownFrom: null, patience }
      legs.set(legId, leg)
      const outcome = await engine.order({ type: 'open-leg', legId, callId, offer })
      if (outcome.outcome === 'answered') return { answer: outcome.answer, legId }
      forget(legs, legId)
      return outcome.outcome === 'refused'
        ? refuse('voice-refused', { reason: outcome.reason })
        : refuse('voice-down')
    },
    settings: (name = 'customer') => parts.settings(name),
    isUp: () => engine.isUp(),
    figures: () => ({
      calls: arranger.open.size,
      legs: [...legs.values()].filter(({ knownFrom }) => knownFrom !== null).length,
      ...counted,
    }),
    async settle() {
      do {
        await Promise.all(running)
        await follower.settle()
        await tail.settle()
        await arranger.settle()
      } while (running.size > 0)
    },
    async close() {
      closing.abort()
      unfollow()
      await follower.close()
      // Each by itself, so that what was recorded is put down before the engine is gone and could not say so any more.
      await arranger.letGo()
      for (const legId of legs.keys()) forget(legs, legId)
      await engine.close()
      await Promise.all(running)
    },
  }
}
