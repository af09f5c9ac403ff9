/** Where the frames of an MP3 file are (ISO 11172-3, 13818-3), so that its length is known before anything is decoded and a decoder is given frames only. */

export type Mp3Frame = { readonly at: number; readonly end: number }

export type Mp3Frames = {
  readonly rate: number
  readonly samplesPerFrame: number
  readonly frames: readonly Mp3Frame[]
  /** The last frame is not all there, or the file itself says that there were more. */
  readonly isCutShort: boolean
  /** Bytes between frames that are none. */
  readonly strayBytes: number
}

type Header = {
  readonly bytes: number
  readonly rate: number
  readonly version: number
  readonly channelMode: number
}

/** In kbit/s. */
const bitrates = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const rates = [44_100, 48_000, 32_000] as const
const versionOne = 3
const mono = 3
const layerThree = 1

function readHeader(file: Buffer, at: number): Header | null {
  if (at + 4 > file.length) return null
  const bits = file.readUInt32BE(at)
  const version = (bits >>> 19) & 3
  if (bits >>> 21 !== 0x7ff || version === 1 || ((bits >>> 17) & 3) !== layerThree) return null
  const kilobits = bitrates[version === versionOne ? 'one' : 'two'][(bits >>> 12) & 15]
  const fullRate = rates[(bits >>> 10) & 3]
  if (!kilobits || !fullRate) return null
  const rate = fullRate / { 3: 1, 2: 2, 0: 4 }[version as 0 | 2 | 3]
  const padding = (bits >>> 9) & 1
  return {
    bytes: Math.floor(((version === versionOne ? 144_000 : 72_000) * kilobits) / rate) + padding,
    rate,
    version,
    channelMode: (bits >>> 6) & 3,
  }
}

/** Past tags at the beginning (ID3v2). */
function afterTags(file: Buffer): number {
  let at = 0
  while (file.toString('latin1', at, at + 3) === 'ID3' && at + 10 <= file.length) {
    const [a = 0, b = 0, c = 0, d = 0] = file.subarray(at + 6, at + 10)
    const hasFooter = ((file[at + 5] ?? 0) & 0x10) !== 0
    at += 10 + (((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127)) + (hasFooter ? 10 : 0)
  }
  return at
}

const tagsAtTheEnd = ['TAG', 'APE', 'LYR', 'ID3', '\0\0\0']

/** Null: there are no frames where they should be. */
export function findMp3Frames(file: Buffer): Mp3Frames | null {
  const first = findHeader(file, afterTags(file), null)
  if (first === null) return null
  const kind = readHeader(file, first)
  if (!kind) return null
  const frames: Mp3Frame[] = []
  let [at, strayBytes, isCutShort] = [first, 0, false]
  while (at < file.length) {
    const header = readHeader(file, at)
    if (header && isAlike(header, kind)) {
      if (at + header.bytes > file.length) {
        isCutShort = true
        break
      }
      frames.push({ at, end: at + header.bytes })
      at += header.bytes
      continue
    }
    const next = findHeader(file, at, kind)
    if (next === null) {
      if (!tagsAtTheEnd.includes(file.toString('latin1', at, at + 3))) strayBytes += file.length - at
      break
    }
    strayBytes += next - at
    at = next
  }
  const claimed = claimedFrames(file, first, kind)
  return {
    rate: kind.rate,
    samplesPerFrame: kind.version === versionOne ? 1_152 : 576,
    frames,
    isCutShort: claimed === null ? false : isCutShort || frames.length < claimed,
    strayBytes,
  }
}

const isAlike = (one: Header, two: Header): boolean => one.rate === two.rate && one.version === two.version

/** The next header that another one follows where it says, or the end. */
function findHeader(file: Buffer, from: number, kind: Header | null): number | null {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const header = readHeader(file, at)
    if (!header || (kind && !isAlike(header, kind))) continue
    const following = readHeader(file, at + header.bytes)
    if (at + header.bytes === file.length || (following && isAlike(header, following))) return at
  }
  return null
}

/** What an encoder wrote into the first frame (Xing, Info): how many follow it. */
function claimedFrames(file: Buffer, first: number, { version, channelMode }: Header): number | null {
  const side = version === versionOne ? (channelMode === mono ? 17 : 32) : channelMode === mono ? 9 : 17
  const at = first + 4 + side
  const hasCount = at + 12 <= file.length && (file.readUInt32BE(at + 4) & 1) !== 0
  if (!hasCount || !['Xing', 'Info'].includes(file.toString('latin1', at, at + 4))) return null
  return file.readUInt32BE(at + 8)
}
