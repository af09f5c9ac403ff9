/** Tells when a text has appeared on a page, that is: when the frame that shows it has been painted. Texts carry a number as `#12#`. */
import type { BrowserContext, Page } from 'playwright-core'

type PaintedWindow = typeof globalThis & { atiendePainted: Record<string, number> }

export async function watchPainting(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const painted: Record<string, number> = {}
    const seen = new Set<string>()
    ;(globalThis as PaintedWindow).atiendePainted = painted
    const look = (text: string | null): void => {
      for (const [, number = ''] of text?.matchAll(/#(\d+)#/g) ?? []) {
        if (seen.has(number)) continue
        seen.add(number)
        // The first callback comes before the frame is painted, the second after.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => (painted[number] = performance.timeOrigin + performance.now())),
        )
      }
    }
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') look(target.textContent)
        else for (const node of addedNodes) look(node.textContent)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/** When each number was painted on this page, in epoch milliseconds. */
export async function paintedOn(page: Page): Promise<ReadonlyMap<number, number>> {
  const painted = await page.evaluate(() => (globalThis as PaintedWindow).atiendePainted)
  return new Map(Object.entries(painted).map(([number, at]) => [Number(number), at]))
}
