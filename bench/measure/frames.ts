/** How evenly the frames of a page come while something in it is scrolled, in milliseconds between two. */
import type { Page } from 'playwright-core'

const frameCount = 240
const pixelsEach = 180

export async function framesWhileScrolling(page: Page, selector: string): Promise<readonly number[]> {
  return await page.evaluate(
    async ([where, count, pixels]) => {
      const box = document.querySelector(where)
      const gaps: number[] = []
      let last = performance.now()
      for (let n = 0; n < count; n++) {
        box?.scrollBy(0, pixels)
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        gaps.push(now - last)
        last = now
      }
      return gaps
    },
    [selector, frameCount, pixelsEach] as const,
  )
}
