/**
 * Two people who talk in turns, the customer left and an agent right, as Opus in Ogg with a page for each second. Two seconds of each are made; what
 * is longer is put together out of them.
 */
import { Application, createEncoder } from 'libopus-wasm'

const framesPerSecond = 50
const samples = 960
type Talks = 'customer' | 'agent' | 'nobody'

const made = new Map<number, Promise<Buffer>>()

/** The same for everybody who asks for as much. */
export function oggOpus(durationMs: number): Promise<Buffer> {
  const file = made.get(durationMs) ?? make(durationMs)
  made.set(durationMs, file)
  return file
}

async function make(durationMs: number): Promise<Buffer> {
  const voices = {
    customer: await (pool.customer ??= voice(180, 0)),
    agent: await (pool.agent ??= voice(240, 1)),
    nobody: await (pool.nobody ??= voice(0, 0)),
  }
  const seconds = Math.ceil(durationMs / 1_000)
  const pages = Array.from({ length: seconds }, (_, second) => {
    const said = voices[whoTalks(second)]
    const packets = Array.from(
      { length: framesPerSecond },
      (_frame, n) => said[(n * 13 + second * 29) % said.length] ?? new Uint8Array(0),
    )
    const kind = second + 1 === seconds ? 4 : 0
    return page({ kind, granule: (second + 1) * framesPerSecond * samples, sequence: second + 2 }, packets)
  })
  return Buffer.concat([
    page({ kind: 2, granule: 0, sequence: 0 }, [head()]),
    page({ kind: 0, granule: 0, sequence: 1 }, [tags()]),
    ...pages,
  ])
}

/** Every four seconds somebody else, or nobody for a while. */
function whoTalks(second: number): Talks {
  const turn = Math.floor(second / 4)
  if ((turn * 3) % 7 === 0) return 'nobody'
  return (turn * 7) % 5 < 2 ? 'customer' : 'agent'
}

const pool: Partial<Record<Talks, Promise<readonly Uint8Array[]>>> = {}

/** A hum that comes and goes as syllables do. */
async function voice(hertz: number, channel: 0 | 1): Promise<readonly Uint8Array[]> {
  const encoder = await createEncoder({
    channels: 2,
    sampleRate: 48_000,
    application: Application.Voip,
    bitrate: 32_000,
  })
  return Array.from({ length: 2 * framesPerSecond }, (_, frame) => {
    const sound = new Float32Array(samples * 2)
    for (let n = 0; n < samples && hertz > 0; n += 1) {
      const at = (frame * samples + n) / 48_000
      const loud = 0.08 + 0.35 * Math.sin(Math.PI * 3.5 * at) ** 2
      sound[n * 2 + channel] = loud * Math.sin(2 * Math.PI * hertz * at)
    }
    return encoder.encodeFloat(sound).slice()
  })
}

function head(): Buffer {
  const bytes = Buffer.alloc(19)
  bytes.write('OpusHead', 'latin1')
  bytes.set([1, 2], 8)
  bytes.writeUInt32LE(48_000, 12)
  return bytes
}

function tags(): Buffer {
  const bytes = Buffer.alloc(8 + 4 + 6 + 4)
  bytes.write('OpusTags', 'latin1')
  bytes.writeUInt32LE(6, 8)
  bytes.write('double', 12, 'latin1')
  return bytes
}

type PageOf = { readonly kind: number; readonly granule: number; readonly sequence: number }

function page({ kind, granule, sequence }: PageOf, packets: readonly Uint8Array[]): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ])
  const start = Buffer.alloc(27)
  start.write('OggS', 'latin1')
  start[5] = kind
  start.writeBigInt64LE(BigInt(granule), 6)
  start.writeUInt32LE(1, 14)
  start.writeUInt32LE(sequence, 18)
  start[26] = lacing.length
  const bytes = Buffer.concat([start, Buffer.from(lacing), ...packets])
  bytes.writeUInt32LE(checksum(bytes), 22)
  return bytes
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})

function checksum(bytes: Buffer): number {
  let value = 0
  for (const byte of bytes) value = ((value << 8) ^ (checksums[(value >>> 24) ^ byte] ?? 0)) >>> 0
  return value
}
