import { MPEGDecoder } from 'mpg123-decoder'
import { findMp3Frames } from './mp3-frames.ts'
import { isTooLong, type Flaw, type Sound } from './sound.ts'

const framesPerPart = 32
/** More than this of a file that is neither sound nor a known tag, and it is not what it seems. */
const strayShare = 0.02
/** Of what the frames should sound. */
const leastDecoded = 0.5

/** MP3, one or two voices. */
export async function openMp3(file: Buffer): Promise<Sound | Flaw> {
  const found = findMp3Frames(file)
  if (!found) return 'damaged'
  const { rate, samplesPerFrame, frames } = found
  if (found.isCutShort || frames.length < 2 || found.strayBytes > file.length * strayShare) return 'damaged'
  if (isTooLong(frames.length * samplesPerFrame, rate)) return 'too-long'
  const decoder = new MPEGDecoder()
  await decoder.ready
  return {
    rate,
    isReady: false,
    *parts() {
      let decoded = 0
      for (let first = 0; first < frames.length; first += framesPerPart) {
        const some = frames.slice(first, first + framesPerPart)
        const bytes = Buffer.concat(some.map(({ at, end }) => file.subarray(at, end)))
        const { channelData, sampleRate, samplesDecoded } = withoutComplaints(() => decoder.decode(bytes))
        if (samplesDecoded === 0) continue
        if (sampleRate !== rate) return 'damaged'
        decoded += samplesDecoded
        const [left = new Float32Array(), right = left] = channelData
        yield {
          samples: left.map((sample, n) => (sample + (right[n] ?? 0)) / 2),
          share: (first + some.length) / frames.length,
        }
      }
      return decoded < frames.length * samplesPerFrame * leastDecoded ? 'damaged' : null
    },
  }
}

const mostComplaints = 50

/** The decoder tells the console what is wrong with a file, and may go on telling it for ever. */
function withoutComplaints<T>(decode: () => T): T {
  const { console } = globalThis
  const usual = Object.getOwnPropertyDescriptor(console, 'error') ?? {}
  let complaints = 0
  Object.assign(console, {
    error(complaint: unknown) {
      complaints += 1
      if (complaints > mostComplaints) throw new Error(String(complaint))
    },
  })
  try {
    return decode()
  } finally {
    Object.defineProperty(console, 'error', usual)
  }
}
