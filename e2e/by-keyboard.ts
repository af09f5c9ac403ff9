/** Where the focus is, and going there with keys: for journeys that touch no mouse. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What has the focus, also inside the widget: its name for who cannot see it, or its text. Nothing: ''. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (!element || element === document.body) return ''
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null
    const name = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent.trim()
    return name === '' ? `<${element.localName} ${element.getAttribute('role')}>` : name
  })
}

/** Presses the key until the focus is on what is named so. */
export async function go(page: Page, key: string, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    const here = await focused(page)
    if (name.test(here)) return
    passed.push(here.slice(0, 40))
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${String(name)}, but to ${passed.join(' · ')}`)
}

/** Waits until the focus is on what is named so. */
export async function isAt(page: Page, name: RegExp): Promise<void> {
  await expect.poll(async () => await focused(page), { timeout: 20_000 }).toMatch(name)
}

/** The focus is somewhere a person can go on from, and to be seen. */
export async function isSomewhere(page: Page): Promise<void> {
  await isAt(page, /./)
  expect(await page.evaluate(() => document.activeElement?.checkVisibility())).toBe(true)
}

const marked = async (page: Page): Promise<string | null> =>
  await page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant') ?? null)

/** Goes down a list under a search field until this line is the one that Enter takes. What is found late may change the list meanwhile. */
export async function mark(page: Page, line: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = await marked(page)
        const wanted = await line.getAttribute('id')
        if (before !== null && before === wanted) return true
        await page.keyboard.press('ArrowDown')
        // The list says where it is a moment after the key.
        await expect
          .poll(async () => await marked(page), { timeout: 400, interval: 20 })
          .not.toBe(before)
          // At the end it stays where it is.
          .catch(async () => await page.keyboard.press('Home'))
        return false
      },
      { interval: 20, timeout: 20_000 },
    )
    .toBe(true)
}
