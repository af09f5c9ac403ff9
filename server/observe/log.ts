/**
 * The server's log: one JSON object a line on standard output. It says what happened to the server and never what people wrote: of an
 * error it keeps what a developer needs, and leaves out what the database adds about rows (`detail`), which is people's data.
 */
import { pino, type Logger } from 'pino'
import type { LogLevel } from '../config.ts'

type LoggedError = {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string
  readonly cause?: LoggedError
}

const deepest = 4

export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause =
    error.cause !== undefined && depth < deepest ? { cause: loggedError(error.cause, depth + 1) } : {}
  const stack = error.stack === undefined ? {} : { stack: error.stack }
  return { type: error.name, message: error.message, ...stack, ...code, ...cause }
}

/** A request by its method and the pattern of its route: its address may hold a token or what somebody searched for. */
function loggedRequest(request: unknown): object {
  if (typeof request !== 'object' || request === null) return {}
  const method = 'method' in request ? request.method : undefined
  const options = 'routeOptions' in request ? request.routeOptions : undefined
  const route = typeof options === 'object' && options !== null && 'url' in options ? options.url : undefined
  return { method, route }
}

/** `write`: where lines go; default standard output. */
export function createLog(level: LogLevel, write?: (line: string) => void): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: loggedError, error: loggedError, req: loggedRequest, res: () => undefined },
  }
  return write === undefined ? pino(options) : pino(options, { write })
}
