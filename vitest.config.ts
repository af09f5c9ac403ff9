import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'

// Two projects, so that only a run which includes server tests pays for a PostgreSQL. The browser journeys are a run of their
// own (e2e/vitest.config.ts): they need a browser and built pages, and each takes seconds.
const postgresForTheRun = 'server/store/test/global-setup.ts'
/** The demo fills a real database and talks to a real server. */
const demoOnServer = 'scripts/demo/*.test.ts'

export default defineConfig({
  test: {
    environment: 'node',
    // Generous: a busy machine is no defect. Nothing is timed in a test.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Where others work on the machine too, one more try; the report says which test needed it, and that is looked into.
    retry: process.env['CI'] ? 1 : 0,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: ['{core,protocol,channels,voice,web,widget,sdk,bench,e2e,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, demoOnServer],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', demoOnServer],
          globalSetup: existsSync(new URL(postgresForTheRun, import.meta.url)) ? [postgresForTheRun] : [],
        },
      },
    ],
  },
})
