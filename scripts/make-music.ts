/**
 * `node scripts/make-music.ts`: makes the product's own music on hold, `voice/embedded/music/hold.opus`, out of nothing but sine waves: four slow chords,
 * soft, without a beginning that startles. Needs Chromium for its Opus encoder; run again only when the music is to change.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createOggOpusWriter } from '#voice/ogg-opus.ts'

const file = fileURLToPath(new URL('../voice/embedded/music/hold.opus', import.meta.url))
const bitsPerSecond = 24_000

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
// Encoders are there on pages with a safe address only; this one needs no server.
await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
await page.goto('http://localhost/')
const frames = await page.evaluate(async (bitrate) => {
  const rate = 48_000
  const barSeconds = 4
  /** Semitones from A3. Each chord hands one note on to the next, so that nothing jumps. */
  const chords = [
    [-5, 2, 7, 11, 14],
    [-3, 4, 7, 9, 12],
    [-8, -1, 4, 7, 11],
    [-10, -3, 2, 5, 9],
    [-5, 2, 6, 9, 14],
    [-3, 0, 7, 9, 16],
    [-8, 4, 7, 12, 14],
    [-10, 2, 5, 9, 12],
  ]
  const seconds = barSeconds * chords.length
  const context = new OfflineAudioContext(1, seconds * rate, rate)
  const out = new GainNode(context, { gain: 0.16 })
  out.connect(context.destination)
  const warm = new BiquadFilterNode(context, { type: 'lowpass', frequency: 1_800, Q: 0.3 })
  warm.connect(out)
  const pitch = (semitones: number): number => 220 * 2 ** (semitones / 12)
  const play = (semitones: number, at: number, long: number, loud: number): void => {
    for (const [harmonic, share] of [
      [1, 1],
      [2, 0.22],
      [3, 0.07],
    ] as const) {
      const voice = new OscillatorNode(context, { frequency: pitch(semitones) * harmonic })
      const level = new GainNode(context, { gain: 0 })
      level.gain.setValueAtTime(0, at)
      level.gain.linearRampToValueAtTime(loud * share, at + long * 0.3)
      level.gain.setValueAtTime(loud * share, at + long * 0.55)
      level.gain.linearRampToValueAtTime(0, Math.min(seconds, at + long))
      voice.connect(level).connect(warm)
      voice.start(at)
      voice.stop(Math.min(seconds, at + long))
    }
  }
  for (const [bar, chord] of chords.entries()) {
    const at = bar * barSeconds
    for (const note of chord.slice(0, 3)) play(note, at, barSeconds + 0.8, 0.5)
    // A slow broken chord above it.
    for (const [step, note] of [chord[3], chord[4], chord[3], chord[2]].entries())
      if (note !== undefined) play(note + 12, at + step, 1.9, 0.2)
  }
  const samples = (await context.startRendering()).getChannelData(0)
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
  encoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate })
  for (let from = 0; from + 960 <= samples.length; from += 960)
    encoder.encode(
      new AudioData({
        format: 'f32',
        sampleRate: rate,
        numberOfFrames: 960,
        numberOfChannels: 1,
        timestamp: (from / rate) * 1_000_000,
        data: samples.slice(from, from + 960),
      }),
    )
  await encoder.flush()
  return made
}, bitsPerSecond)
await browser.close()

const pages: Buffer[] = []
const writer = createOggOpusWriter(1, (bytes) => pages.push(bytes))
for (const frame of frames) writer.write(Buffer.from(frame))
writer.end()
mkdirSync(fileURLToPath(new URL('../voice/embedded/music', import.meta.url)), { recursive: true })
writeFileSync(file, Buffer.concat(pages))
process.stdout.write(`${frames.length / 50} s, ${Buffer.concat(pages).length} bytes\n`)
