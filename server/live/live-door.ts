/**
 * `GET /api/v1/live`: the agents' sockets of this node. Connecting makes the agent online; while any page is connected, the agent's dead man's switch is moved
 * forward, and when nobody moves it any more the agent counts as lost (P13).
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AgentId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import { heartbeatMs } from '#protocol/live.ts'
import { WebSocketServer, type WebSocket } from 'ws'
import { agentConnected, lostTimers } from '../act/presence-acts.ts'
import type { Context } from '../context.ts'
import { isForeign } from '../http/same-origin.ts'
import type { Asking, Authenticate, SignedIn } from '../http/signed-in.ts'
import { dropPage, keepPages, type ConnectedPage } from '../store/agent-page-row.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import { readInteraction } from '../store/interaction-record.ts'
import type { PresenceRecord } from '../store/presence-record.ts'
import { setTimers } from '../store/timer-row.ts'
import type { EventTail } from '../work/event-tail.ts'
import { openAgentSession, type AgentSession } from './agent-session.ts'
import { isListed, seesAll, type Viewer } from './concern.ts'
import { toInteractionView } from '../present/interaction-view.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { createQueueBoard } from './queue-board.ts'
import type { SignalBus } from './signal-bus.ts'

export interface LiveDoor {
  /** Takes over an upgrade request to the live socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Pages connected here. */
  readonly size: number
  /** Of these, one agent's. */
  pagesOf(agentId: AgentId): number
  /** Ends every connection of a session (signed out on that device). */
  dismiss(sessionId: string): void
  close(): Promise<void>
}

type CameAs = { readonly sessionId: string; readonly asking: Asking }

const longestFrameBytes = 64 * 1024
const framesPerSecond = 20

export type LiveParts = {
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly authenticate: Authenticate
  readonly originOf: (request: IncomingMessage) => string
}

