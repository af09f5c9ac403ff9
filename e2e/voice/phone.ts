/**
 * A phone that is nothing but sound: a page with a generated tone for a microphone, which measures the tones it hears. It offers one line to talk on and
 * three more to hear on, as the product's pages do.
 */
import type { Browser, Page } from 'playwright-core'

export type Phone = {
  readonly page: Page
  /** SDP with all its candidates. */
  readonly offer: () => Promise<string>
  readonly accept: (answer: string) => Promise<void>
  /** Of these frequencies (Hz), which are heard now; each time it is asked the sound of the last moments counts. */
  readonly hears: (tones: readonly number[]) => Promise<number[]>
  /** From now on the microphone has this tone. */
  readonly sayWith: (tone: number) => Promise<void>
  readonly state: () => Promise<RTCPeerConnectionState>
  readonly press: (digits: string) => Promise<void>
  readonly hangUp: () => Promise<void>
}

type InPage = {
  peer: RTCPeerConnection
  analysers: AnalyserNode[]
  context: AudioContext
  sender: RTCRtpSender
}

export async function openPhone(browser: Browser, tone: number): Promise<Phone> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('about:blank')
  await page.evaluate((frequency) => {
    const audio = new AudioContext({ sampleRate: 48_000 })
    const oscillator = new OscillatorNode(audio, { frequency })
    const quieter = new GainNode(audio, { gain: 0.3 })
    const microphone = new MediaStreamAudioDestinationNode(audio)
    oscillator.connect(quieter).connect(microphone)
    oscillator.start()
    Object.assign(globalThis, { microphone, audio, oscillator })
  }, tone)
  const inPage = page

  return {
    page,
    offer: () =>
      inPage.evaluate(async () => {
        const { microphone, audio } = globalThis as unknown as {
          microphone: MediaStreamAudioDestinationNode
          audio: AudioContext
        }
        await audio.resume()
        const peer = new RTCPeerConnection()
        const [track] = microphone.stream.getAudioTracks()
        if (!track) throw new Error('There is no microphone.')
        const { sender } = peer.addTransceiver(track, { direction: 'sendrecv' })
        for (let line = 0; line < 3; line += 1) peer.addTransceiver('audio', { direction: 'recvonly' })
        const analysers: AnalyserNode[] = []
        peer.addEventListener('track', ({ track: heard }) => {
          const stream = new MediaStream([heard])
          // Without an element that plays it Chromium decodes nothing.
          const element = new Audio()
          element.srcObject = stream
          element.muted = true
          void element.play()
          const analyser = new AnalyserNode(audio, { fftSize: 8_192, smoothingTimeConstant: 0 })
          audio.createMediaStreamSource(stream).connect(analyser)
          analysers.push(analyser)
        })
        await peer.setLocalDescription()
        await new Promise<void>((resolve) => {
          if (peer.iceGatheringState === 'complete') resolve()
          peer.addEventListener('icegatheringstatechange', () => {
            if (peer.iceGatheringState === 'complete') resolve()
          })
        })
        const phone: InPage = { peer, analysers, context: audio, sender }
        ;(globalThis as unknown as { phone?: InPage }).phone?.peer.close()
        Object.assign(globalThis, { phone })
        return peer.localDescription?.sdp ?? ''
      }),
    accept: (answer) =>
      inPage.evaluate(async (sdp) => {
        const { phone } = globalThis as unknown as { phone: InPage }
        await phone.peer.setRemoteDescription({ type: 'answer', sdp })
      }, answer),
    hears: (tones) =>
      inPage.evaluate((wanted) => {
        const { phone } = globalThis as unknown as { phone: InPage }
        const heard = new Set<number>()
        for (const analyser of phone.analysers) {
          const bins = new Float32Array(analyser.frequencyBinCount)
          analyser.getFloatFrequencyData(bins)
          const width = phone.context.sampleRate / analyser.fftSize
          for (const frequency of wanted) {
            const middle = Math.round(frequency / width)
            const level = Math.max(...bins.slice(middle - 1, middle + 2))
            if (level > -45) heard.add(frequency)
          }
        }
        return [...heard].toSorted((a, b) => a - b)
      }, tones),
    sayWith: (frequency) =>
      inPage.evaluate((hertz) => {
        const { oscillator } = globalThis as unknown as { oscillator: OscillatorNode }
        oscillator.frequency.value = hertz
      }, frequency),
    state: () =>
      inPage.evaluate(() => {
        const { phone } = globalThis as unknown as { phone: InPage }
        return phone.peer.connectionState
      }),
    press: (digits) =>
      inPage.evaluate((keys) => {
        const { phone } = globalThis as unknown as { phone: InPage }
        phone.sender.dtmf?.insertDTMF(keys, 100, 70)
      }, digits),
    hangUp: () =>
      inPage.evaluate(() => {
        const { phone } = globalThis as unknown as { phone: InPage }
        phone.peer.close()
      }),
  }
}

/** Opus frames of a tone, made by the browser's own encoder: 20 ms each. */
export async function toneFrames(browser: Browser, frequency: number, seconds: number): Promise<Buffer[]> {
  const page = await browser.newPage()
  // Encoders are there on pages with a safe address only; this one needs no server.
  await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto('http://localhost/')
  const frames = await page.evaluate(
    async ({ hertz, length }) => {
      const made: number[][] = []
      const encoder = new AudioEncoder({
        output: (chunk) => {
          const bytes = new Uint8Array(chunk.byteLength)
          chunk.copyTo(bytes)
          made.push([...bytes])
        },
        error: (error) => {
          throw error
        },
      })
      encoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, bitrate: 32_000 })
      for (let frame = 0; frame < length * 50; frame += 1) {
        const data = Float32Array.from(
          { length: 960 },
          (_, n) => 0.3 * Math.sin((2 * Math.PI * hertz * (frame * 960 + n)) / 48_000),
        )
        encoder.encode(
          new AudioData({
            format: 'f32',
            sampleRate: 48_000,
            numberOfFrames: 960,
            numberOfChannels: 1,
            timestamp: frame * 20_000,
            data,
          }),
        )
      }
      await encoder.flush()
      return made
    },
    { hertz: frequency, length: seconds },
  )
  await page.close()
  return frames.map((frame) => Buffer.from(frame))
}

/** Which tones a file of Opus in Ogg holds, second by second. */
export async function tonesIn(
  browser: Browser,
  file: Buffer,
  tones: readonly number[],
): Promise<{ readonly seconds: number; readonly heard: readonly (readonly number[])[] }> {
  const page = await browser.newPage()
  const found = await page.evaluate(
    async ({ base64, wanted }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const audio = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes.buffer)
      const samples = audio.getChannelData(0)
      const heard: number[][] = []
      // Goertzel on half a second from the middle of each second.
      for (let from = 12_000; from + 24_000 <= samples.length; from += 48_000) {
        const part = samples.subarray(from, from + 24_000)
        heard.push(
          wanted.filter((frequency) => {
            const turn = 2 * Math.cos((2 * Math.PI * frequency) / 48_000)
            let [one, two] = [0, 0]
            for (const sample of part) [one, two] = [sample + turn * one - two, one]
            return Math.sqrt(one * one + two * two - turn * one * two) / part.length > 0.01
          }),
        )
      }
      return { seconds: audio.duration, heard }
    },
    { base64: file.toString('base64'), wanted: [...tones] },
  )
  await page.close()
  return found
}
