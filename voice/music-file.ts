/**
 * What somebody brings in as music or as an announcement becomes the only form that engines play: Ogg Opus, one voice, 48 kHz, frames of 20 ms; as loud as
 * it was. WAV, MP3 and Ogg Opus are taken; what is in that form already stays as it is, byte by byte.
 *
 * A file is not trusted: it is worked through in a thread of its own, part by part, with an end to its time and memory. Nothing is believed that a
 * file says of itself; what it holds counts.
 */
import { Worker } from 'node:worker_threads'
import type { Converted } from './music/convert.ts'
import { longestMs } from './music/sound.ts'
import type { FromWorker } from './music/worker.ts'

export const musicLimits = {
  longestMs,
  /** Of what is brought in: ten minutes as they are on a CD, and a little more. */
  mostBytes: 128 * 1024 * 1024,
} as const

export type MusicRefusal =
  /** Not a kind of sound that is known. */
  | 'not-audio'
  /** Sound, of a kind (`kind`) or in a form that is not taken: another format, more than two channels, several pieces in one file. */
  | 'unsupported'
  /** Of a kind that is taken, and broken: cut short, changed, or not what it seems. */
  | 'damaged'
  /** Than `musicLimits.longestMs`. */
  | 'too-long'
  /** Than `musicLimits.mostBytes`. */
  | 'too-large'
  /** It took more time than it may. */
  | 'timed-out'

export type MusicOutcome =
  | {
      readonly outcome: 'made'
      readonly bytes: Buffer
      readonly durationMs: number
      /** It was in the form already. */
      readonly isUnchanged: boolean
    }
  | {
      readonly outcome: 'refused'
      readonly reason: MusicRefusal
      /** What it was taken for, as the end of a file's name (`flac`); null: nothing known. */
      readonly kind: string | null
      /** What a decoder died of; for the log. */
      readonly fault?: string
    }
  | { readonly outcome: 'cancelled' }

export type MusicOptions = {
  readonly signal?: AbortSignal
  /** 0–1. */
  readonly onProgress?: (share: number) => void
  /** How long it may take; ten minutes of sound take a few seconds. Two minutes when nothing is said. */
  readonly limitMs?: number
}

const workerFile = new URL('./music/worker.ts', import.meta.url)
const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 } as const

export async function makeMusicFile(file: Uint8Array, options: MusicOptions = {}): Promise<MusicOutcome> {
  const { signal, onProgress, limitMs = 120_000 } = options
  if (signal?.aborted) return { outcome: 'cancelled' }
  if (file.length > musicLimits.mostBytes) return { outcome: 'refused', reason: 'too-large', kind: null }
  // Its own copy: what a buffer is a part of may be anything.
  const own = new Uint8Array(file)
  const worker = new Worker(workerFile, {
    workerData: { file: own },
    transferList: [own.buffer],
    resourceLimits: memory,
    execArgv: [],
    env: {},
  })
  const { promise, resolve } = Promise.withResolvers<MusicOutcome>()
  const refuse = (reason: MusicRefusal, fault?: string): void =>
    resolve({ outcome: 'refused', reason, kind: null, ...(fault === undefined ? {} : { fault }) })
  const cancel = (): void => resolve({ outcome: 'cancelled' })
  const timer = setTimeout(() => refuse('timed-out'), limitMs)
  signal?.addEventListener('abort', cancel, { once: true })
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'progress') onProgress?.(message.share)
    else resolve(outcomeOf(message.converted))
  })
  // Whatever a decoder does with bytes that nobody has foreseen, it is the file's end and nobody else's.
  worker.on('error', (error: Error) => refuse('damaged', error.message))
  worker.on('exit', () => refuse('damaged', 'It ended without a word.'))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
    await worker.terminate()
  }
}

/** Bytes come from another thread as an array that is no Buffer. */
function outcomeOf(converted: Converted): MusicOutcome {
  if (converted.outcome === 'refused') return converted
  const { buffer, byteOffset, byteLength } = converted.bytes
  return { ...converted, bytes: Buffer.from(buffer, byteOffset, byteLength) }
}
