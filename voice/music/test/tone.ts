/** Tones: made, written as files, and found again. */
import { createDecoder, createEncoder } from 'libopus-wasm'
import { opusHead, opusTags, readOggOpus } from '../../ogg-opus.ts'
import { writeOggPage } from '../../ogg.ts'
import { durationOf } from '../../opus-packet.ts'

const loudness = 0.3

export const sine = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, n) => loudness * Math.sin((2 * Math.PI * hertz * n) / rate),
  )

/** How loud a tone is in a second of samples, 1 as loud as `sine` makes it. */
export function strength(samples: Float32Array, hertz: number, rate = 48_000, fromSecond = 0.3): number {
  const part = samples.subarray(fromSecond * rate, (fromSecond + 1) * rate)
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let [one, two] = [0, 0]
  for (const sample of part) [one, two] = [sample + turn * one - two, one]
  return (2 * Math.sqrt(one * one + two * two - turn * one * two)) / part.length / loudness
}

export type WavForm = {
  readonly rate: number
  readonly kind?: number
  readonly bits?: number
  /** Instead of the true one. */
  readonly claimed?: number
  readonly isExtensible?: boolean
}

type Write = (bytes: Buffer, sample: number) => void
const writers: Readonly<Record<string, Write>> = {
  '1/8': (bytes, sample) => bytes.writeUInt8(Math.round(sample * 127) + 128),
  '1/16': (bytes, sample) => bytes.writeInt16LE(Math.round(sample * (2 ** 15 - 1))),
  '1/24': (bytes, sample) => bytes.writeIntLE(Math.round(sample * (2 ** 23 - 1)), 0, 3),
  '1/32': (bytes, sample) => bytes.writeInt32LE(Math.round(sample * (2 ** 31 - 1))),
  '3/32': (bytes, sample) => bytes.writeFloatLE(sample),
  '3/64': (bytes, sample) => bytes.writeDoubleLE(sample),
  '7/8': (bytes, sample) => bytes.writeUInt8(muLawOf(sample)),
  '6/8': (bytes, sample) => bytes.writeUInt8(aLawOf(sample)),
}

/** Found by trying: the byte whose meaning in the tables of ITU-T G.711 is nearest. */
const nearest = (table: readonly number[], sample: number): number => {
  let best = 0
  for (const [byte, value] of table.entries())
    if (Math.abs(value - sample) < Math.abs((table[best] ?? 0) - sample)) best = byte
  return best
}
/** Segment and step, as the recommendation's tables have them: the ends of segments are 31, 95, 223, 479 … in 14 bits. */
const muLawTable = Array.from({ length: 256 }, (_, byte) => {
  const [segment, step] = [7 - ((byte >> 4) & 7), 15 - (byte & 15)]
  const start = 33 * 2 ** segment - 33
  return ((byte & 0x80 ? 1 : -1) * (start + step * 2 ** (segment + 1))) / 8_192
})
const aLawTable = Array.from({ length: 256 }, (_, byte) => {
  const bits = byte ^ 0x55
  const [segment, step] = [(bits >> 4) & 7, bits & 15]
  const size = segment === 0 ? step * 2 + 1 : (step * 2 + 33) * 2 ** (segment - 1)
  return ((bits & 0x80 ? 1 : -1) * size) / 4_096
})
const muLawOf = (sample: number): number => nearest(muLawTable, sample)
const aLawOf = (sample: number): number => nearest(aLawTable, sample)

export function wav(voices: readonly Float32Array[], form: WavForm): Buffer {
  const { rate, kind = 1, bits = 16, claimed, isExtensible = false } = form
  const write = writers[`${kind}/${bits}`] ?? (() => {})
  const bytes = bits / 8
  const data = Buffer.alloc((voices[0]?.length ?? 0) * voices.length * bytes)
  for (const [voice, samples] of voices.entries())
    for (const [n, sample] of samples.entries())
      write(data.subarray((n * voices.length + voice) * bytes), sample)
  const format = Buffer.alloc(isExtensible ? 40 : 16)
  format.writeUInt16LE(isExtensible ? 0xfffe : kind, 0)
  format.writeUInt16LE(voices.length, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE(rate * voices.length * bytes, 8)
  format.writeUInt16LE(voices.length * bytes, 12)
  format.writeUInt16LE(bits, 14)
  if (isExtensible) format.writeUInt16LE(kind, 24)
  const chunk = (name: string, content: Buffer, size = content.length): Buffer => {
    const head = Buffer.alloc(8)
    head.write(name, 0, 'latin1')
    head.writeUInt32LE(size, 4)
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
  }
  const inside = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('LIST', Buffer.from('INFOx')),
    chunk('fmt ', format),
    chunk('data', data, claimed),
  ])
  return chunk('RIFF', inside)
}

export type OpusForm = {
  readonly channels?: 1 | 2
  readonly frameMs?: 10 | 20 | 60
  /** In 1/256 dB. */
  readonly gain?: number
  readonly granule?: number
}

/** Ogg Opus from samples at 48 kHz. */
export async function oggOpus(voices: readonly Float32Array[], form: OpusForm = {}): Promise<Buffer> {
  const { channels = 1, frameMs = 20, gain = 0, granule } = form
  const frame = frameMs * 48
  const encoder = await createEncoder({ channels, frameSize: frame })
  const packets: Uint8Array[] = []
  for (let from = 0; from + frame <= (voices[0]?.length ?? 0); from += frame)
    packets.push(
      encoder.encodeFloat(
        Float32Array.from(
          { length: frame * channels },
          (_, n) => voices[n % channels]?.[from + Math.floor(n / channels)] ?? 0,
        ),
      ),
    )
  const head = opusHead()
  head[9] = channels
  head.writeInt16LE(gain, 16)
  const pages = [
    writeOggPage({ serial: 9, sequence: 0, granule: 0, kind: 'first' }, [head]),
    writeOggPage({ serial: 9, sequence: 1, granule: 0, kind: 'middle' }, [opusTags()]),
  ]
  for (let at = 0; at < packets.length; at += 20) {
    const some = packets.slice(at, at + 20)
    const isLast = at + 20 >= packets.length
    pages.push(
      writeOggPage(
        {
          serial: 9,
          sequence: pages.length,
          granule: granule ?? (at + some.length) * frame,
          kind: isLast ? 'last' : 'middle',
        },
        some,
      ),
    )
  }
  return Buffer.concat(pages)
}

/** Decodes what the engine plays, and says how long each of its frames is. */
export async function heardIn(
  file: Buffer,
): Promise<{ readonly samples: Float32Array; readonly frames: readonly number[] }> {
  const decoder = await createDecoder({ channels: 1 })
  const packets = readOggOpus(file)
  const parts = packets.map((packet) => decoder.decodeFloat(packet))
  const samples = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  return { samples, frames: packets.map(durationOf) }
}
