/** `/hooks/<account id>/live`: customers' own connections, handed to the channel of that account as plain text frames. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { CustomerSocket } from '#channels/channel.ts'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ChannelAccounts } from '../channel-host/channel-accounts.ts'

export interface CustomerDoor {
  /** False: the request is not for a customer's connection. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, ip: string): boolean
  readonly size: number
  close(): Promise<void>
}

/** What is far too long still comes through to be refused in words; only what nobody types is cut off. */
const longestFrameBytes = 1024 * 1024
const mostPerAddress = 200

export function openCustomerDoor(accounts: Pick<ChannelAccounts, 'connect'>): CustomerDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrameBytes,
    perMessageDeflate: false,
  })
  const perAddress = new Map<string, number>()

  function admit(socket: WebSocket, accountId: string, request: IncomingMessage, ip: string): void {
    perAddress.set(ip, (perAddress.get(ip) ?? 0) + 1)
    socket.on('close', () => {
      const left = (perAddress.get(ip) ?? 1) - 1
      if (left > 0) perAddress.set(ip, left)
      else perAddress.delete(ip)
    })
    socket.on('error', () => socket.terminate())
    const taken = accounts.connect(accountId, toCustomerSocket(socket), {
      origin: request.headers.origin ?? null,
      ip,
    })
    if (!taken) socket.close(1008, 'not-found')
  }

  return {
    upgrade(request, socket, head, ip) {
      const accountId = /^\/hooks\/([\w-]{1,64})\/live(?:\?|$)/.exec(request.url ?? '')?.[1]
      if (!accountId) return false
      if ((perAddress.get(ip) ?? 0) >= mostPerAddress) {
        socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return true
      }
      server.handleUpgrade(request, socket, head, (opened) => admit(opened, accountId, request, ip))
      return true
    },
    get size() {
      return server.clients.size
    },
    async close() {
      for (const client of server.clients) client.close(1001, 'shutting-down')
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function toCustomerSocket(socket: WebSocket): CustomerSocket {
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame)
    },
    close: (code, reason) => socket.close(code, reason),
    onFrame: (listener) => {
      socket.on('message', (data, isBinary) => {
        // `ws` gives text frames as buffers.
        if (isBinary) socket.close(1003, 'text-only')
        else listener((data as Buffer).toString('utf8'))
      })
    },
    onClose: (listener) => socket.on('close', listener),
    get bufferedBytes() {
      return socket.bufferedAmount
    },
  }
}
