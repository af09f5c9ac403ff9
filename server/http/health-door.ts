/** For load balancers and monitoring: alive, ready, and the figures. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Metrics } from '../observe/metrics.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'
import type { Door } from './create-http.ts'

const ask = statement<{ ok: number }, []>('health.ask', 'select 1 as ok')

type Parts = {
  readonly database: Queryable
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>
  /** False while starting and shutting down: no new work, please. */
  readonly isReady: () => boolean
  readonly metricsToken: string | null
  /** Whether calls can sound. Nobody is sent elsewhere for it: it is back within a second, and everything else works meanwhile. */
  readonly isVoiceUp: () => boolean
}

export function healthDoor({ database, metrics, isReady, metricsToken, isVoiceUp }: Parts): Door {
  return (app) => {
    // Some load balancers only look at the head.
    app.route({
      method: ['GET', 'HEAD'],
      url: '/healthz',
      handler: () => ({ ok: true, voice: isVoiceUp() ? 'up' : 'down' }),
    })
    app.route({
      method: ['GET', 'HEAD'],
      url: '/readyz',
      handler: async (_request, reply) => {
        const answers = isReady() && (await answersNow(database))
        return await reply.code(answers ? 200 : 503).send({ ready: answers })
      },
    })
    app.get('/metrics', async (request, reply) => {
      if (!mayRead(request, metricsToken)) return reply.callNotFound()
      return await reply.type(metrics.contentType).send(await metrics.text())
    })
  }
}

async function answersNow(database: Queryable): Promise<boolean> {
  try {
    await database.query(ask)
    return true
  } catch {
    return false
  }
}

/**
 * With a token: who has it. Without: this machine and private networks; but not who comes through a proxy that we do not know, because
 * then the address is the proxy's and the caller may be anybody.
 */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token === null) {
    const isUnknownProxy =
      request.headers['x-forwarded-for'] !== undefined && request.ip === request.socket.remoteAddress
    return !isUnknownProxy && isPrivate(request.ip)
  }
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function isPrivate(ip: string): boolean {
  const v4 = ip.startsWith('::ffff:') ? ip.slice(7) : ip
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(v4) || ip === '::1' || /^f[cd]/i.test(ip)
}
