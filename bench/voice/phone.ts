/**
 * One phone as a browser is one to the engine: it offers a line to talk and three more to hear others on, with real ICE, DTLS and SRTP. What the
 * library does when it is used wrongly is written in `voice/embedded/data-channel-transport.ts`.
 */
import { Audio, PeerConnection, type Track } from 'node-datachannel'

export const opus = 111
const hearingLines = 3

export type Phone = {
  readonly ssrc: number
  readonly offer: () => Promise<string>
  /** False: this end of the library is not able to, which happens to it on a busy machine; the phone has to call again. */
  readonly accept: (answer: string) => boolean
  readonly say: (packet: Buffer) => void
  readonly close: () => void
}

export type PhoneEvents = {
  /** The buffer is whole: RTP or RTCP. */
  readonly onPacket: (packet: Buffer) => void
  readonly onState: (state: string) => void
}

/** What is collected as garbage falls silent. */
const kept = new Set<PeerConnection>()

/** Fewer sockets cost the phones less of the machine that they share with the engine. Not where the engine has one too: it tells phones apart by theirs. */
const sharedPort = process.argv.includes('--own-ports')
  ? {}
  : { enableIceUdpMux: true, portRangeBegin: 39_000, portRangeEnd: 39_000 }

export function createPhone(ssrc: number, events: PhoneEvents): Phone {
  const peer = new PeerConnection('phone', {
    iceServers: [],
    disableAutoNegotiation: true,
    bindAddress: '127.0.0.1',
    ...sharedPort,
  })
  kept.add(peer)
  peer.onStateChange((state) => events.onState(state))

  function addLine(mid: string, mayTalk: boolean): Track {
    const audio = new Audio(mid, mayTalk ? 'SendRecv' : 'RecvOnly')
    audio.addOpusCodec(opus, 'minptime=10;useinbandfec=1')
    if (mayTalk) audio.addSSRC(ssrc, 'phone', 'phone', 'voice')
    const line = peer.addTrack(audio)
    line.onClosed(() => {})
    return line
  }
  const talking = addLine('0', true)
  // In a call of two nothing comes on the other lines; each callback would cost the library something for every packet of every phone.
  talking.onMessage(events.onPacket)
  const lines = [talking, ...Array.from({ length: hearingLines }, (_, n) => addLine(String(n + 1), false))]

  return {
    ssrc,
    async offer() {
      return await new Promise((resolve) => {
        peer.onGatheringStateChange((state) => {
          if (state === 'complete') resolve(asCaller(peer.localDescription()?.sdp ?? ''))
        })
        peer.setLocalDescription('offer')
      })
    },
    accept(answer) {
      try {
        peer.setRemoteDescription(answer, 'answer')
        return true
      } catch {
        return false
      }
    },
    say(packet) {
      try {
        talking.sendMessageBinary(packet)
      } catch {
        // Not connected yet, or no more.
      }
    },
    close() {
      if (!kept.delete(peer)) return
      for (const line of lines) line.close()
      peer.close()
    },
  }
}

/**
 * A browser lets the engine begin the handshake and keeps what comes too early. This library drops it and waits a second for the next attempt, which
 * would be measured as the engine's time; so the phone begins.
 */
function asCaller(offer: string): string {
  return offer.replaceAll(/^a=setup:actpass/gm, 'a=setup:active')
}
