/** Somebody signed in, asking the API over HTTP as the page does. What fails is a value with the code of the error registry. */
import type { AgentId } from '#core/id.ts'
import { offline, problemOf, type Answer } from '#web/net/problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Session {
  readonly id: AgentId
  readonly cookie: string
  ask<Value>(method: Method, path: string, body?: object): Promise<Answer<Value>>
  /** The value; throws when it was refused. */
  must<Value>(method: Method, path: string, body?: object): Promise<Value>
}

const timeoutMs = 20_000

export function openSession(url: string, id: AgentId, cookie: string): Session {
  async function ask<Value>(method: Method, path: string, body?: object): Promise<Answer<Value>> {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { cookie, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      })
      const text = await response.text()
      const answer: unknown = text === '' ? null : JSON.parse(text)
      return response.ok
        ? { ok: true, value: answer as Value }
        : { ok: false, problem: problemOf(response.status, answer) }
    } catch {
      return { ok: false, problem: offline }
    }
  }

  return {
    id,
    cookie,
    ask,
    async must<Value>(method: Method, path: string, body?: object) {
      const answer = await ask<Value>(method, path, body)
      if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer.problem)}`)
      return answer.value
    },
  }
}

/** The session's cookie in an answer, as a browser sends it back. */
export function cookieOf(headers: Headers): string {
  const cookie = headers.getSetCookie().find((one) => one.startsWith('atiende.session_token='))
  if (cookie === undefined) throw new Error('Nobody was signed in by this answer.')
  return cookie.split(';')[0] ?? ''
}

/** The same session for a browser. */
export function browserCookie(
  { cookie }: Session,
  url: string,
): { name: string; value: string; url: string } {
  const [name = '', ...value] = cookie.split('=')
  return { name, value: value.join('='), url }
}
