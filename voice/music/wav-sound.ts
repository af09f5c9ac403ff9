/** WAV: samples as they are (8, 16, 24 and 32 bits, floating point) and the two ways telephones write them (A-law, µ-law). */
import { isTooLong, type Flaw, type Sound } from './sound.ts'

const rates = { lowest: 4_000, highest: 192_000 } as const
const framesPerPart = 16_384
/** What is written for the size when it was not known yet. */
const unknownSizes = [0, 0xffff_ffff]
const extensible = 0xfffe

type Format = {
  readonly kind: number
  readonly channels: number
  readonly rate: number
  readonly frameBytes: number
  readonly bits: number
}

type Read = (bytes: Buffer, at: number) => number

/** By `kind/bits`. */
const readers: Readonly<Record<string, Read>> = {
  '1/8': (bytes, at) => (bytes.readUInt8(at) - 128) / 128,
  '1/16': (bytes, at) => bytes.readInt16LE(at) / 2 ** 15,
  '1/24': (bytes, at) => bytes.readIntLE(at, 3) / 2 ** 23,
  '1/32': (bytes, at) => bytes.readInt32LE(at) / 2 ** 31,
  '3/32': (bytes, at) => inRange(bytes.readFloatLE(at)),
  '3/64': (bytes, at) => inRange(bytes.readDoubleLE(at)),
  '6/8': (bytes, at) => aLaw(bytes.readUInt8(at)),
  '7/8': (bytes, at) => muLaw(bytes.readUInt8(at)),
}

const inRange = (value: number): number => (Number.isNaN(value) ? 0 : Math.max(-1, Math.min(1, value)))

/** ITU-T G.711. */
function aLaw(byte: number): number {
  const bits = byte ^ 0x55
  const exponent = (bits >> 4) & 7
  const step = ((bits & 15) << 4) + 8
  const size = exponent === 0 ? step : (step + 256) << (exponent - 1)
  return (bits & 0x80 ? size : -size) / 2 ** 15
}

function muLaw(byte: number): number {
  const bits = ~byte & 0xff
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132
  return (bits & 0x80 ? -size : size) / 2 ** 15
}

export function openWav(file: Buffer): Sound | Flaw {
  let format: Format | null = null
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const from = at + 8
    if (name === 'data') return format ? soundIn(file, from, size, format) : 'damaged'
    if (name === 'fmt ') format = readFormat(file.subarray(from, from + size))
    at = from + size + (size % 2)
  }
  return 'damaged'
}

function readFormat(bytes: Buffer): Format | null {
  if (bytes.length < 16) return null
  const kind = bytes.readUInt16LE(0)
  return {
    kind: kind === extensible && bytes.length >= 26 ? bytes.readUInt16LE(24) : kind,
    channels: bytes.readUInt16LE(2),
    rate: bytes.readUInt32LE(4),
    frameBytes: bytes.readUInt16LE(12),
    bits: bytes.readUInt16LE(14),
  }
}

function soundIn(file: Buffer, from: number, claimed: number, format: Format): Sound | Flaw {
  const { kind, channels, rate, frameBytes, bits } = format
  const read = readers[`${kind}/${bits}`]
  if (!read || channels < 1 || channels > 2 || rate < rates.lowest || rate > rates.highest)
    return 'unsupported'
  const there = file.length - from
  if (frameBytes !== (channels * bits) / 8) return 'damaged'
  if (!unknownSizes.includes(claimed) && claimed > there) return 'damaged'
  const frames = Math.floor((unknownSizes.includes(claimed) ? there : claimed) / frameBytes)
  if (frames === 0) return 'damaged'
  if (isTooLong(frames, rate)) return 'too-long'
  return {
    rate,
    isReady: false,
    *parts() {
      for (let first = 0; first < frames; first += framesPerPart) {
        const samples = new Float32Array(Math.min(framesPerPart, frames - first))
        for (const n of samples.keys()) {
          const at = from + (first + n) * frameBytes
          const left = read(file, at)
          samples[n] = channels === 1 ? left : (left + read(file, at + bits / 8)) / 2
        }
        yield { samples, share: (first + samples.length) / frames }
      }
      return null
    },
  }
}
