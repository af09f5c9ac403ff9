/**
 * One page's connection. It is subscribed at the tail's place, catches up from the log (or gets a snapshot) while newer events wait in line, and from then
 * on is sent each batch that concerns it. A page that does not take its frames is cut off: it comes back and asks for what it missed.
 */
import type { AgentId } from '#core/id.ts'
import {
  clientFrame,
  type ClientFrame,
  type Cursor,
  type LiveEvent,
  type ServerFrame,
} from '#protocol/live.ts'
import type { Context } from '../context.ts'
import { toAgentStateView } from '../present/agent-state-view.ts'
import { openCallsFor } from '../present/open-calls.ts'
import { firstOfLists } from '../present/interaction-list.ts'
import {
  fromCursor,
  isBefore,
  readEventsBetween,
  readOldestPlace,
  toCursor,
  type LoggedEvent,
  type Place,
} from '../store/event-log.ts'
import { readPresences } from '../store/presence-record.ts'
import type { EventTail } from '../work/event-tail.ts'
import { concerns, isConfigurationOf, toLiveEvent, type Viewer } from './concern.ts'

/** What a session needs of its socket. */
export interface FrameSocket {
  send(frame: string): void
  close(code: number, reason: string): void
  readonly bufferedAmount: number
}

/** A frame's text for this person, or null. */
export type TextFor = (viewer: Viewer) => string | null

export interface AgentSession {
  readonly viewer: Viewer
  /** A frame that the page sent; answers what it asks of others (typing), else null. */
  receive(text: string): ClientFrame | null
  /** A batch of the tail. */
  learn(events: readonly LoggedEvent[]): void
  send(frame: ServerFrame): void
  /** A frame written for several at once; null: nothing for this one. */
  sendText(textFor: TextFor): void
  /** Other queues or another role: the page gets a fresh snapshot of what it may see now. */
  changeViewer(viewer: Viewer): void
  bye(reason: Extract<ServerFrame, { type: 'bye' }>['reason']): void
  /** No pong came since the last two pings. */
  beat(at: number): void
}

/** Of what comes after a snapshot, which may itself be larger. */
const mostBufferedBytes = 4 * 1024 * 1024
const longestCatchUp = 5_000

type Phase =
  | { readonly name: 'silent' }
  | { readonly name: 'catching-up'; readonly waiting: LoggedEvent[] }
  | { readonly name: 'live' }
  | { readonly name: 'over' }

