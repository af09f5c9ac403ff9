/**
 * Pictures: whether they can be shown at all, how large they are, and a small one of each for lists and conversations. Decoding is where a
 * small file becomes a large one: pixels are limited, one picture is decoded at a time, and an endless one is cut off.
 */
import type { FileKind } from '#protocol/file-kind.ts'
import type sharpLibrary from 'sharp'

/** What phones take; half of it is decoded in one piece for some formats, and people's screens have to show it too. */
const mostPixels = 52_000_000
const mostPixelsInWords = '50 Mpx'
const thumbnailSize = 320
const longestDecodingS = 20

export type Picture = { readonly width: number; readonly height: number; readonly thumbnail: Uint8Array }

type Sharp = typeof sharpLibrary
let loaded: Promise<Sharp> | undefined
let waiting: Promise<unknown> = Promise.resolve()

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  // What it keeps of earlier pictures is of no use for the next, and the processors are needed elsewhere.
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

async function inTurn<T>(work: (sharp: Sharp) => Promise<T>): Promise<T> {
  loaded ??= load()
  const sharp = await loaded
  const turn = waiting.then(async () => await work(sharp))
  waiting = turn.catch(() => undefined)
  return await turn
}

const carefully = { limitInputPixels: mostPixels, failOn: 'error' } as const

async function shrink(sharp: Sharp, file: string): Promise<Uint8Array> {
  return await sharp(file, { ...carefully, sequentialRead: true })
    .timeout({ seconds: longestDecodingS })
    .autoOrient()
    .resize(thumbnailSize, thumbnailSize, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer()
}

/** `unreadable`: it begins like such a picture and is none, or only a part of one. */
export async function examinePicture(
  file: string,
  kind: FileKind,
): Promise<
  | Picture
  | { readonly problem: 'unreadable' }
  | { readonly problem: 'too-many-pixels'; readonly limit: string }
> {
  return await inTurn(async (sharp) => {
    try {
      const { format, width, height, autoOrient } = await sharp(file, {
        ...carefully,
        limitInputPixels: false,
      }).metadata()
      if (`image/${format}` !== kind.mime || !(width > 0 && height > 0)) return { problem: 'unreadable' }
      if (width * height > mostPixels) return { problem: 'too-many-pixels', limit: mostPixelsInWords }
      return { ...autoOrient, thumbnail: await shrink(sharp, file) }
    } catch {
      // The library tells everything that may be wrong with a picture by throwing.
      return { problem: 'unreadable' }
    }
  })
}

/** Of a picture that was examined when it came. */
export async function makeThumbnail(file: string): Promise<Uint8Array> {
  return await inTurn(async (sharp) => await shrink(sharp, file))
}
