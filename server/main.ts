/** `npm start`: reads the environment, runs one server until it is told to stop, and says in plain words what a person has to know. */
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { startServer, type RunningServer } from './server.ts'
import { StartProblem } from './store/start-problem.ts'

const read = readConfig(process.env)
if ('problems' in read) {
  process.stderr.write(`${read.problems.join('\n')}\n`)
  process.exit(2)
}
const { config } = read
const log = pino({ level: config.logLevel })
let server: RunningServer | undefined
let stopping = false

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'Stopping: finishing what is under way.')
  await server?.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal))

try {
  server = await startServer(config, { log })
  const url = config.publicUrl ?? `http://localhost:${server.port}`
  process.stdout.write(`\nAtiende is ready: ${url}\n`)
  if (server.setupCode)
    process.stdout.write(
      `First visit: open ${url}/setup and enter this code to become the owner: ${server.setupCode}\n\n`,
    )
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exit(1)
}
