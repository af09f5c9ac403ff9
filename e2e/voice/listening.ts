/** What a file sounds like to a browser: decoded channel by channel, mixed for two ears, and played by an element that seeks. */
import type { Browser } from 'playwright-core'

/** Of the tones that were asked for, those heard in each step of time. */
export type Heard = readonly (readonly number[])[]

export type Sounding = {
  readonly seconds: number
  readonly channels: readonly Heard[]
  /** Left and right, as Web Audio brings the channels to two. */
  readonly ears: readonly Heard[]
}

/** `stepMs`: how finely it is listened to; half of each step counts, from its middle. */
export async function listenTo(
  browser: Browser,
  file: Buffer,
  tones: readonly number[],
  stepMs = 1_000,
): Promise<Sounding> {
  const page = await browser.newPage()
  const found = await page.evaluate(
    async ({ base64, wanted, step }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const audio = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes.buffer)
      const context = new OfflineAudioContext(2, audio.length, 48_000)
      const source = new AudioBufferSourceNode(context, { buffer: audio })
      source.connect(context.destination)
      source.start()
      const mixed = await context.startRendering()
      const stepsOf = (samples: Float32Array): number[][] => {
        const heard: number[][] = []
        // Goertzel on half of each step.
        for (let from = step / 4; from + step / 2 <= samples.length; from += step) {
          const part = samples.subarray(from, from + step / 2)
          heard.push(
            wanted.filter((frequency) => {
              const turn = 2 * Math.cos((2 * Math.PI * frequency) / 48_000)
              let [one, two] = [0, 0]
              for (const sample of part) [one, two] = [sample + turn * one - two, one]
              return Math.sqrt(one * one + two * two - turn * one * two) / part.length > 0.01
            }),
          )
        }
        return heard
      }
      const all = (buffer: AudioBuffer): number[][][] =>
        Array.from({ length: buffer.numberOfChannels }, (_, channel) =>
          stepsOf(buffer.getChannelData(channel)),
        )
      return { seconds: audio.duration, channels: all(audio), ears: all(mixed) }
    },
    { base64: file.toString('base64'), wanted: [...tones], step: stepMs * 48 },
  )
  await page.close()
  return found
}

export type Playing = {
  /** As the element knows it before it has played anything. */
  readonly seconds: number
  /** For each place that was gone to, what is heard there on the left and on the right. */
  readonly places: readonly { readonly at: number; readonly ears: readonly (readonly number[])[] }[]
}

/** An `<audio>` at an address; goes to each place (in seconds) and listens. */
export async function playFrom(
  browser: Browser,
  origin: string,
  path: string,
  places: readonly number[],
  tones: readonly number[],
): Promise<Playing> {
  const page = await browser.newPage()
  await page.goto(origin)
  const found = await page.evaluate(
    async ({ address, times, wanted }) => {
      const audio = new Audio()
      const once = (name: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          audio.addEventListener(name, resolve, { once: true })
          audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true })
        })
      const known = once('loadedmetadata')
      audio.src = address
      await known
      const context = new AudioContext({ sampleRate: 48_000 })
      await context.resume()
      const apart = new ChannelSplitterNode(context, { numberOfOutputs: 2 })
      const twoEars = new GainNode(context, {
        channelCount: 2,
        channelCountMode: 'explicit',
        channelInterpretation: 'speakers',
      })
      new MediaElementAudioSourceNode(context, { mediaElement: audio }).connect(twoEars).connect(apart)
      const analysers = [0, 1].map((output) => {
        const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 })
        apart.connect(analyser, output)
        return analyser
      })
      const heardBy = (analyser: AnalyserNode): number[] => {
        const bins = new Float32Array(analyser.frequencyBinCount)
        analyser.getFloatFrequencyData(bins)
        const width = 48_000 / analyser.fftSize
        return wanted.filter((frequency) => {
          const middle = Math.round(frequency / width)
          return Math.max(...bins.slice(middle - 1, middle + 2)) > -45
        })
      }
      const heard = []
      for (const time of times) {
        const there = once('seeked')
        audio.currentTime = time
        await there
        await audio.play()
        while (audio.currentTime < time + 0.5) await new Promise((resolve) => setTimeout(resolve, 20))
        heard.push({ at: audio.currentTime, ears: analysers.map(heardBy) })
        audio.pause()
      }
      return { seconds: audio.duration, places: heard }
    },
    { address: path, times: [...places], wanted: [...tones] },
  )
  await page.close()
  return found
}
