/**
 * One connection for the sound: a line to talk on and three more to hear on, so that several agents are heard apart. It is never mended: when it
 * fails, or the network is another one, a new one takes its place.
 */
import type { VoiceSettings } from '#protocol/call.ts'

export interface Peer {
  /** SDP with all its candidates: nothing is told later. */
  offer(): Promise<string>
  accept(answer: string): Promise<void>
  /** Another microphone. */
  speak(track: MediaStreamTrack): void
  /** Share of what should have been heard since the last look and was not, 0–1; null: nothing was measured. */
  loss(): Promise<number | null>
  close(): void
}

export interface PeerParts {
  readonly iceServers: VoiceSettings['iceServers']
  readonly track: MediaStreamTrack
  readonly onTrack: (track: MediaStreamTrack) => void
  readonly onState: (state: 'up' | 'lost') => void
}

export type OpenPeer = (parts: PeerParts) => Peer

const hearingLines = 3
/** Relays that do not answer must not hold up a call. */
const gatheringMs = 1_500

export const openPeer: OpenPeer = ({ iceServers, track, onTrack, onState }) => {
  const peer = new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
  })
  const { sender } = peer.addTransceiver(track, { direction: 'sendrecv' })
  for (let line = 0; line < hearingLines; line += 1) peer.addTransceiver('audio', { direction: 'recvonly' })
  let [received, lost] = [0, 0]
  peer.ontrack = (event) => onTrack(event.track)
  peer.onconnectionstatechange = () => {
    const { connectionState } = peer
    if (connectionState === 'connected') onState('up')
    if (connectionState === 'failed' || connectionState === 'disconnected') onState('lost')
  }

  return {
    async offer() {
      await peer.setLocalDescription()
      await new Promise<void>((resolve) => {
        const isDone = (): void => void (peer.iceGatheringState === 'complete' && resolve())
        peer.onicegatheringstatechange = isDone
        setTimeout(resolve, gatheringMs)
        isDone()
      })
      return peer.localDescription?.sdp ?? ''
    },
    accept: (answer) => peer.setRemoteDescription({ type: 'answer', sdp: answer }),
    speak: (next) => void sender.replaceTrack(next),
    async loss() {
      let [nowReceived, nowLost] = [0, 0]
      for (const report of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['type'] !== 'inbound-rtp') continue
        nowReceived += Number(report['packetsReceived'] ?? 0)
        nowLost += Number(report['packetsLost'] ?? 0)
      }
      const [came, missed] = [nowReceived - received, Math.max(0, nowLost - lost)]
      ;[received, lost] = [nowReceived, nowLost]
      return came + missed > 0 ? missed / (came + missed) : null
    },
    close() {
      peer.ontrack = peer.onconnectionstatechange = peer.onicegatheringstatechange = null
      peer.close()
    },
  }
}
