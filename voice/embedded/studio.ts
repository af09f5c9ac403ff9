/**
 * The engine itself, inside its own process: legs, and for each call the arrangement that says whose packets go where. It knows no supervision and no
 * inter-process talk; `child.ts` gives it orders and passes on what it reports.
 */
import type { CallId, LegId } from '#core/id.ts'
import type {
  ArrangedLeg,
  RecordingId,
  VoiceEvent,
  VoiceOrder,
  VoiceOutcome,
  VoiceSurvey,
} from '../engine.ts'
import { createLeg, type Leg } from './leg.ts'
import { createPlayer, readMusic, type Music } from './music.ts'
import type { OutStream } from './out-stream.ts'
import { createRecorder, type Recorder, type TrackSink } from './recorder.ts'
import { createRota } from './rota.ts'
import { routesOf, type Routes } from './routes.ts'
import type { RtpPacket } from './rtp.ts'
import type { Transport } from './transport.ts'
import type { RecordedTrack, TrackStore } from './track-store.ts'

export type StudioOptions = {
  readonly transport: Transport
  readonly tracks: TrackStore
  readonly report: (event: VoiceEvent) => void
  readonly now: () => number
  readonly mostLegs: number
  /** A leg that is connected and says nothing for this long is lost. */
  readonly silentAfterMs: number
}

type OpenCall = {
  readonly id: CallId
  legs: readonly ArrangedLeg[]
  routes: Routes
  music: Music | null
  recording: {
    readonly id: RecordingId
    readonly recorder: Recorder
    readonly tracks: RecordedTrack[]
  } | null
}

type OpenLeg = {
  readonly leg: Leg
  readonly callId: CallId
  arranged: ArrangedLeg | null
  /** What the arrangement means for its packets, so that each of them costs no more than a look: where they go, and where they are kept. */
  listeners: readonly OutStream[]
  recording: OpenCall['recording']
}

export interface Studio {
  order(order: VoiceOrder): Promise<VoiceOutcome>
  survey(): VoiceSurvey
  close(): void
}

/** Everything that is done now and then has its turns on this beat. */
const beatMs = 20
const recordEveryMs = 1_000
const reportEveryMs = 2_000
const silenceEveryMs = 200
const done: VoiceOutcome = { outcome: 'done' }

