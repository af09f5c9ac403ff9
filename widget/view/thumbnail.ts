/**
 * A picture in the conversation. Its bytes are fetched and drawn into a canvas, so that a page whose policy allows us to connect but no
 * images of ours still shows it. Each picture is fetched once, however often its message is drawn anew.
 */
import type { FileView } from '#protocol/message.ts'
import { h } from './element.ts'

const drawable = /^image\/(png|jpeg|gif|webp)$/
const width = 232
const tallest = 280
const largestBytes = 12_582_912

export function isDrawable(file: FileView): boolean {
  return drawable.test(file.mime) && file.sizeBytes <= largestBytes
}

export function thumbnails(
  addressOf: (file: FileView) => string | null,
): (file: FileView) => HTMLCanvasElement {
  const drawn = new Map<string, HTMLCanvasElement>()

  async function draw(canvas: HTMLCanvasElement, file: FileView): Promise<void> {
    const address = addressOf(file)
    if (address === null) return
    const response = await fetch(address, { credentials: 'omit' })
    if (!response.ok) throw new Error(String(response.status))
    const picture = await createImageBitmap(await response.blob())
    size(canvas, picture.width, picture.height)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    canvas.classList.add('is-drawn')
  }

  return (file) => {
    const known = drawn.get(file.id)
    if (known) return known
    const canvas = h('canvas', { class: 'thumbnail', set: { role: 'img', 'aria-label': file.name } })
    size(canvas, file.width ?? width, file.height ?? 160)
    drawn.set(file.id, canvas)
    // What cannot be drawn stays a quiet frame with its name; the link to it works all the same. It is tried again when drawn anew.
    draw(canvas, file).catch(() => drawn.delete(file.id))
    return canvas
  }
}

/** Gives a canvas the picture's proportions, in sharp pixels, before and after it is there: nothing moves. */
function size(canvas: HTMLCanvasElement, ofWidth: number, ofHeight: number): void {
  const scale = Math.min(1, width / ofWidth, tallest / ofHeight)
  const sharp = Math.min(2, window.devicePixelRatio)
  canvas.width = Math.max(1, Math.round(ofWidth * scale * sharp))
  canvas.height = Math.max(1, Math.round(ofHeight * scale * sharp))
  canvas.style.width = `${Math.max(24, Math.round(ofWidth * scale))}px`
}
