/** Reads a recording through once, beside its playing: fetched and decoded a minute at a time, the browser's own threads do the work. */
import { createLoudness, type Loudness, type Speakers } from './loudness.ts'
import { createOggCutter, type SoundPart } from './ogg-cutter.ts'

export type Reading = {
  readonly path: string
  readonly durationMs: number
  readonly speakers: Speakers
  readonly signal: AbortSignal
  /** As far as it is read. */
  readonly onRead: (loudness: Loudness) => void
}

/** Speech is all there is to see. */
const rate = 8_000

/** Resolves to whether all of it was read. */
export async function readLoudness({
  path,
  durationMs,
  speakers,
  signal,
  onRead,
}: Reading): Promise<boolean> {
  const loudness = createLoudness(durationMs, speakers)
  const context = new OfflineAudioContext(1, 1, rate)
  const cutter = createOggCutter()

  async function put(parts: readonly SoundPart[]): Promise<void> {
    for (const { bytes, fromMs } of parts) {
      const sound = await context.decodeAudioData(bytes.buffer)
      if (signal.aborted) return
      const channels = Array.from({ length: sound.numberOfChannels }, (_, n) => sound.getChannelData(n))
      loudness.put({ fromMs, rate: sound.sampleRate, channels })
      onRead(loudness.read())
    }
  }

  try {
    const response = await fetch(path, { signal })
    if (!response.ok || !response.body) return false
    const reader = response.body.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read())
      await put(cutter.put(next.value))
    await put(cutter.end())
    return !signal.aborted
  } catch {
    // The line is gone, the page went on, or the browser cannot decode it: the sound itself says what is the matter.
    return false
  }
}
