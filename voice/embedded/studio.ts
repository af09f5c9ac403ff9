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
import { createRecorder, type Recorder, type TrackSink } from './recorder.ts'
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

type OpenLeg = { readonly leg: Leg; readonly callId: CallId; arranged: ArrangedLeg | null }

export interface Studio {
  order(order: VoiceOrder): Promise<VoiceOutcome>
  survey(): VoiceSurvey
  close(): void
}

const beatMs = 200
const reportEveryMs = 2_000
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
  let opening = 0
  let beats = 0

  const timer = setInterval(() => {
    beats += 1
    for (const call of calls.values()) call.recording?.recorder.beat()
    for (const { leg } of legs.values()) if (leg.silentMs() > silentAfterMs) lose(leg.id, 'media')
    if ((beats * beatMs) % reportEveryMs === 0) tellQuality()
  }, beatMs)

  function tellQuality(): void {
    for (const { leg } of legs.values()) {
      leg.report()
      if (leg.isUp()) report({ type: 'quality', legId: leg.id, quality: leg.quality() })
    }
  }

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

  function onSpeech(leg: Leg, packet: RtpPacket): void {
    const open = legs.get(leg.id)
    const call = open && calls.get(open.callId)
    if (!open?.arranged || !call) return
    const { arranged } = open
    if (arranged.isRecorded)
      call.recording?.recorder.take(arranged.partyId, packet.ssrc, packet.timestamp, packet.payload)
    const heard = call.routes.get(leg.id)
    if (!heard) return
    for (const { legId, line } of heard) legs.get(legId)?.leg.streams[line]?.send(leg, packet)
  }

  function onSkipped(leg: Leg): void {
    const open = legs.get(leg.id)
    for (const { legId, line } of (open && calls.get(open.callId)?.routes.get(leg.id)) ?? [])
      legs.get(legId)?.leg.streams[line]?.skip(leg)
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
      call.recording = { id: wanted.id, recorder, tracks: recorded }
    }
    call.recording.recorder.setMode(wanted.mode)
  }

  function finishRecording(call: OpenCall): void {
    if (!call.recording) return
    const { id, recorder, tracks: recorded } = call.recording
    call.recording = null
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
    leg = createLeg(legId, connection, now, {
      onSpeech,
      onSkipped,
      onDigit: ({ id }, digit) => report({ type: 'digit', legId: id, digit }),
    })
    drop(legId)
    legs.set(legId, { leg, callId, arranged: null })
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
