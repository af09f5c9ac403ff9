import { describe, expect, it } from 'vitest'
import { createOggOpusWriter, readOggOpus } from './ogg-opus.ts'
import { createPacketReader, readOggPages, writeOggPage, type OggPage } from './ogg.ts'

function written(packets: readonly Buffer[]): Buffer {
  const bytes: Buffer[] = []
  const writer = createOggOpusWriter(42, (page) => bytes.push(page))
  for (const packet of packets) writer.write(packet)
  writer.end()
  return Buffer.concat(bytes)
}

describe('Opus in Ogg', () => {
  it('reads back what it wrote, also long packets and many pages', () => {
    const packets = Array.from({ length: 333 }, (_, n) => Buffer.alloc(n * 3 + 1, n))
    expect(readOggOpus(written(packets))).toEqual(packets)
  })

  it('counts pages and samples, and says which is the last', () => {
    const file = written(Array.from({ length: 120 }, () => Buffer.from([0xf8, 1])))
    const pages = [...readOggPages(file)]
    expect(pages.map((page) => page?.sequence)).toEqual([0, 1, 2, 3, 4])
    expect(pages.map((page) => page?.granule)).toEqual([0, 0, 48_000, 96_000, 115_200])
    expect(pages.map((page) => page?.isFirst)).toEqual([true, false, false, false, false])
    expect(pages.map((page) => page?.isLast)).toEqual([false, false, false, false, true])
  })

  it.each([
    ['something else', Buffer.from('RIFF')],
    ['an empty file', Buffer.alloc(0)],
    ['a file that is cut short', written([Buffer.from([0xf8, 1])]).subarray(0, -1)],
  ])('says what is wrong with %s', (_, bytes) => {
    expect(() => readOggOpus(bytes)).toThrow(/Ogg/)
  })

  it('sees every byte that was changed', () => {
    const file = writeOggPage({ serial: 1, sequence: 0, granule: 7, kind: 'middle' }, [Buffer.from('speech')])
    expect([...readOggPages(file)]).toHaveLength(1)
    for (const at of file.keys()) {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect([...readOggPages(changed)]).toEqual([null])
    }
  })

  it('puts packets together that go over pages, and leaves out what has no beginning', () => {
    const page = (parts: readonly string[], more: Partial<OggPage> = {}): OggPage => ({
      serial: 1,
      sequence: 0,
      granule: 0,
      isFirst: false,
      isLast: false,
      isContinued: false,
      goesOn: false,
      ...more,
      parts: parts.map((part) => Buffer.from(part)),
    })
    const take = createPacketReader()
    const said = [
      page(['lost', 'a'], { isContinued: true }),
      page(['b', 'c1'], { goesOn: true }),
      page(['c2'], { isContinued: true, goesOn: true }),
      page(['c3', 'd', 'e1'], { isContinued: true, goesOn: true }),
      page(['f']),
    ].map((one) => take(one).map(String))
    expect(said).toEqual([['a'], ['b'], [], ['c1c2c3', 'd'], ['f']])
  })
})
