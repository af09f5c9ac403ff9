import { WebSocket, type ClientOptions } from 'ws'

/** A socket as the page and the widget take it, with headers that a browser would send. */
export interface OpenWire {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

export function openWire(url: string, options: ClientOptions): OpenWire {
  const socket = new WebSocket(url, options)
  const wire: OpenWire = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text)
    },
    close: () => socket.close(),
  }
  socket.on('open', () => wire.onopen?.())
  socket.on('message', (data) => wire.onmessage?.({ data: (data as Buffer).toString('utf8') }))
  socket.on('close', () => wire.onclose?.())
  // A close follows.
  socket.on('error', () => undefined)
  return wire
}
