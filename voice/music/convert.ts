/** Makes the engine's form out of whatever was brought in; see `music-file.ts`. It works through the file part by part and holds no more than one. */
import { fileTypeFromBuffer } from 'file-type'
import { Application, createEncoder } from 'libopus-wasm'
import { createOggOpusWriter, preSkip, samplesPerFrame } from '../ogg-opus.ts'
import { frameMs } from '../opus-packet.ts'
import { openMp3 } from './mp3-sound.ts'
import { openOggOpus } from './opus-sound.ts'
import { createResampler } from './resampler.ts'
import { isTooLong, type Flaw, type Sound } from './sound.ts'
import { openWav } from './wav-sound.ts'

export type Converted =
  | {
      readonly outcome: 'made'
      readonly bytes: Buffer
      readonly durationMs: number
      readonly isUnchanged: boolean
    }
  | {
      readonly outcome: 'refused'
      readonly reason: Flaw | 'not-audio'
      /** What it was taken for, as the end of a file's name: `flac`. */
      readonly kind: string | null
    }

const readers: Readonly<Record<string, (file: Buffer) => Sound | Flaw | Promise<Sound | Flaw>>> = {
  wav: openWav,
  mp3: openMp3,
  opus: openOggOpus,
}

const bitsPerSecond = 48_000

export async function convert(file: Buffer, onProgress: (share: number) => void): Promise<Converted> {
  const found = await fileTypeFromBuffer(file)
  const kind = found?.ext ?? null
  const open = readers[kind ?? '']
  if (!open) {
    const isAudio = found !== undefined && /^(?:audio|video)\//.test(found.mime)
    return { outcome: 'refused', reason: isAudio ? 'unsupported' : 'not-audio', kind }
  }
  const sound = await open(file)
  if (typeof sound === 'string') return { outcome: 'refused', reason: sound, kind }
  const made = sound.isReady ? listen(sound, onProgress) : await encode(sound, onProgress)
  if ('flaw' in made) return { outcome: 'refused', reason: made.flaw, kind }
  return {
    outcome: 'made',
    bytes: made.bytes ?? file,
    durationMs: made.frames * frameMs,
    isUnchanged: made.bytes === null,
  }
}

type Made = { readonly bytes: Buffer | null; readonly frames: number } | { readonly flaw: Flaw }

/** It stays as it is; but it has to be what it seems. */
function listen(sound: Sound, onProgress: (share: number) => void): Made {
  let samples = 0
  const flaw = each(sound, (part) => (samples += part.length), onProgress)
  return flaw ? { flaw } : { bytes: null, frames: Math.ceil(samples / samplesPerFrame) }
}

async function encode(sound: Sound, onProgress: (share: number) => void): Promise<Made> {
  const encoder = await createEncoder({
    channels: 1,
    sampleRate: 48_000,
    application: Application.Audio,
    bitrate: bitsPerSecond,
  })
  const resampler = createResampler(sound.rate)
  const pages: Buffer[] = []
  const writer = createOggOpusWriter(1, (page) => pages.push(page))
  const frame = new Float32Array(samplesPerFrame)
  let [filled, frames] = [0, 0]

  function put(samples: Float32Array): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + samplesPerFrame - filled)
      frame.set(part, filled)
      at += part.length
      filled += part.length
      if (filled < samplesPerFrame) continue
      writer.write(encoder.encodeFloat(frame))
      frames += 1
      filled = 0
    }
  }

  const flaw = each(sound, (part) => put(resampler.take(part)), onProgress)
  if (flaw) return { flaw }
  put(resampler.end())
  // What the encoder holds back, and the last frame to its end.
  put(new Float32Array(preSkip))
  if (filled > 0) put(new Float32Array(samplesPerFrame - filled))
  writer.end()
  return { bytes: Buffer.concat(pages), frames }
}

function each(
  sound: Sound,
  take: (samples: Float32Array) => void,
  onProgress: (share: number) => void,
): Flaw | null {
  const parts = sound.parts()
  let heard = 0
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    heard += next.value.samples.length
    // Whatever the file said of itself.
    if (isTooLong(heard, sound.rate)) return 'too-long'
    take(next.value.samples)
    onProgress(Math.min(1, next.value.share))
  }
}
