/** `npm start`: reads the environment, runs one server until it is told to stop, and says in plain words what a person has to know. */
import { readConfig } from './config.ts'
import { createLog } from './observe/log.ts'
import { startServer } from './server.ts'
import { StartProblem } from './store/start-problem.ts'

const read = readConfig(process.env)
if ('problems' in read) {
  process.stderr.write(`${read.problems.join('\n')}\n`)
  process.exit(2)
}
const { config } = read
const log = createLog(config.logLevel)
const starting = startServer(config, { log })
let stoppingSince: number | undefined
/** A Ctrl-C comes more than once: from the terminal, and from whoever started us. */
const echoMs = 2_000

async function stop(signal: string): Promise<void> {
  // Asked again, it is not to wait any longer.
  if (stoppingSince !== undefined && Date.now() - stoppingSince > echoMs) process.exit(1)
  if (stoppingSince !== undefined) return
  stoppingSince = Date.now()
  log.info({ signal }, 'Stopping: finishing what is under way.')
  const server = await starting.catch(() => null)
  await server?.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal))

try {
  const { port, setupCode } = await starting
  const url = config.publicUrl ?? `http://localhost:${port}`
  process.stdout.write(`\nAtiende is ready: ${url}\n`)
  if (setupCode !== null)
    process.stdout.write(
      `First visit: open ${url}/setup and enter this code to become the owner: ${setupCode}\n\n`,
    )
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exit(1)
}
