/**
 * An engine without sound, for everything that is not about sound: it keeps arrangements and says who would be heard. Phones are names; an offer is
 * `phone:<name>`, or `dead:<name>` for one that is answered and never comes up. Nothing in it takes time.
 */
import type { CallId, LegId, PartyId } from '#core/id.ts'
import type {
  ArrangedLeg,
  LegQuality,
  RecordingId,
  VoiceEngine,
  VoiceEvent,
  VoiceHost,
  VoiceOrder,
  VoiceOutcome,
  VoiceSurvey,
} from '../engine.ts'

type FakeLeg = { readonly legId: LegId; readonly callId: CallId; readonly phone: string }

export type FakeEngine = VoiceEngine & {
  /** The leg that this phone has now. */
  readonly legOf: (phone: string) => LegId | null
  /** Phones and `music`. */
  readonly heardBy: (phone: string) => readonly string[]
  readonly vanish: (phone: string) => void
  readonly hangUp: (phone: string) => void
  readonly press: (phone: string, digits: string) => void
  readonly measure: (phone: string, quality: LegQuality) => void
  /** All legs are gone, as when its process dies, and it is there again at once. */
  readonly crash: () => void
  /** The same in two steps: in between it takes no orders. */
  readonly die: () => void
  readonly comeBack: () => void
  readonly orders: readonly VoiceOrder[]
}

type FakeCall = {
  legs: readonly ArrangedLeg[]
  recording: { readonly id: RecordingId; readonly mode: 'on' | 'paused' } | null
  readonly recorded: Set<PartyId>
}

export function createFakeEngine(host: VoiceHost): FakeEngine {
  const legs = new Map<LegId, FakeLeg>()
  const calls = new Map<CallId, FakeCall>()
  const orders: VoiceOrder[] = []
  let isUp = true
  const tell = (event: VoiceEvent): void => host.report(event)

  const arrangedOf = (legId: LegId): ArrangedLeg | null => {
    const leg = legs.get(legId)
    return (leg && calls.get(leg.callId)?.legs.find((one) => one.legId === legId)) ?? null
  }
  function heardByLeg(legId: LegId): LegId[] {
    const listener = arrangedOf(legId)
    if (listener?.hears !== 'bridge' || listener.bridge === null) return []
    return [...legs.keys()].filter((other) => {
      const speaker = arrangedOf(other)
      return (
        other !== legId &&
        speaker?.bridge === listener.bridge &&
        (speaker.speaksTo === 'all' || (speaker.speaksTo === 'agents' && listener.isAgent))
      )
    })
  }
  const legOf = (phone: string): LegId | null =>
    [...legs.values()].findLast((leg) => leg.phone === phone)?.legId ?? null

  function setRecording(callId: CallId, call: FakeCall, to: FakeCall['recording']): void {
    const { recording, recorded } = call
    call.recording = to
    if (recording && recording.id !== to?.id) {
      const tracks = [...recorded].map((partyId) => ({
        partyId,
        path: `/${recording.id}/${partyId}.opus.enc`,
        sizeBytes: 1_000,
      }))
      recorded.clear()
      tell({ type: 'recording-finished', id: recording.id, callId, durationMs: 0, tracks })
    }
    if (to) for (const { isRecorded, partyId } of call.legs) if (isRecorded) recorded.add(partyId)
  }

  function carryOut(order: VoiceOrder): VoiceOutcome {
    switch (order.type) {
      case 'open-leg': {
        const [, kind, phone] = /^(phone|dead):(\w+)$/.exec(order.offer) ?? []
        if (phone === undefined) return { outcome: 'refused', reason: 'bad-offer' }
        const { legId, callId } = order
        legs.set(legId, { legId, callId, phone })
        queueMicrotask(() => {
          if (kind === 'phone' && legs.has(legId)) tell({ type: 'leg-up', legId })
        })
        return { outcome: 'answered', answer: `answer:${phone}` }
      }
      case 'arrange': {
        const call = calls.get(order.callId) ?? { legs: [], recording: null, recorded: new Set() }
        calls.set(order.callId, call)
        call.legs = order.legs
        setRecording(order.callId, call, order.recording)
        return { outcome: 'done' }
      }
      case 'send-digits':
        return { outcome: 'refused', reason: 'unsupported' }
      case 'close-leg':
        legs.delete(order.legId)
        return { outcome: 'done' }
      case 'close-call': {
        const call = calls.get(order.callId)
        if (call) setRecording(order.callId, call, null)
        calls.delete(order.callId)
        for (const leg of legs.values()) if (leg.callId === order.callId) legs.delete(leg.legId)
        return { outcome: 'done' }
      }
    }
  }

  function die(): void {
    isUp = false
    legs.clear()
    calls.clear()
  }

  function comeBack(): void {
    isUp = true
    tell({ type: 'restarted' })
  }

  const gone = (phone: string, tellOf: (legId: LegId) => VoiceEvent): void => {
    const legId = legOf(phone)
    if (legId && legs.delete(legId)) tell(tellOf(legId))
  }

  return {
    orders,
    legOf,
    heardBy(phone) {
      const legId = legOf(phone)
      if (!legId) return []
      if (arrangedOf(legId)?.hears === 'music') return ['music']
      return heardByLeg(legId).flatMap((heard) => legs.get(heard)?.phone ?? [])
    },
    vanish: (phone) => gone(phone, (legId) => ({ type: 'leg-lost', legId, why: 'media' })),
    hangUp: (phone) => gone(phone, (legId) => ({ type: 'leg-closed', legId })),
    press(phone, digits) {
      const legId = legOf(phone)
      if (legId) for (const digit of digits) tell({ type: 'digit', legId, digit })
    },
    measure(phone, quality) {
      const legId = legOf(phone)
      if (legId) tell({ type: 'quality', legId, quality })
    },
    crash() {
      die()
      comeBack()
    },
    die,
    comeBack,
    isUp: () => isUp,
    async order(order) {
      if (!isUp) return { outcome: 'down' }
      orders.push(order)
      return await Promise.resolve(carryOut(order))
    },
    async survey() {
      const survey: VoiceSurvey = {
        legs: [...legs.values()].map(({ legId, callId }) => ({
          legId,
          callId,
          isUp: true,
          hears: arrangedOf(legId)?.hears ?? 'nothing',
          heard: heardByLeg(legId),
        })),
        recordings: [...calls].flatMap(([callId, { recording }]) =>
          recording ? [{ ...recording, callId }] : [],
        ),
      }
      return await Promise.resolve(survey)
    },
    async close() {
      for (const [callId, call] of calls) setRecording(callId, call, null)
      die()
      await Promise.resolve()
    },
  }
}
