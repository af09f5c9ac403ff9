import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readOggPages, writeOggPage } from '../ogg.ts'
import { convert } from './convert.ts'
import { heardIn, oggOpus, sine, strength, wav } from './test/tone.ts'

const mp3 = (name: string): Buffer => readFileSync(new URL(`recorded/${name}.mp3`, import.meta.url))
const quiet = (): void => {}

async function made(file: Buffer) {
  const found = await convert(file, quiet)
  if (found.outcome !== 'made') throw new Error(`${found.reason} ${found.kind}`)
  return { ...found, ...(await heardIn(found.bytes)) }
}

const refusal = async (file: Buffer) => {
  const found = await convert(file, quiet)
  return found.outcome === 'made' ? 'made' : found.reason
}

describe('WAV becomes music', () => {
  it.each([
    { rate: 48_000, bits: 16 },
    { rate: 44_100, bits: 16 },
    { rate: 44_100, bits: 24 },
    { rate: 22_050, bits: 8 },
    { rate: 8_000, bits: 16 },
    { rate: 11_025, bits: 32 },
    { rate: 96_000, bits: 32, kind: 3 },
    { rate: 192_000, bits: 24, isExtensible: true },
    { rate: 44_101, bits: 64, kind: 3 },
    { rate: 8_000, bits: 8, kind: 6 },
    { rate: 8_000, bits: 8, kind: 7 },
  ])('$rate Hz, $bits bits, kind $kind', async (form) => {
    const { samples, frames, durationMs, isUnchanged } = await made(wav([sine(440, form.rate, 1.5)], form))
    expect(strength(samples, 440)).toBeCloseTo(1, 1)
    expect(strength(samples, 660)).toBeLessThan(0.01)
    expect(new Set(frames)).toEqual(new Set([20]))
    expect(durationMs).toBe(frames.length * 20)
    expect(Math.abs(durationMs - 1_510)).toBeLessThanOrEqual(10)
    expect(isUnchanged).toBe(false)
  })

  it('has both voices, each half as loud, and what is the same on both as loud as it was', async () => {
    const apart = await made(wav([sine(440, 44_100, 1.5), sine(1_000, 44_100, 1.5)], { rate: 44_100 }))
    expect([440, 1_000].map((hertz) => Math.round(strength(apart.samples, hertz) * 10))).toEqual([5, 5])
    const same = await made(wav([sine(440, 44_100, 1.5), sine(440, 44_100, 1.5)], { rate: 44_100 }))
    expect(strength(same.samples, 440)).toBeCloseTo(1, 1)
  })

  it('has nothing in it that was not there, also from another rate', async () => {
    const { samples } = await made(wav([sine(3_000, 11_025, 1.5)], { rate: 11_025 }))
    expect(strength(samples, 3_000)).toBeCloseTo(1, 1)
    // Its mirror image, had it been brought to 48 kHz carelessly.
    expect(strength(samples, 11_025 - 3_000)).toBeLessThan(0.01)
    const high = await made(wav([sine(30_000, 96_000, 1.5)], { rate: 96_000 }))
    expect(strength(high.samples, 18_000)).toBeLessThan(0.01)
  })

  it.each([0, 0xffff_ffff])('is taken as it is there when its size was not known (%i)', async (claimed) => {
    const { durationMs } = await made(wav([sine(440, 8_000, 1)], { rate: 8_000, claimed }))
    expect(durationMs).toBe(1_020)
  })

  it('takes numbers that are none for silence, and what is too loud for as loud as can be', async () => {
    const wild = Float32Array.from({ length: 48_000 }, (_, n) => [NaN, Infinity, -Infinity, 1e30][n % 4] ?? 0)
    const { samples } = await made(wav([wild], { rate: 48_000, kind: 3, bits: 32 }))
    expect(samples.every((sample) => Math.abs(sample) < 2)).toBe(true)
  })
})

