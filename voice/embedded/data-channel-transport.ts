/**
 * The transport over libdatachannel. Its native part ends the process when it is used wrongly or a callback throws, so it lives in the engine's own
 * process, every callback is fenced, and nothing that it made is let go before it is closed: what is collected as garbage falls silent.
 */
import { randomInt } from 'node:crypto'
import { Audio, PeerConnection, type RtcConfig, type Track } from 'node-datachannel'
import { audioLinesOf, type OfferedLine } from './offer.ts'
import type { AudioLine, Connection, ConnectionEvents, Transport, TransportSettings } from './transport.ts'

const directions = {
  sendrecv: 'SendRecv',
  sendonly: 'RecvOnly',
  recvonly: 'SendOnly',
  inactive: 'Inactive',
} as const

const kept = new Set<PeerConnection>()
const gatheringMs = 5_000

export function createDataChannelTransport(
  settings: TransportSettings,
  onFault: (error: unknown) => void,
): Transport {
  const { address, ports } = settings
  const config: RtcConfig = {
    iceServers: [],
    disableAutoNegotiation: true,
    enableIceUdpMux: ports.from === ports.to,
    portRangeBegin: ports.from,
    portRangeEnd: ports.to,
    ...(address === null ? {} : { bindAddress: address }),
  }
  /** No exception may leave a callback. */
  const fenced =
    <Value>(body: (value: Value) => void) =>
    (value: Value): void => {
      try {
        body(value)
      } catch (error) {
        onFault(error)
      }
    }

  return {
    async connect(offer, events) {
      const offered = uniqueMids(audioLinesOf(offer))
      if (!offered.some(({ direction }) => direction === 'sendrecv' || direction === 'recvonly')) return null
      const peer = new PeerConnection('leg', config)
      kept.add(peer)
      /** They must live as long as the connection. */
      const tracks: Track[] = []
      let isOver = false
      const over = (how: 'closed' | 'failed'): void => {
        if (isOver) return
        isOver = true
        events.onDown(how)
      }
      const close = (): void => {
        isOver = true
        if (!kept.delete(peer)) return
        // A line's callback holds its packets' way, and with it the line itself, which so would never be collected as garbage.
        for (const closing of [...tracks, peer])
          try {
            closing.close()
          } catch (error) {
            onFault(error)
          }
        tracks.length = 0
      }
      peer.onStateChange(
        fenced((state) => {
          if (isOver) return
          if (state === 'connected') events.onUp()
          else if (state === 'disconnected' || state === 'closed') over('closed')
          else if (state === 'failed') over('failed')
        }),
      )
      try {
        const lines = offered.flatMap((line) => addLine(peer, line, tracks, events, fenced))
        const answer = await answerTo(peer, offer, fenced)
        const [first] = offered
        if (answer === null || !first || first.opus === null) {
          close()
          return null
        }
        return {
          lines,
          opus: first.opus,
          digits: new Set(offered.flatMap(({ digits }) => [...digits.keys()])),
          answer: announced(answer, settings),
          close,
        } satisfies Connection
      } catch (error) {
        onFault(error)
        close()
        return null
      }
    },
  }
}

function uniqueMids(lines: readonly OfferedLine[]): OfferedLine[] {
  const seen = new Set<string>()
  return lines.filter(({ mid }) => !seen.has(mid) && seen.add(mid))
}

type Fence = <Value>(body: (value: Value) => void) => (value: Value) => void

function addLine(
  peer: PeerConnection,
  { mid, direction, opus, digits }: OfferedLine,
  tracks: Track[],
  events: ConnectionEvents,
  fenced: Fence,
): AudioLine[] {
  if (opus === null) return []
  const audio = new Audio(mid, directions[direction])
  audio.addOpusCodec(opus, 'minptime=10;useinbandfec=1;stereo=0')
  for (const [type, rate] of digits) audio.addAudioCodec(type, `telephone-event/${rate}`, '0-16')
  const maySend = direction === 'sendrecv' || direction === 'recvonly'
  const ssrc = randomInt(1, 2 ** 32 - 1)
  if (maySend) audio.addSSRC(ssrc, 'atiende', 'leg', `out${mid}`)
  const track = peer.addTrack(audio)
  tracks.push(track)
  track.onClosed(() => {})
  // The library looks through all callbacks of all legs whenever a packet comes: a line has one as soon as something can come on it.
  let isListening = false
  const listen = (): void => {
    isListening = true
    track.onMessage(fenced(events.onPacket))
  }
  if (direction === 'sendrecv' || direction === 'sendonly') listen()
  if (!maySend) return []
  return [
    {
      ssrc,
      payloadType: opus,
      write(packet) {
        try {
          // What is said on a line that is only for hearing is answered by reports.
          if (!isListening) listen()
          track.sendMessageBinary(packet)
        } catch {
          // It is closing; the connection's state says so in a moment.
        }
      },
    },
  ]
}

/** Null: the offer is not one. */
async function answerTo(peer: PeerConnection, offer: string, fenced: Fence): Promise<string | null> {
  return await new Promise((resolve) => {
    const give = (): void => resolve(peer.localDescription()?.sdp ?? null)
    const patience = setTimeout(give, gatheringMs)
    const done = (): void => {
      clearTimeout(patience)
      give()
    }
    peer.onGatheringStateChange(fenced((state) => (state === 'complete' ? done() : undefined)))
    try {
      peer.setRemoteDescription(offer, 'offer')
      // In any other state the next line would end the process.
      if (peer.signalingState() !== 'have-remote-offer') {
        clearTimeout(patience)
        resolve(null)
        return
      }
      peer.setLocalDescription('answer')
      if (peer.gatheringState() === 'complete') done()
    } catch {
      clearTimeout(patience)
      resolve(null)
    }
  })
}

/** The address by which the world knows us in place of our own. */
function announced(answer: string, { announcedAddress }: TransportSettings): string {
  return announcedAddress === null
    ? answer
    : answer.replaceAll(
        /^(a=candidate:\S+ \d+ UDP \d+) \S+ (\d+ typ host.*)$/gim,
        `$1 ${announcedAddress} $2`,
      )
}