export function createStudio({
  transport,
  tracks,
  report,
  now,
  mostLegs,
  silentAfterMs,
}: StudioOptions): Studio {
  const legs = new Map<LegId, OpenLeg>()
  const calls = new Map<CallId, OpenCall>()
  const musicOf = new Map<string, Music | null>()
  const player = createPlayer(now)
  const recorders = createRota<Recorder>(recordEveryMs / beatMs)
  const reporters = createRota<Leg>(reportEveryMs / beatMs)
  const watched = createRota<Leg>(silenceEveryMs / beatMs)
  let opening = 0

  const timer = setInterval(() => {
    for (const recorder of recorders.next()) recorder.beat()
    for (const leg of watched.next()) if (leg.silentMs() > silentAfterMs) lose(leg.id, 'media')
    for (const leg of reporters.next()) {
      leg.report()
      if (leg.isUp()) report({ type: 'quality', legId: leg.id, quality: leg.quality() })
    }
  }, beatMs)

  function musicAt(path: string | null): Music | null {
    if (path === null) return null
    const known = musicOf.get(path)
    if (known !== undefined) return known
    let music: Music | null = null
    try {
      music = readMusic(path)
    } catch {
      // A file that is gone or spoilt must not cost the call: the customer waits in silence.
    }
    musicOf.set(path, music)
    return music
  }

  function onSpeech({ leg, arranged, listeners, recording }: OpenLeg, packet: RtpPacket): void {
    if (recording && arranged)
      recording.recorder.take(arranged.partyId, packet.ssrc, packet.timestamp, packet.payload)
    for (const stream of listeners) stream.send(leg, packet)
  }

  /** Brings the sound of one leg in order with its arrangement. */
  function tune(call: OpenCall, { leg, arranged }: OpenLeg): void {
    const [first] = leg.streams
    if (!first) return
    if (arranged?.hears === 'music' && call.music) player.play(first, call.music)
    else player.stop(first)
  }

  function arrange(call: OpenCall): void {
    const { routes } = routesOf(
      call.legs.filter(({ legId }) => legs.get(legId)?.callId === call.id),
      call.routes,
      (legId) => legs.get(legId)?.leg.streams.length ?? 0,
    )
    call.routes = routes
    const byId = new Map(call.legs.map((leg) => [leg.legId, leg]))
    for (const open of legs.values()) {
      if (open.callId !== call.id) continue
      open.arranged = byId.get(open.leg.id) ?? null
      open.recording = open.arranged?.isRecorded ? call.recording : null
      open.listeners = (routes.get(open.leg.id) ?? []).flatMap(
        ({ legId, line }) => legs.get(legId)?.leg.streams[line] ?? [],
      )
      tune(call, open)
    }
  }

  function callOf(id: CallId): OpenCall {
    const known = calls.get(id)
    if (known) return known
    const call: OpenCall = { id, legs: [], routes: new Map(), music: null, recording: null }
    calls.set(id, call)
    return call
  }

  function record(
    call: OpenCall,
    wanted: { readonly id: RecordingId; readonly mode: 'on' | 'paused' } | null,
  ): void {
    if (call.recording && call.recording.id !== wanted?.id) finishRecording(call)
    if (!wanted) return
    if (!call.recording) {
      const recorded: RecordedTrack[] = []
      const recorder = createRecorder(now, (partyId): TrackSink => {
        const track = tracks.open(wanted.id, partyId)
        recorded.push(track)
        return track.sink
      })
      recorders.add(recorder)
      call.recording = { id: wanted.id, recorder, tracks: recorded }
    }
    call.recording.recorder.setMode(wanted.mode)
  }

  function finishRecording(call: OpenCall): void {
    if (!call.recording) return
    const { id, recorder, tracks: recorded } = call.recording
    call.recording = null
    recorders.remove(recorder)
    const durationMs = recorder.end()
    report({
      type: 'recording-finished',
      id,
      callId: call.id,
      durationMs,
      tracks: recorded.map(({ partyId, path, sizeBytes }) => ({ partyId, path, sizeBytes: sizeBytes() })),
    })
  }

  function drop(legId: LegId): OpenLeg | null {
    const open = legs.get(legId)
    if (!open) return null
    legs.delete(legId)
    open.listeners = []
    open.recording = null
    reporters.remove(open.leg)
    watched.remove(open.leg)
    for (const stream of open.leg.streams) player.stop(stream)
    open.leg.close()
    const call = calls.get(open.callId)
    if (call) arrange(call)
    return open
  }

  function lose(legId: LegId, why: 'media' | 'connection'): void {
    if (drop(legId)) report({ type: 'leg-lost', legId, why })
  }

  async function openLeg({
    legId,
    callId,
    offer,
  }: Extract<VoiceOrder, { type: 'open-leg' }>): Promise<VoiceOutcome> {
    if (legs.size + opening >= mostLegs) return { outcome: 'refused', reason: 'too-many-legs' }
    drop(legId)
    // Packets may come before the leg is put together.
    let leg: Leg | null = null
    let isUp = false
    opening += 1
    const connection = await transport
      .connect(offer, {
        onPacket: (packet) => leg?.take(packet),
        onUp() {
          isUp = true
          if (leg) cameUp(leg)
        },
        onDown(how) {
          if (legs.get(legId)?.leg !== leg || !leg) return
          if (how === 'failed') lose(legId, 'connection')
          else if (drop(legId)) report({ type: 'leg-closed', legId })
        },
      })
      .finally(() => (opening -= 1))
    if (!connection) return { outcome: 'refused', reason: 'bad-offer' }
    const open: OpenLeg = {
      leg: createLeg(legId, connection, now, {
        onSpeech: (packet) => onSpeech(open, packet),
        onSkipped: () => {
          for (const stream of open.listeners) stream.skip(open.leg)
        },
        onDigit: (digit) => report({ type: 'digit', legId, digit }),
      }),
      callId,
      arranged: null,
      listeners: [],
      recording: null,
    }
    ;({ leg } = open)
    drop(legId)
    legs.set(legId, open)
    reporters.add(leg)
    watched.add(leg)
    arrange(callOf(callId))
    if (isUp) cameUp(leg)
    return { outcome: 'answered', answer: connection.answer }
  }

  function cameUp(leg: Leg): void {
    if (leg.isUp()) return
    leg.cameUp()
    report({ type: 'leg-up', legId: leg.id })
  }

  function closeCall(id: CallId): void {
    const call = calls.get(id)
    if (!call) return
    finishRecording(call)
    calls.delete(id)
    for (const [legId, open] of legs) if (open.callId === id) drop(legId)
  }

  return {
    async order(order) {
      switch (order.type) {
        case 'open-leg':
          return await openLeg(order)
        case 'arrange': {
          const call = callOf(order.callId)
          call.legs = order.legs
          call.music = musicAt(order.music)
          record(call, order.recording)
          arrange(call)
          return done
        }
        case 'send-digits':
          return { outcome: 'refused', reason: 'unsupported' }
        case 'close-leg':
          drop(order.legId)
          return done
        case 'close-call':
          closeCall(order.callId)
          return done
      }
    },
    survey: () => ({
      legs: [...legs.values()].map(({ leg, callId, arranged }) => ({
        legId: leg.id,
        callId,
        isUp: leg.isUp(),
        hears: arranged?.hears ?? 'nothing',
        heard: [...(calls.get(callId)?.routes ?? [])].flatMap(([speaker, to]) =>
          to.some(({ legId }) => legId === leg.id) ? [speaker] : [],
        ),
      })),
      recordings: [...calls.values()].flatMap(({ id, recording }) =>
        recording ? [{ id: recording.id, callId: id, mode: recording.recorder.mode }] : [],
      ),
    }),
    close() {
      clearInterval(timer)
      for (const id of calls.keys()) closeCall(id)
      for (const id of legs.keys()) drop(id)
      player.close()
    },
  }
}
