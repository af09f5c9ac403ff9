/**
 * A route says what it takes, who may call it and what it does; the door parses, authorises and answers. The same description makes
 * the OpenAPI document, and a test walks all routes to see that each refuses strangers.
 */
import type { Role } from '#core/permission/role.ts'
import type { Language } from '#protocol/text.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { LimitName } from './rate-limit.ts'
import type { SignedIn } from './signed-in.ts'

/** `anyone`: no session needed. A role: this one or a higher one. */
export type Access = 'anyone' | 'signed-in' | Role

export type Call<Params, Query, Body, Who> = {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly who: Who
  readonly language: Language
  readonly request: FastifyRequest
  /** For headers and cookies, and for answers that are not JSON: see `answered`. */
  readonly reply: FastifyReply
}

type Output<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined

type Description<A extends Access, P, Q, B> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters as `:id`. */
  readonly path: string
  readonly access: A
  /** One sentence for the document. */
  readonly summary: string
  /** The heading it stands under in the document. */
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** The body is read by the handler (uploads). */
  readonly streams?: boolean
  /** The shape of a successful answer, where one is written down. */
  readonly answer?: z.ZodType
  /** Of a successful answer. Default 200, or 204 without content. */
  readonly status?: number
  /** Counted besides the general limit, once the body is read. */
  readonly limits?: readonly LimitName[]
}

type Handler<A extends Access, P, Q, B> = (
  call: Call<Output<P>, Output<Q>, Output<B>, A extends 'anyone' ? SignedIn | null : SignedIn>,
) => Promise<object | undefined> | object | undefined

const itself = {}

/**
 * What a handler returns that has sent its answer itself. Not the reply: to await one is to wait for the end of its answer.
 *
 * @example answered(reply.redirect('/', 303))
 */
export function answered(_reply: FastifyReply): object {
  return itself
}

export function isAnswered(result: object | undefined): boolean {
  return result === itself
}

export type Route = Description<Access, z.ZodType, z.ZodType, z.ZodType> & {
  readonly handle: (call: Call<unknown, unknown, unknown, SignedIn | null>) => Promise<object | undefined>
}

/**
 * Describes one route. The handler gives the answer's JSON, nothing for 204, or a refusal of the error registry.
 *
 * @example
 * route({ method: 'POST', path: '/api/v1/me/preferences', access: 'signed-in', tag: 'me', summary: 'Changes …', body: preferences },
 *   ({ body, who }) => savePreferences(context, who.agentId, body))
 */
export function route<const A extends Access, P = undefined, Q = undefined, B = undefined>(
  description: Description<A, P & z.ZodType, Q & z.ZodType, B & z.ZodType>,
  handle: Handler<A, P, Q, B>,
): Route {
  return {
    ...description,
    // The door calls it with what these very shapes have parsed.
    handle: async (call) => await handle(call as Parameters<typeof handle>[0]),
  }
}
