/** A web chat in memory, and one visitor whose pages connect to it. */
import type { OpenChannel } from '../../channel.ts'
import { until } from '../../contract.ts'
import { MemoryHost } from '../../memory-host.ts'
import type { WebChatSettings } from '../settings.ts'
import { webChat } from '../web-chat.ts'
import { MemorySocket } from './memory-socket.ts'
import { sampleSettings, shop } from './sample-settings.ts'

export class Visit {
  readonly host = new MemoryHost()
  readonly user = this.host.newId('vis')
  #open: OpenChannel | null = null

  async open(change: Partial<WebChatSettings> = {}): Promise<void> {
    await this.close()
    this.#open = await webChat.open(sampleSettings(change), this.host)
  }

  async close(): Promise<void> {
    await this.#open?.close()
  }

  /** A page that has said nothing yet. */
  connect(origin: string | null = shop, ip = '192.0.2.1'): MemorySocket {
    const socket = new MemorySocket()
    this.#open?.connect?.(socket, { origin, ip })
    return socket
  }

  /** A page that has said hello and was answered. */
  async enter(after = 0, token = this.host.sign(this.user)): Promise<MemorySocket> {
    const socket = this.connect()
    socket.say({ type: 'hello', token, after, language: 'es' })
    await until(() => socket.frames.length > 0 || socket.closed !== null, 'the page is answered')
    return socket
  }
}

export function say(socket: MemorySocket, clientId: string, text = clientId): void {
  socket.say({ type: 'say', clientId, text })
}
