/** A robot's way to the server: the routes and the live socket that an agent's page uses, with a session of its own. */
import type { InteractionId } from '#core/id.ts'
import type { AskState } from '#protocol/agent-state.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ClientFrame, LiveEvent, ServerFrame } from '#protocol/live.ts'
import type { FileView, MessageView } from '#protocol/message.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { WebSocket } from 'ws'
import type { Attachment } from '../attachment/attachment.ts'

export type Act = 'accept' | 'transfer' | 'end' | 'disposition' | 'close' | 'read'

export interface Desk {
  workspace(): Promise<Workspace>
  /** Null: refused, because something has changed meanwhile. */
  act(id: InteractionId, act: Act, body?: object): Promise<InteractionView | null>
  messages(id: InteractionId): Promise<readonly MessageView[]>
  say(id: InteractionId, text: string, files: readonly FileView[]): Promise<boolean>
  upload(attachment: Attachment): Promise<FileView | null>
  askState(wish: AskState): Promise<void>
  typing(id: InteractionId, on: boolean): void
  close(): Promise<void>
}

export type Listening = {
  readonly onSnapshot: (interactions: readonly InteractionView[]) => void
  readonly onEvent: (event: LiveEvent) => void
  readonly onLost: () => void
}

const typingEveryMs = 2_500

/** `link`: a one-time sign-in link; it is used up here. */
export async function openDesk(server: string, link: string, listening: Listening): Promise<Desk> {
  const opened = await fetch(`${server}${new URL(link).pathname}`, { redirect: 'manual' })
  const session = opened.headers.getSetCookie().find((one) => one.startsWith('atiende.session_token='))
  const cookie = session?.split(';', 1)[0]
  if (cookie === undefined) throw new Error(`The sign-in link was answered ${opened.status} and no session.`)

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${server}/api/v1${path}`, {
      method,
      headers: { cookie: cookie ?? '', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (response.ok) return text === '' ? {} : JSON.parse(text)
    if (response.status < 500) return null
    throw new Error(`The server answered ${response.status} for ${path}.`)
  }

  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/api/v1/live`, { headers: { cookie } })
  const toldTypingAt = new Map<InteractionId, number>()
  const send = (frame: ClientFrame): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }
  let seated = (): void => undefined
  const atDesk = new Promise<void>((resolve) => (seated = resolve))
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      listening.onLost()
      resolve()
    })
  })
  socket.on('open', () => send({ type: 'subscribe', after: null }))
  socket.on('message', (data) => {
    // `ws` gives text frames as buffers; what the server sends is written in protocol/live.ts.
    const frame = JSON.parse((data as Buffer).toString('utf8')) as ServerFrame
    if (frame.type === 'ping') send({ type: 'pong' })
    if (frame.type === 'snapshot') {
      listening.onSnapshot(frame.interactions)
      seated()
    }
    if (frame.type === 'events') frame.events.forEach(listening.onEvent)
  })
  // What goes wrong ends in a close.
  socket.on('error', () => undefined)
  // Only then is the agent there, and may ask for a state.
  await Promise.race([atDesk, closed])

  // What the routes answer is written in protocol/ beside their requests.
  return {
    workspace: async () => (await ask('GET', '/workspace')) as Workspace,
    async act(id, act, body) {
      const answer = (await ask('POST', `/interactions/${id}/${act}`, body)) as {
        interaction: InteractionView
      } | null
      return answer?.interaction ?? null
    },
    async messages(id) {
      const answer = (await ask('GET', `/interactions/${id}/messages?limit=200`)) as {
        messages: MessageView[]
      } | null
      return answer?.messages ?? []
    },
    async say(id, text, files) {
      const fileIds = files.map((file) => file.id)
      return (
        (await ask('POST', `/interactions/${id}/messages`, {
          clientId: crypto.randomUUID(),
          text,
          fileIds,
        })) !== null
      )
    },
    async upload({ name, bytes }) {
      const body = new FormData()
      body.append('file', new Blob([new Uint8Array(bytes)]), name)
      const response = await fetch(`${server}/api/v1/files`, { method: 'POST', headers: { cookie }, body })
      return response.ok ? ((await response.json()) as { file: FileView }).file : null
    },
    async askState(wish) {
      await ask('POST', '/me/state', wish)
    },
    typing(interactionId, on) {
      const toldAt = toldTypingAt.get(interactionId)
      if (on && toldAt !== undefined && Date.now() - toldAt < typingEveryMs) return
      if (on) toldTypingAt.set(interactionId, Date.now())
      else toldTypingAt.delete(interactionId)
      send({ type: 'typing', interactionId, on })
    },
    async close() {
      socket.close()
      const tooLate = setTimeout(() => socket.terminate(), 1_000)
      await closed
      clearTimeout(tooLate)
    },
  }
}
