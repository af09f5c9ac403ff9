/** What we answer to visitors' pages, which live on other sites: JSON, refusals in words, and what browsers want to hear about origins. */
import { errors, type ErrorAnswer, type ErrorCode } from '#protocol/error.ts'
import type { Language } from '#protocol/text.ts'
import { allowsOrigin } from './allowed-origin.ts'
import type { ChannelHost } from './channel.ts'

export type Details = Readonly<Record<string, string | number>>

export function json(body: unknown, cache: string): Response {
  return Response.json(body, { headers: { 'cache-control': cache, 'x-content-type-options': 'nosniff' } })
}

export function refusal(host: ChannelHost, language: Language, code: ErrorCode, details?: Details): Response {
  const body: ErrorAnswer = {
    error: { code, message: host.errorText(code, language, details), ...(details && { details }) },
  }
  return Response.json(body, {
    status: errors[code]?.status ?? 400,
    headers: { 'cache-control': 'no-store' },
  })
}

/** For a minute, but not beyond the moment at which the hours change. */
export function untilHoursChange(host: ChannelHost): string {
  const { changesAt } = host.hours()
  const untilChangeMs = changesAt === null ? 60_000 : changesAt - host.now()
  return `public, max-age=${Math.max(0, Math.min(60, Math.floor(untilChangeMs / 1000)))}`
}

export function languageOf(request: Request): Language {
  return /^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'es'
}

/**
 * Answers pages of allowed origins only. A `GET` without an origin (the page's own server, a link) is answered: what is secret is asked for
 * with a token.
 */
export async function answerPage(
  settings: { readonly allowedOrigins: readonly string[] },
  host: ChannelHost,
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  const origin = request.headers.get('origin')
  const isOpenToAll = request.method === 'GET' && origin === null
  if (!isOpenToAll && !allowsOrigin(settings, origin))
    return withOrigin(refusal(host, languageOf(request), 'foreign-origin'), null)
  return withOrigin(request.method === 'OPTIONS' ? preflight() : await answer(), origin)
}

function preflight(): Response {
  const headers = {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  }
  return new Response(null, { status: 204, headers })
}

function withOrigin(response: Response, origin: string | null): Response {
  response.headers.append('vary', 'Origin')
  if (origin !== null) response.headers.set('access-control-allow-origin', origin)
  return response
}
