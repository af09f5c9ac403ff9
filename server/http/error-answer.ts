/**
 * The one shape of everything that is not a success. Expected failures come as a refusal with a code of the registry; what Fastify or the
 * database throws is put into the same words here. What nobody expected is logged with its request and told as `unexpected`.
 */
import { isRefusal, type Refusal } from '#core/step.ts'
import { errors, errorText, type ErrorAnswer, type ErrorCode } from '#protocol/error.ts'
import type { Language } from '#protocol/text.ts'
import type { z } from 'zod'
import { en, es } from 'zod/locales'
import { errorCode } from '../store/database-error.ts'

export type Details = Readonly<Record<string, string | number>>

/** A refusal whose code stands in the registry, as every door may answer it. */
export type Refused = Refusal<ErrorCode>

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code)
}

export function refusalOf(result: unknown): Refused | null {
  if (typeof result !== 'object' || result === null || !isRefusal(result)) return null
  if (!isErrorCode(result.refused))
    throw new Error(`The refusal "${result.refused}" is not in the error registry.`)
  return { ...result, refused: result.refused }
}

export function errorAnswer(code: ErrorCode, language: Language, details?: Details): ErrorAnswer {
  const message = errorText(code, language, details)
  return { error: details ? { code, message, details } : { code, message } }
}

const localeErrors = { es: es().localeError, en: en().localeError }

/** Parses what came from outside; a problem is told in the person's language, with the place where it is. */
export function parseShape<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  language: Language,
): { readonly parsed: z.output<Shape> } | Refused {
  const result = shape.safeParse(value, { error: localeErrors[language] })
  if (result.success) return { parsed: result.data }
  const [issue] = result.error.issues
  const where = issue?.path.map(String).join('.') ?? ''
  const what = issue?.message ?? ''
  return { refused: 'invalid-request', details: { problem: where === '' ? what : `${where}: ${what}` } }
}

/** The connection is lost, the database is away or is being shut down: nothing is wrong with the request. */
function isDatabaseAway(code: string | undefined): boolean {
  if (code === undefined) return false
  return (
    /^(08|57P0|53)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code)
  )
}

/** What a thrown error means to the caller. `unexpected` and `unavailable` are to be logged. */
export function refusalOfThrown(error: unknown, bodyLimitBytes: number): Refused {
  const code = errorCode(error)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { refused: 'too-large', details: { limit: `${Math.floor(bodyLimitBytes / 1000)} kB` } }
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return { refused: 'invalid-json' }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return { refused: 'invalid-request', details: { problem: 'Content-Type: application/json' } }
  if (isDatabaseAway(code)) return { refused: 'unavailable' }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  if (error instanceof SyntaxError && status === 400) return { refused: 'invalid-json' }
  if (typeof status === 'number' && status >= 400 && status < 500)
    return {
      refused: 'invalid-request',
      details: { problem: error instanceof Error ? error.message : String(status) },
    }
  return { refused: 'unexpected' }
}
