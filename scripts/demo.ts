/**
 * `npm run demo`: the real server with a made-up shop in it, filled once, and a few visitors who wait. With `-- --visitors 20`, twenty come and
 * go all the time and robots answer them, so that every screen moves. Its data is apart from a real centre's: `ATIENDE_DATA`, or `data/demo`.
 */
import path from 'node:path'
import { readConfig } from '#server/config.ts'
import { createLog } from '#server/observe/log.ts'
import { startServer } from '#server/server.ts'
import { StartProblem } from '#server/store/start-problem.ts'
import { addressFromHere } from './demo/console/address.ts'
import { readArguments, usage } from './demo/console/arguments.ts'
import { createDice } from './demo/dice.ts'
import { fillCentre } from './demo/fill-centre.ts'
import { startCrew } from './demo/robots/crew.ts'
import { welcomeText } from './demo/console/welcome-text.ts'
import { openCrowd } from './demo/visitors/crowd.ts'

const said = readArguments(process.argv.slice(2))
if (!said) {
  process.stderr.write(`${usage}\n`)
  process.exit(2)
}
const read = readConfig({
  ...process.env,
  ATIENDE_DATA: process.env['ATIENDE_DATA'] || path.join('data', 'demo'),
  ATIENDE_LOG: process.env['ATIENDE_LOG'] || 'warn',
})
if ('problems' in read) {
  process.stderr.write(`${read.problems.join('\n')}\n`)
  process.exit(2)
}
const { config } = read
const say = (text: string): void => void process.stdout.write(text)
/** Who waits when nobody has asked for more. */
const fewVisitors = 6

const stopping = new AbortController()
const demo = start()
let stoppingSince: number | undefined
/** A Ctrl-C comes more than once: from the terminal, and from whoever started us. */
const echoMs = 2_000

async function start(): Promise<{ close(): Promise<void> }> {
  const server = await startServer(config, {
    log: createLog(config.logLevel),
    prepare: async (context) => {
      await fillCentre(context, { dataDir: config.dataDir, say, signal: stopping.signal })
    },
  })
  const dice = createDice(Date.now())
  const address = addressFromHere(config.host, server.port)
  const visitors = said?.visitors ?? null
  const size = visitors ?? fewVisitors
  const crowd = openCrowd({ server, address, config, size, isPatient: visitors === null, dice, pace: 1 })
  await crowd.bringBack()
  crowd.open()
  const crew = visitors === null ? null : startCrew({ server, address, dice, pace: 1 })
  say(await welcomeText(server, config, { visitors: size, robots: crew?.names ?? [] }))
  return {
    async close() {
      await Promise.all([crowd.close(), crew?.close()])
      await server.close()
    },
  }
}

async function stop(): Promise<void> {
  // Asked again, it is not to wait any longer.
  if (stoppingSince !== undefined && Date.now() - stoppingSince > echoMs) process.exit(1)
  if (stoppingSince !== undefined) return
  stoppingSince = Date.now()
  say('\nStopping …\n')
  stopping.abort()
  await (await demo.catch(() => null))?.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())

try {
  await demo
} catch (error) {
  // The filling was called off: what ends it now is `stop`.
  if (!stopping.signal.aborted) {
    if (!(error instanceof StartProblem)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exit(1)
  }
}