export function openAgentSession(
  context: Context,
  tail: EventTail,
  socket: FrameSocket,
  first: Viewer,
  /** What is told besides, once the page is up to date: signals are not kept. */
  greeting: TextFor = () => null,
): AgentSession {
  let viewer = first
  let phase: Phase = { name: 'silent' }
  let missedBeats = 0
  /** Of the last snapshot, until it was taken. */
  let snapshotBytes = 0

  function send(frame: ServerFrame): void {
    sendText(JSON.stringify(frame), frame.type === 'snapshot')
  }

  function sendText(text: string, isSnapshot = false): void {
    if (phase.name === 'over') return
    socket.send(text)
    if (isSnapshot) snapshotBytes = Buffer.byteLength(text)
    else if (socket.bufferedAmount <= mostBufferedBytes) snapshotBytes = 0
    if (socket.bufferedAmount > mostBufferedBytes + snapshotBytes) bye('too-slow')
  }

  function bye(reason: Extract<ServerFrame, { type: 'bye' }>['reason']): void {
    if (phase.name === 'over') return
    if (reason !== 'too-slow') socket.send(JSON.stringify({ type: 'bye', reason } satisfies ServerFrame))
    phase = { name: 'over' }
    socket.close(
      reason === 'signed-out' ? 4401 : reason === 'bad-frame' ? 4400 : reason === 'too-slow' ? 4408 : 1001,
      reason,
    )
  }

  function sendEvents(
    events: readonly LoggedEvent[],
    upTo: Place | undefined = events.at(-1),
    evenNone = false,
  ): void {
    if (!upTo) return
    const shown: LiveEvent[] = []
    for (const event of events) {
      const live = concerns(viewer, event) ? toLiveEvent(viewer, event) : null
      if (live) shown.push(live)
    }
    if (shown.length > 0 || evenNone)
      send({ type: 'events', cursor: toCursor(upTo), at: context.now(), events: shown })
  }

  async function subscribe(after: Cursor | null): Promise<void> {
    const waiting: LoggedEvent[] = []
    phase = { name: 'catching-up', waiting }
    const here = tail.place()
    const missed = after === null ? null : await readMissed(context, viewer.agentId, after, here)
    const snapshot = missed ? null : await readSnapshot(here)
    // Cut off meanwhile, or begun anew because somebody may see something else now.
    if (phase.name !== 'catching-up' || phase.waiting !== waiting) return
    if (missed) sendEvents(missed, here, true)
    else if (snapshot) send(snapshot)
    else return bye('signed-out')
    // Nothing can come between: the tail hands out synchronously.
    sendEvents(waiting)
    if (phase.name !== 'catching-up') return
    phase = { name: 'live' }
    const news = greeting(viewer)
    if (news !== null) sendText(news)
  }

  function begin(after: Cursor | null): void {
    subscribe(after).catch((error: unknown) => {
      context.log.error({ err: error }, 'A page could not be brought up to date.')
      bye('shutting-down')
    })
  }

  /** Null: there is no such agent any more. */
  async function readSnapshot(here: Place): Promise<ServerFrame | null> {
    const { agentId, role, queueIds } = viewer
    const [presences, calls, first] = await Promise.all([
      readPresences(context.database),
      openCallsFor(context, viewer),
      firstOfLists(context, { agentId, role, queueIds: [...queueIds] }),
    ])
    const at = context.now()
    const own = presences.find((record) => record.presence.agentId === viewer.agentId)
    if (!own) return null
    return {
      type: 'snapshot',
      cursor: toCursor(here),
      at,
      own: { presence: own.presence, version: own.version },
      agents: presences.map((record) => toAgentStateView(record, at)),
      interactions: first.interactions,
      calls,
      moreWaiting: first.next,
    }
  }

  return {
    get viewer() {
      return viewer
    },
    receive(text) {
      const frame = parse(text)
      if (!frame) {
        bye('bad-frame')
        return null
      }
      if (frame.type === 'pong') missedBeats = 0
      if (frame.type === 'subscribe' && phase.name === 'silent') begin(frame.after)
      return frame.type === 'typing' ? frame : null
    },
    learn(events) {
      if (phase.name === 'catching-up') phase.waiting.push(...events)
      else if (phase.name === 'live') sendEvents(events)
    },
    send(frame) {
      if (phase.name === 'live') send(frame)
    },
    sendText(textFor) {
      const text = phase.name === 'live' ? textFor(viewer) : null
      if (text !== null) sendText(text)
    },
    changeViewer(next) {
      viewer = next
      if (phase.name === 'live' || phase.name === 'catching-up') begin(null)
    },
    bye,
    beat(at) {
      missedBeats += 1
      if (missedBeats > 2) bye('too-slow')
      else if (phase.name !== 'over') socket.send(JSON.stringify({ type: 'ping', at } satisfies ServerFrame))
    },
  }
}

function parse(text: string): ClientFrame | null {
  try {
    const parsed = clientFrame.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Exactly what came after a page's cursor; null when only a snapshot can tell (too old, too much, or a cursor that is none). */
async function readMissed(
  context: Context,
  agentId: AgentId,
  after: Cursor,
  here: Place,
): Promise<LoggedEvent[] | null> {
  const from = fromCursor(after)
  if (!from || isBefore(here, from)) return null
  const oldest = await readOldestPlace(context.database)
  // Something before the oldest kept event may have been cleared away: only a log that reaches back far enough can tell.
  if (!oldest || isBefore(from, oldest)) return null
  const missed = await readEventsBetween(context.database, from, here, longestCatchUp + 1)
  // What this agent may see may be something else now: then the lists are, too.
  const isSameViewer = !missed.some((event) => isConfigurationOf(event, agentId))
  return missed.length <= longestCatchUp && isSameViewer ? missed : null
}
