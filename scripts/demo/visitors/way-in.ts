/** How a visitor's page reaches the server: the widget's own addresses, from a page of the shop. */
import type { FileView } from '#protocol/message.ts'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { Wire } from '#widget/net/line.ts'
import { WebSocket } from 'ws'
import type { Attachment } from '../attachment/attachment.ts'

export interface WayIn {
  config(): Promise<WidgetConfig>
  session(): Promise<string>
  upload(attachment: Attachment, token: string): Promise<FileView>
  dial(): Wire
  /** The network is gone for a moment; the page notices and comes back. */
  cut(): void
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok)
    throw new Error(`The chat answered ${response.status} for ${new URL(response.url).pathname}.`)
  // What the widget's routes answer is written in protocol/widget.ts.
  return (await response.json()) as Answer
}

/** `server`: as `http://127.0.0.1:8080`; `origin`: of the page that carries the chat. */
export function openWayIn(server: string, account: string, origin: string): WayIn {
  const hooks = `${server}/hooks/${account}`
  const headers = { origin }
  let open: WebSocket | null = null
  return {
    config: async () =>
      await answerOf(await fetch(`${server}/widget/v1/config?account=${account}`, { headers })),
    async session() {
      const made = await fetch(`${hooks}/session`, { method: 'POST', headers })
      return (await answerOf<{ token: string }>(made)).token
    },
    async upload({ name, bytes }, token) {
      const body = new FormData()
      body.append('file', new Blob([new Uint8Array(bytes)]), name)
      const sent = await fetch(`${hooks}/files`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token}` },
        body,
      })
      return (await answerOf<{ file: FileView }>(sent)).file
    },
    dial() {
      const socket = new WebSocket(`${hooks.replace(/^http/, 'ws')}/live`, { headers })
      open = socket
      const wire: Wire = {
        onopen: null,
        onmessage: null,
        onclose: null,
        send: (text) => {
          if (socket.readyState === socket.OPEN) socket.send(text)
        },
        close: () => socket.close(),
      }
      socket.on('open', () => wire.onopen?.())
      // `ws` gives text frames as buffers.
      socket.on('message', (data) => wire.onmessage?.({ data: (data as Buffer).toString('utf8') }))
      socket.on('close', () => wire.onclose?.())
      // What goes wrong ends in a close, and the page dials again.
      socket.on('error', () => undefined)
      return wire
    },
    cut: () => open?.terminate(),
  }
}
