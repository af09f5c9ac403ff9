/** Pages of Ogg (RFC 3533), whatever is in them. */

export type OggPage = {
  readonly serial: number
  readonly sequence: number
  /** What is complete at its end, in the content's own measure; -1: nothing is. */
  readonly granule: number
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Begins with the rest of the packet that the page before ended with. */
  readonly isContinued: boolean
  /** What the page has of each packet. */
  readonly parts: readonly Buffer[]
  /** The last of them goes on in the next page. */
  readonly goesOn: boolean
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})

function addTo(checksum: number, bytes: Uint8Array): number {
  let value = checksum
  for (const byte of bytes) value = ((value << 8) ^ (checksums[(value >>> 24) ^ byte] ?? 0)) >>> 0
  return value
}

const headerBytes = 27
const checksumAt = 22
const noChecksum = Buffer.alloc(4)
export const mostSegments = 255

/** How many of a page's segments a packet takes. */
export const segmentsOf = (packetBytes: number): number => Math.floor(packetBytes / 255) + 1

/** How long a page is. */
export const pageBytes = (segments: number, packetBytes: number): number =>
  headerBytes + segments + packetBytes

/** A page of whole packets, which must fit into it. */
export function writeOggPage(
  page: Pick<OggPage, 'serial' | 'sequence' | 'granule'> & { readonly kind: 'first' | 'middle' | 'last' },
  packets: readonly Uint8Array[],
): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ])
  if (lacing.length > mostSegments) throw new Error('There is more in the page than it can hold.')
  const header = Buffer.alloc(headerBytes + lacing.length)
  header.write('OggS', 0, 'latin1')
  header[5] = { first: 2, middle: 0, last: 4 }[page.kind]
  header.writeBigInt64LE(BigInt(page.granule), 6)
  header.writeUInt32LE(page.serial, 14)
  header.writeUInt32LE(page.sequence, 18)
  header[26] = lacing.length
  header.set(lacing, headerBytes)
  const bytes = Buffer.concat([header, ...packets])
  bytes.writeUInt32LE(addTo(0, bytes), checksumAt)
  return bytes
}

/** Page after page; null, and nothing after it, where a page should be and is not whole. */
export function* readOggPages(file: Buffer): Generator<OggPage | null, void> {
  for (let at = 0; at < file.length;) {
    const page = readPage(file, at)
    yield page?.page ?? null
    if (!page) return
    at = page.end
  }
}

function readPage(file: Buffer, at: number): { readonly page: OggPage; readonly end: number } | null {
  if (file.length < at + headerBytes || file.toString('latin1', at, at + 4) !== 'OggS' || file[at + 4] !== 0)
    return null
  const lacing = file.subarray(at + headerBytes, at + headerBytes + (file[at + 26] ?? 0))
  const parts: Buffer[] = []
  let from = at + headerBytes + (file[at + 26] ?? 0)
  let length = 0
  for (const [n, segment] of lacing.entries()) {
    length += segment
    if (segment === 255 && n + 1 < lacing.length) continue
    parts.push(file.subarray(from, from + length))
    from += length
    length = 0
  }
  if (from > file.length || checksumOf(file.subarray(at, from)) !== file.readUInt32LE(at + checksumAt))
    return null
  const flags = file[at + 5] ?? 0
  const page = {
    serial: file.readUInt32LE(at + 14),
    sequence: file.readUInt32LE(at + 18),
    granule: Number(file.readBigInt64LE(at + 6)),
    isContinued: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    parts,
    goesOn: lacing.at(-1) === 255,
  }
  return { page, end: from }
}

function checksumOf(page: Buffer): number {
  const before = addTo(addTo(0, page.subarray(0, checksumAt)), noChecksum)
  return addTo(before, page.subarray(checksumAt + 4))
}

/** Puts packets together that go over several pages; answers those that are complete with this page. What has no beginning is left out. */
export function createPacketReader(): (page: OggPage) => Buffer[] {
  let open: Buffer[] = []
  return (page) => {
    const isHeadless = page.isContinued && open.length === 0
    if (!page.isContinued) open = []
    const complete: Buffer[] = []
    for (const [n, part] of page.parts.entries()) {
      if (isHeadless && n === 0) continue
      open.push(part)
      if (page.goesOn && n + 1 === page.parts.length) break
      complete.push(open.length === 1 ? part : Buffer.concat(open))
      open = []
    }
    return complete
  }
}
