/** A real server on a database of its own, with the demo's centre in it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig, type Config } from '#server/config.ts'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import { createLog } from '#server/observe/log.ts'
import { startServer, type RunningServer } from '#server/server.ts'
import { createTestDatabase, type TestDatabase } from '#server/store/test/test-database.ts'
import { fillCentre } from '../fill-centre.ts'

export interface DemoPlace {
  readonly test: TestDatabase
  readonly config: Config
  /** Starts a server here; `prepared` is called when the centre has been filled, before anything happens in it. */
  start(
    days: number,
    prepared?: (context: ConfigurationContext, wasEmpty: boolean) => Promise<void>,
  ): Promise<RunningServer>
  close(): Promise<void>
}

export async function openDemoPlace(): Promise<DemoPlace> {
  const test = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'atiende-demo-'))
  const read = readConfig({ PORT: '0', HOST: '127.0.0.1', ATIENDE_DATA: folder, DATABASE_URL: test.url })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const { config } = read
  return {
    test,
    config,
    async start(days, prepared) {
      return await startServer(config, {
        log: createLog('silent'),
        prepare: async (context) => {
          const wasEmpty = await fillCentre(context, { dataDir: folder, say: () => undefined, days })
          await prepared?.(context, wasEmpty)
        },
      })
    },
    async close() {
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
