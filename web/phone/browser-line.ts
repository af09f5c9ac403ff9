/**
 * The connection as a browser makes it: one line to talk and hear on, and further ones to hear others on, agreed on once and never again. Where there is no
 * microphone it sends silence, because the engine takes a leg from which nothing comes for lost.
 */
import type { VoiceSettings } from '#protocol/call.ts'
import type { Loudspeaker } from './loudspeaker.ts'
import type { LineSound } from './phone.ts'
import type { LineState, OpenLine } from './phone-line.ts'

/** A disconnected peer often comes back within this; then nothing was lost. */
const shakyMs = 2_000

const stateOf: Readonly<Record<RTCPeerConnectionState, LineState>> = {
  new: 'connecting',
  connecting: 'connecting',
  connected: 'connected',
  disconnected: 'shaky',
  failed: 'broken',
  closed: 'broken',
}

export function openBrowserLine(
  loudspeaker: Loudspeaker,
  silence: () => MediaStreamTrack | null,
): OpenLine<MediaStreamTrack> {
  return (settings, on) => {
    const peer = new RTCPeerConnection({ iceServers: iceServersOf(settings) })
    const { sender } = peer.addTransceiver('audio', { direction: 'sendrecv' })
    for (let line = 1; line < settings.lines; line += 1)
      peer.addTransceiver('audio', { direction: 'recvonly' })
    const playing: (() => void)[] = []
    let own: MediaStreamTrack | null = null
    let isMuted = false
    let isClosed = false
    const soundOf = meter()
    let shaky: ReturnType<typeof setTimeout> | undefined

    peer.addEventListener('track', ({ track }) => {
      playing.push(loudspeaker.play(track, on.playback))
    })
    peer.addEventListener('connectionstatechange', () => {
      if (isClosed) return
      clearTimeout(shaky)
      const state = stateOf[peer.connectionState]
      on.state(state)
      if (state === 'shaky') shaky = setTimeout(() => on.state('broken'), shakyMs)
    })

    function speakInto(track: MediaStreamTrack | null): void {
      own?.stop()
      // Each line has its own copy, which can be muted by itself.
      own = (track ?? silence())?.clone() ?? null
      if (own) own.enabled = !isMuted
      void sender.replaceTrack(own).catch(() => undefined)
    }

    return {
      async offer(patienceMs) {
        await peer.setLocalDescription()
        await gathered(peer, patienceMs)
        return peer.localDescription?.sdp ?? ''
      },
      accept: async (answer) => await peer.setRemoteDescription({ type: 'answer', sdp: answer }),
      speakInto,
      mute(on_) {
        isMuted = on_
        if (own) own.enabled = !on_
      },
      measure: async () => soundOf(await peer.getStats()),
      close() {
        isClosed = true
        clearTimeout(shaky)
        for (const stop of playing) stop()
        own?.stop()
        peer.close()
      },
    }
  }
}

const iceServersOf = ({ iceServers }: VoiceSettings): RTCIceServer[] =>
  iceServers.map(({ urls, username, credential }) => ({
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))

async function gathered(peer: RTCPeerConnection, patienceMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, patienceMs)
    const look = (): void => {
      if (peer.iceGatheringState !== 'complete') return
      clearTimeout(patience)
      resolve()
    }
    peer.addEventListener('icegatheringstatechange', look)
    look()
  })
}

type Report = Readonly<Record<string, unknown>>

type Packets = { readonly received: number; readonly lost: number }

/** The browser counts from the beginning of the connection; what is told is about the time since the last question. */
function meter(): (stats: RTCStatsReport) => LineSound {
  let before: Packets = { received: 0, lost: 0 }
  return (stats) => {
    const now = { received: 0, lost: 0 }
    let jitterMs: number | null = null
    let roundTripMs: number | null = null
    stats.forEach((report: Report) => {
      if (report['type'] === 'inbound-rtp' && numberOf(report['packetsReceived']) > 0) {
        now.received += numberOf(report['packetsReceived'])
        now.lost += numberOf(report['packetsLost'])
        jitterMs = Math.max(jitterMs ?? 0, numberOf(report['jitter']) * 1_000)
      }
      const seconds = report['currentRoundTripTime']
      if (report['type'] === 'candidate-pair' && report['nominated'] === true && typeof seconds === 'number')
        roundTripMs = seconds * 1_000
    })
    const received = now.received - before.received
    const lost = Math.max(0, now.lost - before.lost)
    before = now
    return { lossIn: received + lost > 0 ? lost / (received + lost) : null, jitterMs, roundTripMs }
  }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
