/**
 * A centre that is only a web chat: the real channel on a host in memory, behind real HTTP and sockets, and beside it, on another origin, the
 * demo shop under the strictest policy a site could have. The test is the agent (`host`) and the network (`goAway`, `comeBack`).
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CustomerSocket, OpenChannel } from '#channels/channel.ts'
import { MemoryHost } from '#channels/memory-host.ts'
import { webCallSettings } from '#channels/webcall/settings.ts'
import { webCall } from '#channels/webcall/web-call.ts'
import { webChatSettings, type WebChatSettings } from '#channels/webchat/settings.ts'
import { webChat } from '#channels/webchat/web-chat.ts'

export const callAccount = 'acc_calls'
const dist = fileURLToPath(new URL('../../widget/dist/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

const label = (es: string, en: string) => ({ es, en })
const shopSettings = {
  title: label('Luz y Barro', 'Luz y Barro'),
  greeting: label(
    'Hola. Cuéntanos qué pieza te interesa o qué ha pasado con tu pedido.',
    'Hello. Tell us which piece you like, or what happened to your order.',
  ),
  preChat: [
    { key: 'name', label: label('Nombre', 'Name'), type: 'text', required: true, target: 'contact.name' },
    {
      key: 'email',
      label: label('Correo electrónico', 'E-mail'),
      type: 'email',
      required: false,
      target: 'contact.email',
    },
    {
      key: 'topic',
      label: label('¿Sobre qué?', 'What is it about?'),
      type: 'choice',
      required: true,
      target: 'case.topic',
      choices: [
        { value: 'order', label: label('Un pedido', 'An order') },
        { value: 'piece', label: label('Una pieza', 'A piece') },
        { value: 'return', label: label('Una devolución', 'A return') },
      ],
    },
    {
      key: 'privacy',
      label: label(
        'Acepto que se guarden estos datos para atenderme',
        'I agree that these data are kept to help me',
      ),
      type: 'consent',
      required: true,
      target: 'case.privacy',
    },
  ],
  files: { allowed: true, maximumBytes: 400_000, perMessage: 3, groups: ['image', 'document'] },
}

function toSocket(socket: WebSocket): CustomerSocket {
  return {
    send: (frame) => socket.send(frame),
    close: (code, reason) => socket.close(code, reason),
    onFrame: (listener) => socket.on('message', (data: Buffer) => listener(data.toString())),
    onClose: (listener) => socket.on('close', listener),
    get bufferedBytes() {
      return socket.bufferedAmount
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export class WidgetCentre {
  readonly host = new MemoryHost()
  shop = ''
  centre = ''
  #channel: OpenChannel | null = null
  #calls: OpenChannel | null = null
  #isAway = false
  #policy = ''
  readonly #lines = new Set<Socket>()
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1_048_576 })
  readonly #shopServer = createServer((request, response) => this.#serveShop(request, response))
  readonly #centreServer = createServer((request, response) => void this.#serveCentre(request, response))

  async start(change: Partial<WebChatSettings> = {}): Promise<void> {
    if (!existsSync(join(dist, 'atiende.js'))) throw new Error('The widget is not built: npm run build')
    this.shop = await listen(this.#shopServer)
    this.#centreServer.on('connection', (line) => {
      this.#lines.add(line)
      line.on('close', () => this.#lines.delete(line))
    })
    this.#centreServer.on('upgrade', (request, line, head) => this.#connect(request, line as Socket, head))
    this.centre = await listen(this.#centreServer)
    this.#channel = await webChat.open(
      webChatSettings.parse({ ...shopSettings, allowedOrigins: [this.shop], ...change }),
      this.host,
    )
    this.#calls = await webCall.open(
      webCallSettings.parse({ allowedOrigins: [this.shop], title: shopSettings.title }),
      this.host,
    )
    // No images, no styles and no evaluation of ours: only to load us and to talk to us.
    this.#policy = [
      "default-src 'none'",
      `script-src 'self' ${this.centre}`,
      `connect-src ${this.centre} ${this.centre.replace('http', 'ws')}`,
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ')
  }

  async stop(): Promise<void> {
    await this.#channel?.close()
    await this.#calls?.close()
    for (const server of [this.#shopServer, this.#centreServer]) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
  }

  /** The visitor who came last. */
  get visitor(): string {
    const user = this.host.users().at(-1)
    if (user === undefined) throw new Error('nobody has come yet')
    return user
  }

  /** Every connection breaks and no new one is taken, as when a train enters a tunnel. */
  goAway(): void {
    this.#isAway = true
    for (const line of this.#lines) line.destroy()
  }

  comeBack(): void {
    this.#isAway = false
  }

  // ---- the two servers

  #serveShop(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.shop)
    const file = pathname === '/demo' ? '/demo/index.html' : pathname
    if (!/^\/demo\/[\w/.-]+$/.test(file) || file.includes('..') || !existsSync(join(dist, file)))
      return void response.writeHead(404).end()
    const type = types[extname(file)] ?? 'application/octet-stream'
    const text = readFileSync(join(dist, file), 'utf8')
    const page = text
      .replaceAll('__ACCOUNT__', this.host.accountId)
      .replace('/widget/v1/atiende.js', `${this.centre}/widget/v1/atiende.js`)
    response
      .writeHead(200, { 'content-type': type, 'content-security-policy': this.#policy })
      .end(file.endsWith('.html') ? page : text)
  }

  async #serveCentre(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#isAway) return void request.socket.destroy()
    const address = new URL(request.url ?? '/', this.centre)
    const script = /^\/widget\/v1\/((?:atiende|call)\.js)$/.exec(address.pathname)?.[1]
    if (script !== undefined) {
      return void response
        .writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
        .end(readFileSync(join(dist, script)))
    }
    const path =
      address.pathname === '/widget/v1/config' ? 'config' : address.pathname.replace(/^\/hooks\/[^/]+\//, '')
    const { method = 'GET' } = request
    const body = method === 'GET' || method === 'OPTIONS' ? null : await readBody(request)
    const channel = address.pathname.startsWith(`/hooks/${callAccount}/`) ? this.#calls : this.#channel
    const answer = await channel?.receive(
      new Request(address, { method, headers: request.headers as Record<string, string>, body }),
      path,
    )
    if (!answer) return void response.writeHead(503).end()
    response
      .writeHead(answer.status, Object.fromEntries(answer.headers))
      .end(new Uint8Array(await answer.arrayBuffer()))
  }

  #connect(request: IncomingMessage, line: Socket, head: Buffer): void {
    if (this.#isAway) return void line.destroy()
    const channel = request.url?.startsWith(`/hooks/${callAccount}/`) ? this.#calls : this.#channel
    this.#sockets.handleUpgrade(request, line, head, (socket) => {
      channel?.connect?.(toSocket(socket), { origin: request.headers.origin ?? null, ip: '127.0.0.1' })
    })
  }
}