describe('MP3 becomes music', () => {
  it.each([
    ['stereo-44100', { 440: 0.5, 1_000: 0.5, 660: 0 }],
    ['mono-22050', { 440: 0.95, 1_000: 0 }],
    ['mono-8000', { 440: 0.95, 1_000: 0 }],
  ] as const)('%s', async (name, tones) => {
    const { samples, frames, durationMs } = await made(mp3(name))
    for (const [hertz, expected] of Object.entries(tones))
      expect(strength(samples, Number(hertz)), hertz).toBeCloseTo(expected, 1)
    expect(new Set(frames)).toEqual(new Set([20]))
    expect(durationMs).toBeGreaterThan(1_500)
    expect(durationMs).toBeLessThan(2_300)
  })

  it('with tags before and after it', async () => {
    const before = Buffer.concat([
      Buffer.from('ID3\x04\0\0\0\0\x07\x68', 'latin1'),
      Buffer.alloc(1_000, 0xff),
    ])
    const after = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x41)])
    const tagged = await made(Buffer.concat([before, mp3('mono-22050'), after]))
    const plain = await made(mp3('mono-22050'))
    expect(tagged.durationMs).toBe(plain.durationMs)
  })

  /** A first frame that says how many come after it. */
  const saying = (frames: number): Buffer => {
    const frame = Buffer.from(mp3('stereo-44100').subarray(0, 417))
    frame.fill(0, 4)
    frame.write('Info', 36, 'latin1')
    frame.writeUInt32BE(1, 40)
    frame.writeUInt32BE(frames, 44)
    return Buffer.concat([frame, mp3('stereo-44100')])
  }

  it('that says how long it is, if it is', async () => {
    expect(await refusal(saying(50))).toBe('made')
    expect(await refusal(saying(5_000_000))).toBe('damaged')
    expect(await refusal(saying(50).subarray(0, 9_000))).toBe('damaged')
  })

  it('not when it is mostly something else', async () => {
    const sound = mp3('stereo-44100')
    const holes = Buffer.concat([sound.subarray(0, 5_000), Buffer.alloc(2_000, 0x55), sound.subarray(5_000)])
    expect(await refusal(holes)).toBe('damaged')
    expect(await refusal(Buffer.concat([sound, Buffer.alloc(9_000, 0x55)]))).toBe('damaged')
    expect(await refusal(Buffer.concat([sound.subarray(0, 420), Buffer.alloc(9_000, 0xff)]))).toBe('damaged')
  })
})

describe('Ogg Opus', () => {
  it('stays as it is when it is in the form already', async () => {
    const file = await oggOpus([sine(440, 48_000, 1.5)])
    const found = await made(file)
    expect(found.isUnchanged).toBe(true)
    expect(found.bytes.equals(file)).toBe(true)
    expect(found.durationMs).toBe(1_500)
    const again = await made((await made(wav([sine(440, 48_000, 1)], { rate: 48_000 }))).bytes)
    expect(again.isUnchanged).toBe(true)
  })

  it.each([
    ['frames of 60 ms', { frameMs: 60 }, 10],
    ['frames of 10 ms', { frameMs: 10 }, 10],
    ['two channels', { channels: 2 }, 5],
    ['6 dB more asked for', { gain: 6 * 256 }, 20],
  ] as const)('becomes music: %s', async (_, form, tenths) => {
    const file = await oggOpus([sine(440, 48_000, 1.5), sine(1_000, 48_000, 1.5)], form)
    const { samples, frames, isUnchanged } = await made(file)
    expect(isUnchanged).toBe(false)
    expect(new Set(frames)).toEqual(new Set([20]))
    expect(Math.round(strength(samples, 440) * 10)).toBe(tenths)
  })

  it('is as long as what is in it, whatever it claims', async () => {
    const { durationMs } = await made(await oggOpus([sine(440, 48_000, 1)], { granule: 2 ** 45 }))
    expect(durationMs).toBe(1_000)
  })

  it('is refused with a page changed, missing or cut short', async () => {
    const file = await oggOpus([sine(440, 48_000, 3)])
    const changed = Buffer.from(file)
    changed[2_000] = (changed[2_000] ?? 0) ^ 1
    const pages = [...readOggPages(file)].flatMap((page) => (page ? [page] : []))
    const missing = pages
      .filter(({ sequence }) => sequence !== 3)
      .map((page) => writeOggPage({ ...page, kind: page.isFirst ? 'first' : 'middle' }, page.parts))
    expect(await refusal(changed)).toBe('damaged')
    expect(await refusal(Buffer.concat(missing))).toBe('damaged')
    expect(await refusal(file.subarray(0, -10))).toBe('damaged')
  })

  it('is refused when there are several in one file', async () => {
    const file = await oggOpus([sine(440, 48_000, 1)])
    expect(await refusal(Buffer.concat([file, file]))).toBe('unsupported')
  })
})

