/**
 * Ears and a voice for a page of the product: its microphone is a generated tone, and what its connections bring is measured as it comes. Nothing of
 * the page's own is changed: it asks for the microphone and plays what it hears as in any browser.
 */
import type { Page } from 'playwright-core'

type Ears = {
  readonly context: AudioContext
  readonly analysers: Map<RTCPeerConnection, AnalyserNode[]>
  readonly voices: Set<OscillatorNode>
  tone: number
}

/** To be called before the page is loaded; holds for every page that is loaded in it afterwards. */
export async function giveVoice(page: Page, tone: number): Promise<void> {
  await page.addInitScript((frequency) => {
    const context = new AudioContext({ sampleRate: 48_000 })
    const analysers = new Map<RTCPeerConnection, AnalyserNode[]>()
    const voices = new Set<OscillatorNode>()
    const ears = { context, analysers, voices, tone: frequency }
    Object.assign(globalThis, { ears })
    navigator.mediaDevices.getUserMedia = async () => {
      await context.resume()
      const oscillator = new OscillatorNode(context, { frequency: ears.tone })
      voices.add(oscillator)
      const quieter = new GainNode(context, { gain: 0.3 })
      const microphone = new MediaStreamAudioDestinationNode(context)
      oscillator.connect(quieter).connect(microphone)
      oscillator.start()
      return microphone.stream
    }
    const Original = RTCPeerConnection
    globalThis.RTCPeerConnection = class extends Original {
      constructor(...given: ConstructorParameters<typeof Original>) {
        super(...given)
        this.addEventListener('track', ({ track }) => {
          const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 })
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
          analysers.set(this, [...(analysers.get(this) ?? []), analyser])
        })
      }
    }
  }, tone)
}

/** From now on, and until the page is loaded again, its microphone has this tone (Hz). */
export async function sayWith(page: Page, tone: number): Promise<void> {
  await page.evaluate((frequency) => {
    const { ears } = globalThis as unknown as { ears: Ears }
    ears.tone = frequency
    for (const voice of ears.voices) voice.frequency.value = frequency
  }, tone)
}

/** Of these frequencies (Hz), which are heard now on the connections that are open. */
export async function heardBy(page: Page, tones: readonly number[]): Promise<number[]> {
  return await page.evaluate(
    (wanted) => {
      const { ears } = globalThis as unknown as { ears: Ears }
      const heard = new Set<number>()
      for (const [peer, analysers] of ears.analysers) {
        if (peer.connectionState === 'closed') continue
        for (const analyser of analysers) {
          const bins = new Float32Array(analyser.frequencyBinCount)
          analyser.getFloatFrequencyData(bins)
          const width = ears.context.sampleRate / analyser.fftSize
          for (const frequency of wanted) {
            const middle = Math.round(frequency / width)
            if (Math.max(...bins.slice(middle - 1, middle + 2)) > -45) heard.add(frequency)
          }
        }
      }
      return [...heard].toSorted((a, b) => a - b)
    },
    [...tones],
  )
}

/** A WAV of one tone: 16 bits, 48 kHz, one channel. */
export function toneFile(frequency: number, seconds: number): Buffer {
  const rate = 48_000
  const samples = Int16Array.from({ length: rate * seconds }, (_, n) =>
    Math.round(9_000 * Math.sin((2 * Math.PI * frequency * n) / rate)),
  )
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.byteLength, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([header, Buffer.from(samples.buffer)])
}
