import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Whole journeys in a real browser against a real server. One after the other: each starts its own centre, and two at once on
// two cores would make waits a matter of luck. CHROMIUM_PATH is set by scripts/bootstrap.mjs.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: 'journeys',
    environment: 'node',
    include: ['e2e/**/*.journey.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