describe('what is no music', () => {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  const vorbis = writeOggPage({ serial: 1, sequence: 0, granule: 0, kind: 'first' }, [
    Buffer.concat([Buffer.from('\x01vorbis', 'latin1'), Buffer.alloc(23)]),
  ])

  it.each<[string, string, Buffer]>([
    ['nothing', 'not-audio', Buffer.alloc(0)],
    ['a picture', 'not-audio', Buffer.concat([header, Buffer.alloc(500)])],
    ['text', 'not-audio', Buffer.from('RIFF is what it begins with and that is all.')],
    ['zeros', 'not-audio', Buffer.alloc(100_000)],
    ['Vorbis', 'unsupported', vorbis],
    ['FLAC', 'unsupported', Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(200)])],
    ['a WAV without samples', 'damaged', wav([new Float32Array()], { rate: 8_000 })],
    ['a WAV without its format', 'damaged', Buffer.from('RIFF\x10\0\0\0WAVEdata\x04\0\0\0aaaa', 'latin1')],
    ['a WAV that is cut short', 'damaged', wav([sine(440, 8_000, 1)], { rate: 8_000 }).subarray(0, -999)],
    ['a WAV that claims hours', 'damaged', wav([sine(440, 8_000, 1)], { rate: 8_000, claimed: 2 ** 31 })],
    ['a WAV of a rate that nobody has', 'unsupported', wav([sine(440, 8_000, 1)], { rate: 1 })],
    ['a WAV in a way that is not read', 'unsupported', wav([sine(440, 8_000, 1)], { rate: 8_000, kind: 17 })],
    [
      'a WAV of three channels',
      'unsupported',
      wav(
        [1, 2, 3].map(() => sine(440, 8_000, 1)),
        { rate: 8_000 },
      ),
    ],
    ['a WAV of more than ten minutes', 'too-long', wav([new Float32Array(601 * 4_000)], { rate: 4_000 })],
    [
      'an MP3 of more than ten minutes',
      'too-long',
      Buffer.concat(Array.from({ length: 301 }, () => mp3('mono-8000'))),
    ],
  ])('%s is refused: %s', async (_, reason, file) => {
    expect(await refusal(file)).toBe(reason)
  })

  it('Opus of more than ten minutes is refused before it is decoded', async () => {
    const parts: number[] = []
    // 120 ms in two bytes.
    const long = Buffer.from([0xfb, 6])
    const head = (await oggOpus([])).subarray(0, 47 + 28 + 23)
    const pages = [...readOggPages(head)].length
    const file = Buffer.concat([
      head,
      ...Array.from({ length: 30 }, (_, n) =>
        writeOggPage(
          { serial: 9, sequence: n + pages, granule: 0, kind: 'middle' },
          Array.from({ length: 200 }, () => long),
        ),
      ),
    ])
    const found = await convert(file, (share) => parts.push(share))
    expect(found).toMatchObject({ outcome: 'refused', reason: 'too-long', kind: 'opus' })
    expect(parts).toEqual([])
  })

  it('any file with a piece missing or changed is music or refused', async () => {
    const files = [
      wav([sine(440, 8_000, 0.3)], { rate: 8_000 }),
      mp3('mono-8000'),
      await oggOpus([sine(440, 48_000, 0.3)], { frameMs: 60 }),
    ]
    // Always the same dice.
    let seed = 7
    const dice = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed % below
    }
    for (const file of files)
      for (let round = 0; round < 20; round += 1) {
        const bad = Buffer.from(file.subarray(0, round % 2 ? file.length : dice(file.length)))
        for (let n = 0; n < 1 + (round % 5) && bad.length > 0; n += 1) bad[dice(bad.length)] = dice(256)
        expect(['made', 'damaged', 'unsupported', 'too-long', 'not-audio']).toContain(await refusal(bad))
      }
  })
})
