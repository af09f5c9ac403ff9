import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Whole journeys in a real browser against a real server. One after the other: each starts its own centre, and two at once on
// two cores would make waits a matter of luck. CHROMIUM_PATH is set by scripts/bootstrap.mjs.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: 'journeys',
    environment: 'node',
    // The page's own journeys run against a double of the server: they are quick and look at what a server cannot be made to do.
    include: ['e2e/**/*.journey.ts', 'web/test/**/*.journey.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Where others work on the machine too, one more try; the report says which test needed it, and that is looked into.
    retry: process.env['CI'] ? 1 : 0,
  },
})
