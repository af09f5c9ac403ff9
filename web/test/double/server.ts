/** The double's doors: the built page under a strict content security policy, the routes of the API and the live socket. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import type { AgentId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import { errors, errorText, type ErrorCode } from '#protocol/error.ts'
import type { ClientFrame, ServerFrame } from '#protocol/live.ts'
import { answerApi, type Reply, type Session } from './api.ts'
import { callsOf } from './call.ts'
import { Centre } from './centre.ts'
import { people } from './configuration.ts'
import { firstOfLists } from './lists.ts'

/** Several people may look at pages they have built elsewhere. */
const dist = process.env['DOUBLE_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

export type Double = {
  readonly centre: Centre
  readonly address: string
  readonly session: Session
  /** Cuts every live line, and refuses new ones and every request while `isDown`. */
  setDown(isDown: boolean): void
  close(): Promise<void>
}

export async function startDouble(port = 0): Promise<Double> {
  const centre = new Centre()
  const session: Session = { centre, needsSetup: false, preferences: new Map(), asked: [] }
  let isDown = false
  const lines = new Map<WebSocket, { readonly agentId: AgentId; sentUpTo: number | null }>()

  const server = createServer((request, response) => {
    if (isDown) {
      request.socket.destroy()
      return
    }
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double')
    if (!url.pathname.startsWith('/api/')) return await servePage(url.pathname, response)
    const reply = await answerApi(session, request, url, agentOf(request))
    send(request, response, reply)
  }

  function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    if (reply.cookie !== undefined)
      response.setHeader('set-cookie', `double=${reply.cookie}; Path=/; HttpOnly; SameSite=Lax`)
    if (reply.bytes) {
      const { length } = reply.bytes
      const [, start = 0, end = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
      const range = { start: Number(start), end: end === '' ? length - 1 : Number(end) }
      response.writeHead(request.headers.range ? 206 : 200, {
        'content-type': reply.mime ?? 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        'content-length': range.end - range.start + 1,
        ...(request.headers.range ? { 'content-range': `bytes ${range.start}-${range.end}/${length}` } : {}),
      })
      response.end(reply.bytes.subarray(range.start, range.end + 1))
      return
    }
    const body = reply.body ?? {}
    if (!isRefusal(body)) {
      response
        .writeHead(reply.status ?? 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body))
      return
    }
    const code = (Object.hasOwn(errors, body.refused) ? body.refused : 'wrong-state') as ErrorCode
    const language = request.headers['accept-language'] === 'en' ? 'en' : 'es'
    const error = { code, message: errorText(code, language, body.details), details: body.details }
    response
      .writeHead(errors[code].status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error }))
  }

  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const agentId = agentOf(request)
    if (isDown || !agentId) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (line) => open(line, agentId))
  })

  function open(line: WebSocket, agentId: AgentId): void {
    lines.set(line, { agentId, sentUpTo: null })
    line.on('message', (data: Buffer) => heard(line, JSON.parse(data.toString()) as ClientFrame))
    line.on('close', () => lines.delete(line))
  }

  function heard(line: WebSocket, frame: ClientFrame): void {
    const state = lines.get(line)
    if (!state) return
    session.asked.push(frame)
    if (frame.type !== 'subscribe') return
    if (!centre.presences.get(state.agentId)?.presence.online)
      centre.presence(state.agentId, { type: 'signed-in' })
    if (frame.after !== null) {
      state.sentUpTo = Number(frame.after)
      deliver(line)
      return
    }
    state.sentUpTo = centre.log.length
    const own = centre.presences.get(state.agentId)
    if (!own) return
    const first = firstOfLists(centre, state.agentId)
    say(line, {
      type: 'snapshot',
      moreWaiting: first.next,
      cursor: String(centre.log.length),
      at: Date.now(),
      own,
      agents: people.map(({ id }) => centre.stateOf(id)),
      interactions: first.interactions,
      calls: callsOf(centre).seen(state.agentId),
    })
  }

  function deliver(line: WebSocket): void {
    const state = lines.get(line)
    if (!state || state.sentUpTo === null) return
    const after = state.sentUpTo
    state.sentUpTo = centre.log.length
    const events = centre.log.slice(after).filter((one) => one.concerns(state.agentId))
    say(line, {
      type: 'events',
      cursor: String(centre.log.length),
      at: Date.now(),
      events: events.map(({ event }) => event),
    })
  }

  const say = (line: WebSocket, frame: ServerFrame): void => line.send(JSON.stringify(frame))
  centre.onChange = () => {
    for (const line of lines.keys()) deliver(line)
  }
  centre.onSignal = (signal, to = () => true) => {
    for (const [line, { agentId }] of lines) if (to(agentId)) say(line, { type: 'signal', signal })
  }
  const heartbeat = setInterval(() => {
    for (const line of lines.keys()) say(line, { type: 'ping', at: Date.now() })
  }, 15_000)

  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', ready)
  })
  return {
    centre,
    session,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setDown(down) {
      isDown = down
      if (down) for (const line of lines.keys()) line.terminate()
    },
    async close() {
      clearInterval(heartbeat)
      centre.close()
      for (const line of lines.keys()) line.terminate()
      server.closeAllConnections()
      await new Promise((closed) => {
        server.close(closed)
      })
    },
  }
}

function agentOf(request: IncomingMessage): AgentId | null {
  const cookie = /(?:^|; )double=(agt_\w+)/.exec(request.headers.cookie ?? '')?.[1]
  return people.find(({ id }) => id === cookie)?.id ?? null
}

async function servePage(path: string, response: ServerResponse): Promise<void> {
  const wanted = normalize(path === '/' ? '/index.html' : path)
  try {
    const bytes = await readFile(join(dist, wanted))
    response.writeHead(200, {
      'content-type': mimes[extname(wanted)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    response.end(bytes)
  } catch {
    response.writeHead(404).end()
  }
}
