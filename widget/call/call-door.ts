/** The way to the centre over HTTP, for calls: configuration and session. */
import type { WebCallConfig } from '#protocol/web-call.ts'

export interface CallDoor {
  config(): Promise<WebCallConfig>
  /** As the visitor of this chat; as somebody new where the chat's session is not known any more. */
  session(chat: { readonly account: string; readonly token: string }): Promise<string>
  liveAddress(): string
}

const unknownSession = 401

export function callDoor(server: string, account: string): CallDoor {
  const hooks = `${server}/hooks/${account}`

  async function ask(path: string, init: RequestInit): Promise<Response> {
    return await fetch(`${hooks}/${path}`, { credentials: 'omit', ...init })
  }

  async function read<Answer>(response: Response): Promise<Answer> {
    if (!response.ok) throw new Error(`${response.status} ${response.url}`)
    return (await response.json()) as Answer
  }

  const newSession = (body: object): Promise<Response> =>
    ask('session', { method: 'POST', body: JSON.stringify(body) })

  return {
    config: async () => await read<WebCallConfig>(await ask('config', {})),
    async session(chat) {
      const known = await newSession({ chat })
      const answer = known.status === unknownSession ? await newSession({}) : known
      return (await read<{ token: string }>(answer)).token
    },
    liveAddress: () => `${hooks.replace(/^http/, 'ws')}/live`,
  }
}
