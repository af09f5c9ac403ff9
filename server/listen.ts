import type { FastifyInstance } from 'fastify'
import type { IncomingMessage, Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import type { Config } from './config.ts'
import { errorCode } from './store/database-error.ts'
import { StartProblem } from './store/start-problem.ts'

function problemOf(
  code: string | undefined,
  { port, host }: Pick<Config, 'port' | 'host'>,
): StartProblem | null {
  if (code === 'EADDRINUSE')
    return new StartProblem(
      `Port ${port} is in use by another program. Choose another one with PORT=… or end that program.`,
    )
  if (code === 'EACCES')
    return new StartProblem(`This user may not listen on port ${port}. Choose one above 1023 with PORT=….`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new StartProblem(`HOST=${host ?? ''} is no address of this machine.`)
  return null
}

/** All addresses of this machine: `::` takes those of IPv4 too, but there is none where IPv6 is switched off. */
function everyAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? [])
  return addresses.some(({ family }) => family === 'IPv6') ? '::' : '0.0.0.0'
}

/** Opens the port and answers which one it is. @throws StartProblem when a person has to choose another. */
export async function listen(app: FastifyInstance, config: Pick<Config, 'port' | 'host'>): Promise<number> {
  const { port, host } = config
  try {
    await app.listen({ port, host: host ?? everyAddress() })
  } catch (error) {
    throw problemOf(errorCode(error), config) ?? error
  }
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

const lookEveryMs = 20
/** For the other side of a socket to say goodbye too. */
const goodbyeMs = 1_000
/** For a request that is under way; longer ones (an upload on a slow line) are cut off. */
const patienceMs = 10_000

/** Remembers the connections that were handed over to sockets, which the HTTP server knows no more but still waits for. */
export function followUpgrades(server: Server): ReadonlySet<Duplex> {
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
  })
  return upgraded
}

/**
 * Ends the connections of a port that takes no new ones: those in use when their answer has gone out, and not only when their browser
 * gives them up a minute later; and sockets whose other side does not answer.
 */
export async function hangUp(
  server: Server,
  upgraded: ReadonlySet<Duplex>,
  closed: Promise<unknown>,
): Promise<void> {
  const looking = setInterval(() => server.closeIdleConnections(), lookEveryMs)
  const goodbye = setTimeout(() => upgraded.forEach((socket) => socket.destroy()), goodbyeMs)
  const giveUp = setTimeout(() => server.closeAllConnections(), patienceMs)
  try {
    await closed
  } finally {
    clearInterval(looking)
    clearTimeout(goodbye)
    clearTimeout(giveUp)
  }
}
