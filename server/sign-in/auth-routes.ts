/**
 * What of the sign-in library can be reached from outside: signing in and out, and one's second factor. Everything else it could do
 * (signing up, changing addresses, deleting users) has no route. Session tokens stay in the cookie and out of every answer.
 */
import { refuse, type Refusal } from '#core/step.ts'
import type { ErrorCode } from '#protocol/error.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { LimitName } from '../http/rate-limit.ts'
import { route, type Access, type Route } from '../http/route.ts'
import { addressHeader, sessionCookie } from './auth.ts'
import { readCookie, secureCookies } from './cookie.ts'
import type { SignedIn } from '../http/signed-in.ts'
import type { SignIn } from './sign-in.ts'

const signInBody = z.object({
  email: z.string().max(200),
  password: z.string().max(200),
  rememberMe: z.boolean().default(true),
})
const code = z.object({ code: z.string().trim().min(6).max(32), trustDevice: z.boolean().default(false) })
/** Null for somebody who has no password (yet). */
const password = z.object({ password: z.string().max(200).optional() })

/** Hands a request to the library; the cookies it sets go out with our answer. */
export async function askLibrary(
  signIn: Pick<SignIn, 'auth'>,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
  body?: object,
): Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }> {
  const headers = new Headers({
    cookie: request.headers.cookie ?? '',
    'user-agent': request.headers['user-agent'] ?? '',
    [addressHeader]: request.ip,
  })
  if (body) headers.set('content-type', 'application/json')
  const answer = await signIn.auth.handler(
    new Request(`http://atiende.invalid/api/v1/auth${path}`, {
      method: request.method,
      headers,
      body: body ? JSON.stringify(body) : null,
    }),
  )
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', secureCookies(cookies, request.protocol === 'https'))
  const json: unknown = await answer.json().catch(() => null)
  return {
    status: answer.status,
    json: typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {},
  }
}

/** The library's refusals in our words; `wrong` is what a refusal of this route means. */
function refusalOf(status: number, wrong: ErrorCode): Refusal<ErrorCode> | null {
  if (status < 400) return null
  if (status === 429) return refuse('too-many-requests', { seconds: 60 })
  if (status < 500) return refuse(wrong)
  throw new Error(`The sign-in library answered ${status}.`)
}

type Parts = {
  readonly signIn: SignIn
  /** After somebody has signed out by themselves, on this device. */
  readonly onSignedOut?: (who: SignedIn) => Promise<unknown>
}

export function authRoutes({ signIn, onSignedOut }: Parts): Route[] {
  const tag = 'sign-in'

  /** A step of the second factor: passes the body on and gives back what of the answer is meant for the person. */
  function secondFactor(
    path: string,
    access: Access,
    summary: string,
    body: z.ZodObject,
    limits: readonly LimitName[],
    wrong: ErrorCode,
    shows: readonly string[] = [],
  ): Route {
    return route(
      { method: 'POST', path: `/api/v1/auth/two-factor/${path}`, access, tag, summary, body, limits },
      async (call) => {
        const { status, json } = await askLibrary(
          signIn,
          `/two-factor/${path}`,
          call.request,
          call.reply,
          call.body,
        )
        // Its session may be another one now.
        forget(call.request)
        return (
          refusalOf(status, wrong) ?? {
            ok: true,
            ...Object.fromEntries(shows.map((name) => [name, json[name]])),
          }
        )
      },
    )
  }

  function forget(request: FastifyRequest): void {
    const cookie = readCookie(request.headers.cookie, sessionCookie)
    if (cookie !== null) signIn.sessions.forget(cookie)
  }

  return [
    route(
      {
        method: 'POST',
        path: '/api/v1/auth/sign-in/email',
        access: 'anyone',
        tag,
        summary: 'Signs in and sets the session’s cookie. `secondFactor`: a code is needed first.',
        body: signInBody,
        limits: ['sign-in', 'sign-in-address'],
      },
      async ({ body, request, reply }) => {
        const { status, json } = await askLibrary(signIn, '/sign-in/email', request, reply, body)
        return (
          refusalOf(status, 'sign-in-failed') ?? {
            ok: true,
            secondFactor: json['twoFactorRedirect'] === true,
          }
        )
      },
    ),
    route(
      { method: 'POST', path: '/api/v1/auth/sign-out', access: 'anyone', tag, summary: 'Ends this session.' },
      async ({ request, reply, who }) => {
        forget(request)
        await askLibrary(signIn, '/sign-out', request, reply, {})
        if (who) await onSignedOut?.(who)
        return { ok: true }
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/auth/get-session',
        access: 'anyone',
        tag,
        summary: 'Who is signed in here, if anybody.',
      },
      ({ who }) => ({
        user: who && { id: who.agentId, role: who.role, language: who.language },
      }),
    ),
    secondFactor(
      'enable',
      'signed-in',
      'Begins to set up a second factor; it holds once a code was verified.',
      password,
      ['sign-in-address'],
      'sign-in-failed',
      ['totpURI', 'backupCodes'],
    ),
    secondFactor(
      'disable',
      'signed-in',
      'Removes the second factor.',
      password,
      ['sign-in-address'],
      'sign-in-failed',
    ),
    secondFactor(
      'generate-backup-codes',
      'signed-in',
      'Makes new backup codes; the old ones hold no more.',
      password,
      ['sign-in-address'],
      'sign-in-failed',
      ['backupCodes'],
    ),
    secondFactor(
      'verify-totp',
      'anyone',
      'Signs in with the code of the second factor, or confirms its set-up.',
      code,
      ['code'],
      'second-factor-wrong',
    ),
    secondFactor(
      'verify-backup-code',
      'anyone',
      'Signs in with a backup code.',
      code,
      ['code'],
      'second-factor-wrong',
    ),
  ]
}
