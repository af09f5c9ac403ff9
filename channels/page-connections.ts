/** The connections of visitors' pages to one account: who may connect, how many from one address, and the beat that finds those that are gone. */
import { allowsOrigin } from './allowed-origin.ts'
import type { CustomerSocket, OpenChannel } from './channel.ts'
import { pingEveryMs, type Bye } from './page-line.ts'

export interface PageConnection {
  beat(): void
  end(reason: Bye): void
}

export interface PageConnections {
  readonly connect: NonNullable<OpenChannel['connect']>
  readonly isOpen: boolean
  close(): void
}

export function pageConnections({
  settings,
  begin,
  onBeat,
}: {
  readonly settings: {
    readonly allowedOrigins: readonly string[]
    readonly limits: { readonly connectionsPerAddress: number }
  }
  readonly begin: (socket: CustomerSocket, ip: string, onEnd: () => void) => PageConnection
  readonly onBeat: () => void
}): PageConnections {
  const connections = new Set<PageConnection>()
  const ofAddress = new Map<string, number>()
  let isOpen = true
  const heart = setInterval(() => {
    for (const one of connections) one.beat()
    onBeat()
  }, pingEveryMs)

  return {
    get isOpen() {
      return isOpen
    },
    connect(socket, { origin, ip }) {
      if (!isOpen) return socket.close(1001, 'shutting-down')
      if (!allowsOrigin(settings, origin)) return socket.close(1008, 'foreign-origin')
      const held = ofAddress.get(ip) ?? 0
      if (held >= settings.limits.connectionsPerAddress) return socket.close(1013, 'too-many-connections')
      ofAddress.set(ip, held + 1)
      const one = begin(socket, ip, () => {
        connections.delete(one)
        const left = (ofAddress.get(ip) ?? 1) - 1
        if (left > 0) ofAddress.set(ip, left)
        else ofAddress.delete(ip)
      })
      connections.add(one)
    },
    close() {
      isOpen = false
      clearInterval(heart)
      for (const one of connections) one.end('shutting-down')
    },
  }
}
