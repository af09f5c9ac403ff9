/** The other end of the pages' calls: a page that answers their offers, says one tone to each of them, and measures what they say. */
import type { Browser, Page } from 'playwright-core'
import type { LegId } from '#core/id.ts'
import type { Exchange } from './double/sound.ts'

/** What everybody hears of it, in Hz. */
export const customerTone = 1_000

type Ended = { readonly peer: RTCPeerConnection; readonly analyser: AnalyserNode; isLost: boolean }

export type PageExchange = Exchange & {
  /** Of these frequencies, which come from the pages now. */
  readonly hears: (tones: readonly number[]) => Promise<number[]>
}

/** Opened with the first leg. */
export function createExchange(browser: () => Browser): PageExchange {
  let page: Promise<Page> | null = null
  const told = new Map<string, (what: 'up' | 'lost') => void>()

  async function open(): Promise<Page> {
    const made = await browser().newPage()
    await made.exposeFunction('tell', (legId: string, what: 'up' | 'lost') => told.get(legId)?.(what))
    await made.evaluate((hertz) => {
      const audio = new AudioContext({ sampleRate: 48_000 })
      const tone = new OscillatorNode(audio, { frequency: hertz })
      const soft = new GainNode(audio, { gain: 0.3 })
      const out = new MediaStreamAudioDestinationNode(audio)
      tone.connect(soft).connect(out)
      tone.start()
      Object.assign(globalThis, { audio, track: out.stream.getAudioTracks()[0], ends: [] as Ended[] })
    }, customerTone)
    return made
  }

  return {
    async answer(legId: LegId, offer, tell) {
      told.set(legId, tell)
      return await (
        await (page ??= open())
      ).evaluate(
        async ({ id, sdp }) => {
          const {
            audio,
            track,
            ends,
            tell: say,
          } = globalThis as unknown as {
            audio: AudioContext
            track: MediaStreamTrack
            ends: Ended[]
            tell: (id: string, what: 'up' | 'lost') => void
          }
          await audio.resume()
          const peer = new RTCPeerConnection()
          const analyser = new AnalyserNode(audio, { fftSize: 8_192, smoothingTimeConstant: 0 })
          const end: Ended = { peer, analyser, isLost: false }
          ends.push(end)
          peer.addEventListener('track', ({ track: heard, transceiver }) => {
            if (transceiver.mid !== '0') return
            const stream = new MediaStream([heard])
            // Without an element that plays it Chromium decodes nothing.
            const element = Object.assign(new Audio(), { srcObject: stream, muted: true })
            void element.play()
            audio.createMediaStreamSource(stream).connect(analyser)
          })
          peer.addEventListener('connectionstatechange', () => {
            if (peer.connectionState === 'connected') say(id, 'up')
            if (!['disconnected', 'failed', 'closed'].includes(peer.connectionState) || end.isLost) return
            end.isLost = true
            peer.close()
            say(id, 'lost')
          })
          await peer.setRemoteDescription({ type: 'offer', sdp })
          const [first] = peer.getTransceivers()
          if (first) first.direction = 'sendrecv'
          await first?.sender.replaceTrack(track)
          await peer.setLocalDescription()
          await new Promise<void>((resolve) => {
            const look = (): void => {
              if (peer.iceGatheringState === 'complete') resolve()
            }
            peer.addEventListener('icegatheringstatechange', look)
            look()
          })
          return peer.localDescription?.sdp ?? ''
        },
        { id: legId, sdp: offer },
      )
    },
    hears: async (tones) =>
      await (
        await (page ??= open())
      ).evaluate(
        (wanted) => {
          const { audio, ends } = globalThis as unknown as { audio: AudioContext; ends: Ended[] }
          return wanted.filter((hertz) =>
            ends.some(({ analyser, isLost, peer }) => {
              if (isLost || peer.connectionState !== 'connected') return false
              const bins = new Float32Array(analyser.frequencyBinCount)
              analyser.getFloatFrequencyData(bins)
              const middle = Math.round(hertz / (audio.sampleRate / analyser.fftSize))
              return Math.max(...bins.slice(middle - 1, middle + 2)) > -45
            }),
          )
        },
        [...tones],
      ),
  }
}
