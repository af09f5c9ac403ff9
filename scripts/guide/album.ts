/**
 * Pictures of views in the light and in the dark, as small as a guide's should be. They are developed at the end: offers do not wait for that.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

export interface Album {
  /** `name-light.webp` and `name-dark.webp`. */
  take(page: Page, name: string): Promise<void>
  /** In place of what the folder held before; how many there are, and their size. */
  develop(): Promise<{ readonly count: number; readonly sizeBytes: number }>
}

const themes = ['light', 'dark'] as const

export function openAlbum(folder: string): Album {
  const shots = new Map<string, Buffer>()
  return {
    async take(page, name) {
      for (const theme of themes) shots.set(`${name}-${theme}.webp`, await shotOf(page, theme))
    },
    async develop() {
      mkdirSync(folder, { recursive: true })
      for (const file of readdirSync(folder)) rmSync(path.join(folder, file))
      let sizeBytes = 0
      for (const [file, shot] of shots) {
        const picture = sharp(shot).webp({ quality: 82, effort: 6, smartSubsample: true })
        sizeBytes += (await picture.toFile(path.join(folder, file))).size
      }
      return { count: shots.size, sizeBytes }
    },
  }
}

/** In the few colours that the page has. */
export async function takePng(page: Page, file: string): Promise<void> {
  const picture = sharp(await shotOf(page, 'light'))
  await picture.png({ palette: true, quality: 90, effort: 7 }).toFile(file)
}

async function shotOf(page: Page, theme: (typeof themes)[number]): Promise<Buffer> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  // A pointer, where there is one, rests where it shows nothing.
  if (await page.evaluate(() => matchMedia('(hover: hover)').matches)) await page.mouse.move(20, 420)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
  return await page.screenshot({ animations: 'disabled' })
}
