/**
 * Cuts a recording, as it comes in, into parts that can be decoded one by one: an hour of sound is never in memory as samples, only a minute of it.
 * A part is the file's two pages of headers and some pages of sound, which hold whole packets (voice/recording-file.ts); that is a file of its own.
 */
export type SoundPart = { readonly bytes: Uint8Array<ArrayBuffer>; readonly fromMs: number }

export type OggCutter = {
  readonly put: (bytes: Uint8Array) => readonly SoundPart[]
  /** What is left when everything has come. */
  readonly end: () => readonly SoundPart[]
}

const headerBytes = 27
const headerPages = 2
const signature = [0x4f, 0x67, 0x67, 0x53]
const samplesPerMs = 48

export function createOggCutter(partMs = 60_000): OggCutter {
  let rest = new Uint8Array(0)
  let isBroken = false
  const headers: Uint8Array[] = []
  let pages: Uint8Array[] = []
  let fromMs = 0
  let toMs = 0

  function cut(): SoundPart[] {
    if (pages.length === 0) return []
    const part = { bytes: joined([...headers, ...pages]), fromMs }
    pages = []
    fromMs = toMs
    return [part]
  }

  return {
    put(bytes) {
      if (isBroken) return []
      rest = joined([rest, bytes])
      const parts: SoundPart[] = []
      let at = 0
      for (;;) {
        const length = pageLength(rest, at)
        if (length === 'not-a-page') isBroken = true
        if (typeof length !== 'number') break
        const page = rest.slice(at, at + length)
        at += length
        if (headers.length < headerPages) headers.push(page)
        else {
          pages.push(page)
          toMs = Math.max(toMs, granuleOf(page) / samplesPerMs)
          if (toMs - fromMs >= partMs) parts.push(...cut())
        }
      }
      rest = rest.slice(at)
      return parts
    },
    end: cut,
  }
}

/** null: more of it has to come. */
function pageLength(bytes: Uint8Array, at: number): number | null | 'not-a-page' {
  if (signature.some((byte, n) => at + n < bytes.length && bytes[at + n] !== byte)) return 'not-a-page'
  const segments = bytes[at + headerBytes - 1]
  if (segments === undefined || bytes.length < at + headerBytes + segments) return null
  const lengths = bytes.subarray(at + headerBytes, at + headerBytes + segments)
  const length = headerBytes + segments + lengths.reduce((sum, one) => sum + one, 0)
  return bytes.length < at + length ? null : length
}

/** The samples until its end. */
function granuleOf({ buffer, byteOffset }: Uint8Array): number {
  return Number(new DataView(buffer, byteOffset).getBigInt64(6, true))
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
