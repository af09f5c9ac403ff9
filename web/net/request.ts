/** One way to ask the server over HTTP: the session's cookie, JSON both ways, a time limit, and problems as values. */
import type { Language } from '#protocol/text.ts'
import { offline, problemOf, type Answer } from './problem.ts'

const timeoutMs = 20_000

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type AskMore = {
  /** Goes on when the page goes. Browsers allow it for small bodies only. */
  readonly keepAlive?: boolean
}

export type Ask = <Value>(
  method: Method,
  path: string,
  body?: object,
  more?: AskMore,
) => Promise<Answer<Value>>

export function createAsk(languageNow: () => Language): Ask {
  return async <Value>(
    method: Method,
    path: string,
    body?: object,
    { keepAlive = false }: AskMore = {},
  ): Promise<Answer<Value>> => {
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': languageNow() }
    // A body is sent even when there is nothing to say: a form of a foreign page cannot send this type.
    if (method !== 'GET') headers['content-type'] = 'application/json'
    const text = method === 'GET' ? '' : JSON.stringify(body ?? {})
    try {
      const response = await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(timeoutMs),
        // What a body may have, in the worst case of three bytes for each character.
        keepalive: keepAlive && text.length < 20_000,
        ...(method === 'GET' ? {} : { body: text }),
      })
      const answer: unknown = response.status === 204 ? null : await bodyOf(response)
      return response.ok
        ? { ok: true, value: answer as Value }
        : { ok: false, problem: withRetry(problemOf(response.status, answer), response) }
    } catch {
      return { ok: false, problem: offline }
    }
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function withRetry(problem: ReturnType<typeof problemOf>, response: Response): ReturnType<typeof problemOf> {
  if (problem.code !== 'too-many-requests' || 'seconds' in problem.details) return problem
  const header = response.headers.get('retry-after') ?? response.headers.get('x-retry-after')
  const seconds = Number(header)
  return { code: problem.code, details: { seconds: header && Number.isFinite(seconds) ? seconds : 30 } }
}
