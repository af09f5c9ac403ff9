/**
 * Why something asked of the server did not happen. Every answer that is not 2xx becomes a problem with a code of the error registry; what
 * never reached the server is `offline` (no network, no answer in time), which is the only code that is the page's own.
 */
import { errors, errorText, type ErrorAnswer, type ErrorCode } from '#protocol/error.ts'
import type { Language } from '#protocol/text.ts'

export type ProblemCode = ErrorCode | 'offline'

export type Problem = {
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, string | number>>
}

/** What was asked: the answer, or why not. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

export const offline: Problem = { code: 'offline', details: {} }

const offlineText: Readonly<Record<Language, string>> = {
  es: 'No hay conexión con el servidor. Nada se ha perdido; repetir cuando vuelva.',
  en: 'There is no connection to the server. Nothing is lost; try again when it is back.',
}

export function isKnownCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code)
}

export function problemText(problem: Problem, language: Language): string {
  if (problem.code === 'offline') return offlineText[language]
  return errorText(problem.code, language, problem.details)
}

const passing = ['offline', 'unavailable', 'too-many-requests', 'not-signed-in'] as const

/** Nothing was decided: the server was away or busy, or wants the person to sign in again first. What was asked may be asked again. */
export function isPassing({ code }: Problem): boolean {
  return passing.some((one) => one === code)
}

/** A body that is not one of ours (a proxy's page, the sign-in library's own form) is judged by its status alone. */
export function problemOf(status: number, body: unknown): Problem {
  if (isErrorAnswer(body) && isKnownCode(body.error.code)) {
    return { code: body.error.code, details: body.error.details ?? {} }
  }
  return { code: codeOfStatus(status), details: {} }
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return 'not-signed-in'
  if (status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many-requests'
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  return 'unexpected'
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}