export function openLiveDoor(context: Context, { tail, bus, authenticate, originOf }: LiveParts): LiveDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrameBytes,
    perMessageDeflate: false,
  })
  const board = createQueueBoard()
  const sessions = new Map<WebSocket, AgentSession>()
  /** As whom each page came in. */
  const cameAs = new WeakMap<AgentSession, CameAs>()
  /** The sessions of pages on the threshold: written down already, not connected yet. */
  const arriving = new Set<CameAs>()
  const doorId = randomUUID()

  const unfollow = tail.follow((events) => {
    for (const session of sessions.values()) session.learn(events)
    for (const event of events) if (event.type === 'agent-changed') comeBack(event)
  })
  const unlisten = context.configuration.onChange(refreshViewers)
  const silence = bus.on((message) => {
    if (message.to === 'customer' || message.to === 'customers') return
    if (message.to === 'queues' || message.to === 'queue-reasons') {
      if (board.learn(message)) for (const session of sessions.values()) session.sendText(board.frameFor)
      return
    }
    for (const session of sessions.values()) {
      if (
        message.agentIds.includes(session.viewer.agentId) ||
        (message.to === 'agents' && seesAll(session.viewer))
      )
        session.send({ type: 'signal', signal: message.signal })
    }
  })
  const heart = setInterval(beat, heartbeatMs)
  let switchTimer = setTimeout(keepAlive, 0)

  function viewerOf(who: Pick<SignedIn, 'agentId'>): Viewer | null {
    const agent = context.configuration.agent(who.agentId)
    if (!agent || agent.archivedAt !== null) return null
    return {
      agentId: who.agentId,
      role: agent.role,
      queueIds: new Set(agent.queues.map(({ queueId }) => queueId)),
    }
  }

  /** Somebody's queues or role may have changed: those pages start anew with what they may see now. */
  function refreshViewers(): void {
    for (const session of sessions.values()) {
      const next = viewerOf(session.viewer)
      const { viewer } = session
      if (!next) session.bye('signed-out')
      else if (next.role !== viewer.role || !isSameSet(next.queueIds, viewer.queueIds)) {
        session.changeViewer(next)
      }
    }
  }

  function beat(): void {
    const at = context.now()
    for (const session of sessions.values()) {
      session.beat(at)
      checkSession(session).catch((error: unknown) =>
        context.log.warn({ err: error }, 'Whether a page is still signed in could not be asked.'),
      )
    }
  }

  /** A page does not outlive its session, wherever and by whomever that was ended. */
  async function checkSession(session: AgentSession): Promise<void> {
    const came = cameAs.get(session)
    const who = came ? await authenticate(came.asking) : null
    if (who?.agentId !== session.viewer.agentId) session.bye('signed-out')
  }

  /** Taken for lost while a page was connected here all the time: this server or the database was away. */
  function comeBack({ agentId, body }: LoggedEvent): void {
    // The body is what this server's own acts have written.
    const { presence } = (body as { own: PresenceRecord }).own
    if (agentId === null || presence.online || presence.beforeLost === null) return
    if (![...sessions.values()].some((session) => session.viewer.agentId === agentId)) return
    agentConnected(context, agentId).catch((error: unknown) =>
      context.log.error({ err: error }, 'A connected agent could not be brought back.'),
    )
  }

  function keepAlive(): void {
    const pages = connected()
    const agentIds = [...new Set(pages.map(({ agentId }) => agentId))]
    Promise.all([
      setTimers(context.database, lostTimers(context, agentIds)),
      keepPages(context.database, doorId, pages, context.now()),
    ]).catch((error: unknown) => context.log.warn({ err: error }, 'Connected agents could not be noted.'))
    switchTimer = setTimeout(keepAlive, Math.min(heartbeatMs, context.configuration.centre().lostAfterMs / 3))
  }

  function connected(): ConnectedPage[] {
    return [...sessions.values()].flatMap((session) => {
      const came = cameAs.get(session)
      return came ? [{ agentId: session.viewer.agentId, sessionId: came.sessionId }] : []
    })
  }

  /** The last page of a session is gone: signing out elsewhere need not think of it. */
  function leave(sessionId: string): void {
    if ([...connected(), ...arriving].some((page) => page.sessionId === sessionId)) return
    dropPage(context.database, doorId, sessionId).catch((error: unknown) =>
      context.log.warn({ err: error }, 'That a page left could not be noted.'),
    )
  }

  function admit(socket: WebSocket, viewer: Viewer, came: CameAs): void {
    const session = openAgentSession(context, tail, socket, viewer, board.frameFor)
    sessions.set(socket, session)
    cameAs.set(session, came)
    let allowance = framesPerSecond
    const refill = setInterval(() => (allowance = framesPerSecond), 1_000)
    socket.on('message', (data, isBinary) => {
      allowance -= 1
      if (allowance < 0 || isBinary) return session.bye('bad-frame')
      // `ws` gives text frames as buffers.
      const frame = session.receive((data as Buffer).toString('utf8'))
      if (frame?.type === 'typing') typing(session.viewer, frame.interactionId, frame.on)
    })
    socket.on('close', () => {
      clearInterval(refill)
      sessions.delete(socket)
      leave(came.sessionId)
    })
    socket.on('error', () => socket.terminate())
  }

  function typing(viewer: Viewer, interactionId: Parameters<typeof readInteraction>[1], on: boolean): void {
    readInteraction(context.database, interactionId)
      .then((record) => {
        if (!record || !isListed(viewer, toInteractionView(record))) return
        const { accountId } = record.interaction
        const owner = ownerOf(record.interaction)
        if (!owner) return
        if (owner === viewer.agentId)
          bus.send({
            to: 'customer',
            customer: `${accountId}|${record.externalUser}`,
            news: { type: 'typing', on },
          })
        // Supervisors hear of all; the owner of a supervisor who writes there.
        bus.send({
          to: 'agents',
          interactionId,
          agentIds: owner === viewer.agentId ? [] : [owner],
          signal: { type: 'agent-typing', interactionId, agentId: viewer.agentId, on },
        })
      })
      .catch((error: unknown) => context.log.warn({ err: error }, 'A typing hint was dropped.'))
  }

  async function welcome(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const who = !isForeign(request.headers, originOf(request)) ? await authenticate(request) : null
    const viewer = who ? viewerOf(who) : null
    if (!who || !viewer) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const came: CameAs = { sessionId: who.sessionId, asking: { headers: request.headers } }
    arriving.add(came)
    try {
      // Known before the agent is online: whoever signs out on another device now finds this one.
      const page = { agentId: viewer.agentId, sessionId: came.sessionId }
      await keepPages(context.database, doorId, [page], context.now())
      if (isRefusal(await agentConnected(context, viewer.agentId))) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (opened) =>
        // What this person may see may have changed meanwhile.
        admit(opened, viewerOf(viewer) ?? viewer, came),
      )
    } finally {
      arriving.delete(came)
      // It did not come in after all.
      leave(came.sessionId)
    }
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      welcome(request, socket, head).catch((error: unknown) => {
        context.log.error({ err: error }, 'A live connection could not be opened.')
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      })
    },
    get size() {
      return sessions.size
    },
    pagesOf: (agentId) =>
      [...sessions.values()].filter((session) => session.viewer.agentId === agentId).length,
    dismiss(sessionId) {
      for (const [socket, session] of sessions) {
        if (cameAs.get(session)?.sessionId !== sessionId) continue
        // Not counted among the connected from now on, however long the socket takes to close.
        sessions.delete(socket)
        session.bye('signed-out')
      }
    },
    async close() {
      clearInterval(heart)
      clearTimeout(switchTimer)
      unfollow()
      unlisten()
      silence()
      for (const session of sessions.values()) session.bye('shutting-down')
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}
