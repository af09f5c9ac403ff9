/** The caller's microphone, or why there is none. */
import type { Problem } from './caller-state.ts'

export interface Microphone {
  readonly track: MediaStreamTrack
  /** It was unplugged, or taken away. */
  onGone: (() => void) | null
  stop(): void
}

export type Taken = Microphone | { readonly problem: Problem }

const wish: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export async function takeMicrophone(): Promise<Taken> {
  if (!window.isSecureContext) return { problem: { kind: 'insecure' } }
  if (!('RTCPeerConnection' in window) || !navigator.mediaDevices) return { problem: { kind: 'unsupported' } }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: wish })
    const [track] = stream.getAudioTracks()
    return track ? microphone(track) : { problem: { kind: 'no-microphone' } }
  } catch (error) {
    return { problem: { kind: kindOf(error instanceof DOMException ? error.name : '') } }
  }
}

function microphone(track: MediaStreamTrack): Microphone {
  const taken: Microphone = {
    track,
    onGone: null,
    stop() {
      taken.onGone = null
      track.stop()
    },
  }
  // Not told of one's own `stop`.
  track.addEventListener('ended', () => taken.onGone?.())
  return taken
}

export function kindOf(name: string): Exclude<Problem['kind'], 'refused'> {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-microphone'
  return 'busy'
}
