/** Calls from a page in memory, and one caller whose pages connect. */
import type { WebCallFrameInput, WebCallServerFrame } from '#protocol/web-call.ts'
import type { CustomerCall, CustomerSocket, OpenChannel } from '../../channel.ts'
import { until } from '../../contract.ts'
import { MemoryHost } from '../../memory-host.ts'
import { webCallSettings, type WebCallSettings } from '../settings.ts'
import { webCall } from '../web-call.ts'

export const shop = 'https://tienda.example'

/** Settings of a shop, as an administrator leaves them. */
export function sampleSettings(change: Partial<WebCallSettings> = {}): WebCallSettings {
  return webCallSettings.parse({
    allowedOrigins: [shop],
    title: { es: 'Luz y Barro', en: 'Luz y Barro' },
    ...change,
  })
}

export const waitingCall: CustomerCall = {
  id: 'cal_1',
  state: 'waiting',
  agentName: null,
  isMuted: false,
  isRecorded: false,
  leg: 'joining',
  legId: null,
  by: null,
  startedAt: 1_000,
  answeredAt: null,
}

export class PageSocket implements CustomerSocket {
  bufferedBytes = 0
  closed: { readonly code: number; readonly reason: string } | null = null
  readonly frames: WebCallServerFrame[] = []
  #listen: (frame: string) => void = () => undefined
  readonly #closeListeners: (() => void)[] = []

  send(text: string): void {
    if (!this.closed) this.frames.push(JSON.parse(text) as WebCallServerFrame)
  }

  close(code: number, reason: string): void {
    if (this.closed) return
    this.closed = { code, reason }
    for (const listener of this.#closeListeners) listener()
  }

  onFrame(listener: (frame: string) => void): void {
    this.#listen = listener
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener)
  }

  say(frame: WebCallFrameInput): void {
    this.sayRaw(JSON.stringify(frame))
  }

  sayRaw(text: string): void {
    if (!this.closed) this.#listen(text)
  }

  ofType<Type extends WebCallServerFrame['type']>(type: Type): Extract<WebCallServerFrame, { type: Type }>[] {
    return this.frames.filter(
      (frame): frame is Extract<WebCallServerFrame, { type: Type }> => frame.type === type,
    )
  }
}

/** A host on which a call that was begun is open. */
class CallingHost extends MemoryHost {
  override async accept(...[event]: Parameters<MemoryHost['accept']>): ReturnType<MemoryHost['accept']> {
    const accepted = await super.accept(event)
    if (event.type === 'started' && accepted.kept) this.calls.set(event.user, waitingCall)
    return accepted
  }
}

export class Calling {
  readonly host = new CallingHost()
  readonly user = this.host.newId('vis')
  #open: OpenChannel | null = null

  async open(change: Partial<WebCallSettings> = {}): Promise<void> {
    await this.close()
    this.#open = await webCall.open(sampleSettings(change), this.host)
  }

  async close(): Promise<void> {
    await this.#open?.close()
  }

  /** A page that has said nothing yet. */
  connect(origin: string | null = shop, ip = '192.0.2.1'): PageSocket {
    const socket = new PageSocket()
    this.#open?.connect?.(socket, { origin, ip })
    return socket
  }

  /** A page that has said hello and was answered. */
  async enter(token = this.host.sign(this.user), ip = '192.0.2.1'): Promise<PageSocket> {
    const socket = this.connect(shop, ip)
    socket.say({ type: 'hello', token, language: 'es' })
    await until(() => socket.frames.length > 0 || socket.closed !== null, 'the page is answered')
    return socket
  }

  async ask(path: string, init: RequestInit = {}, origin: string | null = shop): Promise<Response> {
    const headers = new Headers(init.headers)
    if (origin !== null) headers.set('origin', origin)
    const request = new Request(`https://atiende.example/hooks/acc_memory/${path}`, { ...init, headers })
    return (await this.#open?.receive(request, path)) ?? new Response(null, { status: 503 })
  }

  async session(chat?: { readonly account: string; readonly token: string }): Promise<Response> {
    return await this.ask('session', { method: 'POST', body: JSON.stringify(chat ? { chat } : {}) })
  }

  /** The call of this caller becomes something else, and whoever follows is told. */
  tell(user: string, change: Partial<CustomerCall>): void {
    const call = { ...waitingCall, ...change }
    this.host.calls.set(user, call)
    this.host.customer(user).tell({ type: 'call', call })
  }
}
