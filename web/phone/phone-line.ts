/** One connection to the server's voice engine, as the phone needs it. The browser's own is in `browser-line.ts`; tests bring theirs. */
import type { VoiceSettings } from '#protocol/call.ts'
import type { LineSound } from './phone.ts'

/** `broken`: it will not come back; a new one is needed (the engine knows no ICE restart). `shaky`: it may come back within a moment. */
export type LineState = 'connecting' | 'connected' | 'shaky' | 'broken'

export type PhoneLine<Track> = {
  /** SDP with the addresses found until then. `patienceMs`: how long it may look for more of them. */
  readonly offer: (patienceMs: number) => Promise<string>
  readonly accept: (answer: string) => Promise<void>
  /** Null: nothing is said, and the connection is kept up with silence. */
  readonly speakInto: (track: Track | null) => void
  readonly mute: (isMuted: boolean) => void
  readonly measure: () => Promise<LineSound>
  readonly close: () => void
}

export type OpenLine<Track> = (
  settings: VoiceSettings,
  on: { readonly state: (state: LineState) => void; readonly playback: (isBlocked: boolean) => void },
) => PhoneLine<Track>
