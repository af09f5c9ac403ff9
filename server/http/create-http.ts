/**
 * The HTTP door: Fastify set up so that every answer that is no success is an `ErrorAnswer` in the language of who asked, whatever went
 * wrong and wherever, and so that nothing of what people write gets into the log.
 */
import type { Language } from '#protocol/text.ts'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { errorAnswer, refusalOfThrown } from './error-answer.ts'
import { storable } from '../store/storable.ts'
import { createLimiter, type Limiter } from './rate-limit.ts'
import type { Route } from './route.ts'
import { beginAnswer, sendRefusal, serveRoute, type Serving } from './serve-route.ts'
import type { SignedIn } from './signed-in.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the session is read, and for strangers. */
    who: SignedIn | null
    language: Language
  }
}

/** Something that registers what is no API route: pages, provider webhooks. */
export type Door = (app: FastifyInstance, limiter: Limiter) => void | Promise<void>

export type HttpParts = Serving & {
  readonly log: Logger
  readonly trustedProxies: readonly string[]
  readonly routes: readonly Route[]
  readonly doors?: readonly Door[]
  /** Told of each answer, for the metrics. `route` is the pattern, never the address. */
  readonly onAnswer?: (answer: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }) => void
}

export const bodyLimitBytes = 1_000_000

function answerThrown(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOfThrown(error, bodyLimitBytes)
  const where = { err: error, method: request.method, route: request.routeOptions.url }
  if (refusal.refused === 'unexpected') log.error(where, 'A request failed unexpectedly.')
  if (refusal.refused === 'unavailable')
    log.warn(where, 'A request failed because the database cannot be reached.')
  void sendRefusal(request, reply, refusal)
}

/** What is not even HTTP is answered with the bare minimum and the connection closed. */
function answerBrokenRequest(_error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(errorAnswer('invalid-request', 'en', { problem: 'HTTP' }))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** JSON alone, and nothing in it that would change an object's prototype. Without content there is no body. */
function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null)
    else void parse(request, text.toString(), (error, body) => done(error, storable(body)))
  })
}

/** Builds the door; `listen` opens it. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { log } = parts
  const logger: FastifyBaseLogger = log
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    bodyLimit: bodyLimitBytes,
    // A HEAD must not use up what a GET does (one-time links).
    exposeHeadRoutes: false,
    requestTimeout: 300_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBrokenRequest,
    // An address that cannot be decoded; no hook has run yet.
    frameworkErrors: (_error, request, reply) => {
      beginAnswer(parts, request, reply)
      void sendRefusal(request, reply, { refused: 'not-found' })
    },
  })
  app.decorateRequest('who', null)
  app.decorateRequest('language', 'es')
  app.addHook('onRequest', async (request, reply) => beginAnswer(parts, request, reply))
  app.addHook('onResponse', async (request, reply) => {
    const seen = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    // The pattern and not the address: addresses carry one-time tokens and what people search for.
    log.debug(seen, 'Answered.')
    parts.onAnswer?.({ ...seen, ms: reply.elapsedTime })
  })
  app.setErrorHandler((error, request, reply) => answerThrown(log, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, { refused: 'not-found' }))
  readJsonOnly(app)
  await app.register(multipart)
  await app.register(rateLimit, { global: false })
  const limiter = createLimiter(app)
  for (const route of parts.routes) serveRoute(app, parts, limiter, route)
  for (const door of parts.doors ?? []) await app.register(async (scope) => await door(scope, limiter))
  return app
}
