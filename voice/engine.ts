/**
 * What a voice engine is: something that carries sound between legs. It knows legs and bridges and nothing of customers, queues or transfers; all of
 * that is `core/call`, whose `audioPlan` is put to the engine as one `arrange` for each change. An engine that has restarted is told the same
 * arrangement again and is right.
 *
 * A leg is opened by whoever has the microphone: a browser sends an offer (SDP), the engine answers. Who may open which leg has been decided before
 * an order is given; legs that were never ordered, or are closed, hear and say nothing.
 */
import type { CallId, LegId, PartyId } from '#core/id.ts'

export type RecordingId = `rec_${string}`

/** One leg as it is to be from now on. See `core/call/audio-plan.ts`. */
export type ArrangedLeg = {
  readonly legId: LegId
  readonly partyId: PartyId
  /** Null: alone. Names are the orderer's; legs with the same name hear one another. */
  readonly bridge: string | null
  readonly hears: 'bridge' | 'music' | 'nothing'
  /** Who in the bridge hears it. */
  readonly speaksTo: 'all' | 'agents' | 'nobody'
  readonly isAgent: boolean
  readonly isRecorded: boolean
}

export type VoiceOrder =
  /** `offer`: SDP, at most 64 KiB. Answers `answered`, `refused` or `down`. The leg is up when `leg-up` is reported. */
  | { readonly type: 'open-leg'; readonly legId: LegId; readonly callId: CallId; readonly offer: string }
  /**
   * All of a call's legs as they are to be; those that are not named hear and say nothing. `music`: the path of an Ogg Opus file of 20 ms
   * frames; null: silence. `recording`: where it goes; `paused` keeps the time and not the sound; null: none (one that was running is finished).
   */
  | {
      readonly type: 'arrange'
      readonly callId: CallId
      readonly legs: readonly ArrangedLeg[]
      readonly music: string | null
      readonly recording: { readonly id: RecordingId; readonly mode: 'on' | 'paused' } | null
    }
  /** As telephone events (RFC 4733). */
  | { readonly type: 'send-digits'; readonly legId: LegId; readonly digits: string }
  | { readonly type: 'close-leg'; readonly legId: LegId }
  /** Closes what is left of it and finishes its recording. */
  | { readonly type: 'close-call'; readonly callId: CallId }

export type VoiceRefusal =
  /** No audio line with Opus, or no SDP at all. */
  | 'bad-offer'
  /** The engine's own limit is reached. */
  | 'too-many-legs'
  | 'unknown-leg'
  /** This engine has no such thing. */
  | 'unsupported'

export type VoiceOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'answered'; readonly answer: string }
  | { readonly outcome: 'refused'; readonly reason: VoiceRefusal }
  /** The engine is not there at the moment (it is being started again). Nothing was done. */
  | { readonly outcome: 'down' }

/** Measured on what comes from the leg and on what its own end reports. Shares 0–1, times in ms; null: not known yet. */
export type LegQuality = {
  readonly lossIn: number
  readonly jitterInMs: number
  readonly lossOut: number | null
  readonly roundTripMs: number | null
}

export type VoiceEvent =
  | { readonly type: 'leg-up'; readonly legId: LegId }
  /** `media`: connected, and nothing has come for a while. `connection`: gone. The leg is closed; its party may open another. */
  | { readonly type: 'leg-lost'; readonly legId: LegId; readonly why: 'media' | 'connection' }
  /** The other end has closed it. */
  | { readonly type: 'leg-closed'; readonly legId: LegId }
  | { readonly type: 'digit'; readonly legId: LegId; readonly digit: string }
  | { readonly type: 'quality'; readonly legId: LegId; readonly quality: LegQuality }
  /** One mono Ogg Opus file for each party, all from the same instant on. */
  | {
      readonly type: 'recording-finished'
      readonly id: RecordingId
      readonly callId: CallId
      readonly durationMs: number
      readonly tracks: readonly {
        readonly partyId: PartyId
        readonly path: string
        readonly sizeBytes: number
      }[]
    }
  /** Every leg is gone: those who talk have to open theirs again, and calls are to be arranged again. */
  | { readonly type: 'restarted' }

/** What exists now, for whoever has forgotten or doubts it. */
export type VoiceSurvey = {
  readonly legs: readonly {
    readonly legId: LegId
    readonly callId: CallId
    readonly isUp: boolean
    readonly hears: ArrangedLeg['hears']
    /** Whose sound it is sent at this moment. */
    readonly heard: readonly LegId[]
  }[]
  readonly recordings: readonly {
    readonly id: RecordingId
    readonly callId: CallId
    readonly mode: 'on' | 'paused'
  }[]
}

export interface VoiceEngine {
  /** Takes orders now. It may be on its way back: `restarted` will say so. */
  isUp(): boolean
  order(order: VoiceOrder): Promise<VoiceOutcome>
  survey(): Promise<VoiceSurvey>
  /** Ends every leg, finishes recordings, leaves nothing running. */
  close(): Promise<void>
}

export type VoiceHost = {
  /** Told in the order in which things happen. Must not throw. */
  readonly report: (event: VoiceEvent) => void
}
