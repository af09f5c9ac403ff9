import { chromium, type Browser } from 'playwright-core'

/** A real Chromium without a window. `npm test` says where it is; see scripts/chromium.ts. `more`: further switches. */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}
