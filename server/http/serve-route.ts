/**
 * How a request to a route is served. In this order: refuse what another site sends in somebody's name, find out who asks, count, check
 * the role, and only then read the body, parse it by the route's shapes, and hand it over.
 */
import { isAtLeast } from '#core/permission/role.ts'
import { errors } from '#protocol/error.ts'
import type { Language } from '#protocol/text.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { storable } from '../store/storable.ts'
import { errorAnswer, parseShape, refusalOf, type Refused } from './error-answer.ts'
import { preferredLanguage } from './language.ts'
import type { LimitName, Limiter } from './rate-limit.ts'
import { isAnswered, type Route } from './route.ts'
import { changesSomething, isForeign } from './same-origin.ts'
import { inertPolicy, securityHeaders, strictTransport } from './security-header.ts'
import type { Authenticate } from './signed-in.ts'

export type Serving = {
  readonly authenticate: Authenticate
  readonly publicUrl: string | null
  /** For who names no language: the centre's. */
  readonly language: () => Language
}

/** How browsers reach this server, as it was set or as this request says. */
export function ownOrigin(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refused): FastifyReply {
  if (refusal.refused === 'too-many-requests') reply.header('retry-after', refusal.details?.['seconds'] ?? 1)
  return reply
    .code(errors[refusal.refused].status)
    .send(errorAnswer(refusal.refused, request.language, refusal.details))
}

/** What every answer has, whatever becomes of it. */
export function beginAnswer(parts: Serving, request: FastifyRequest, reply: FastifyReply): void {
  request.language = preferredLanguage(request.headers['accept-language']) ?? parts.language()
  reply.headers(securityHeaders)
  reply.header('content-security-policy', inertPolicy)
  if (request.protocol === 'https') reply.headers(strictTransport)
}

async function count(
  limiter: Limiter,
  request: FastifyRequest,
  names: readonly LimitName[],
): Promise<Refused | null> {
  for (const name of names) {
    const seconds = await limiter(name, request)
    if (seconds !== null) return { refused: 'too-many-requests', details: { seconds } }
  }
  return null
}

/** Everything that can be known before the body is read. Null: go on. */
async function admit(
  parts: Serving,
  limiter: Limiter,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Refused | null> {
  if (changesSomething(request.method) && isForeign(request.headers, ownOrigin(request, parts.publicUrl)))
    return { refused: 'foreign-origin' }
  const asking = await parts.authenticate(request)
  if (asking !== null) {
    const { setCookies, ...who } = asking
    request.who = who
    request.language = who.language
    if (setCookies.length > 0) reply.header('set-cookie', setCookies)
  }
  const tooMany = await count(limiter, request, [asking ? 'agent' : 'stranger'])
  if (tooMany !== null) return tooMany
  const { access } = route
  if (access === 'anyone') return null
  if (asking === null) return { refused: 'not-signed-in' }
  if (access !== 'signed-in' && !isAtLeast(asking.role, access)) return { refused: 'not-allowed' }
  return null
}

async function answer(
  route: Route,
  limiter: Limiter,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { language, who } = request
  const refuse = (refusal: Refused): FastifyReply => sendRefusal(request, reply, refusal)

  const tooMany = await count(limiter, request, route.limits ?? [])
  if (tooMany !== null) return refuse(tooMany)
  const params = route.params
    ? parseShape(route.params, storable(request.params), language)
    : { parsed: undefined }
  // An id that cannot be one is an id of nothing.
  if ('refused' in params) return refuse({ refused: 'not-found' })
  const query = route.query
    ? parseShape(route.query, storable(request.query), language)
    : { parsed: undefined }
  if ('refused' in query) return refuse(query)
  const body = route.body ? parseShape(route.body, request.body, language) : { parsed: undefined }
  if ('refused' in body) return refuse(body)

  const result = await route.handle({
    params: params.parsed,
    query: query.parsed,
    body: body.parsed,
    who,
    language,
    request,
    reply,
  })
  if (isAnswered(result)) return reply
  const refusal = refusalOf(result)
  if (refusal !== null) return refuse(refusal)
  if (result === undefined) return reply.code(204).send()
  return reply.code(route.status ?? 200).send(result)
}

export function serveRoute(app: FastifyInstance, parts: Serving, limiter: Limiter, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const refusal = await admit(parts, limiter, route, request, reply)
      if (refusal !== null) return sendRefusal(request, reply, refusal)
      return undefined
    },
    handler: (request, reply) => answer(route, limiter, request, reply),
  })
}
