/**
 * How often is too often. Counted on each server by itself and forgotten at a restart: these limits are against guessing and floods,
 * not a quota. Behind one address there may be a whole office, so what is guessed at (one person's password) is counted together with
 * the address, and more narrowly than the address alone.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Limit = {
  readonly max: number
  readonly windowMs: number
  readonly key: (request: FastifyRequest) => string
}

const byAddress = (request: FastifyRequest): string => request.ip

function byAddressAndEmail(request: FastifyRequest): string {
  const { body } = request
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null
  return `${request.ip} ${typeof email === 'string' ? email.trim().toLowerCase() : ''}`
}

export const limits = {
  /** Passwords tried for one person from one address. */
  'sign-in': { max: 8, windowMs: 60_000, key: byAddressAndEmail },
  /** Passwords, second factors and one-time links tried from one address, whoever they are for. */
  'sign-in-address': { max: 60, windowMs: 60_000, key: byAddress },
  /** The setup code, and the codes of a second factor. */
  code: { max: 10, windowMs: 600_000, key: byAddress },
  stranger: { max: 300, windowMs: 60_000, key: byAddress },
  /** Drafts kept by all pages of one person: about one a second in each while somebody types. */
  draft: { max: 400, windowMs: 60_000, key: (request) => request.who?.agentId ?? request.ip },
  /** Each offer costs the voice engine a connection. Loading the page again as fast as one can is far below. */
  leg: { max: 120, windowMs: 60_000, key: (request) => request.who?.agentId ?? request.ip },
  /** Notifications that somebody asks for to see that they come. */
  'push-test': { max: 10, windowMs: 60_000, key: (request) => request.who?.agentId ?? request.ip },
  agent: { max: 3_000, windowMs: 60_000, key: (request) => request.who?.agentId ?? request.ip },
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof limits

/** Counts this request; the seconds to wait when it is one too many. */
export type Limiter = (name: LimitName, request: FastifyRequest) => Promise<number | null>

/** The plugin `@fastify/rate-limit` must be registered. */
export function createLimiter(app: FastifyInstance): Limiter {
  const counters = new Map(
    Object.entries(limits).map(([name, { max, windowMs, key }]) => [
      name,
      app.createRateLimit({ max, timeWindow: windowMs, keyGenerator: key }),
    ]),
  )
  return async (name, request) => {
    const counted = await counters.get(name)?.(request)
    return counted && !counted.isAllowed && counted.isExceeded ? Math.max(1, counted.ttlInSeconds) : null
  }
}
