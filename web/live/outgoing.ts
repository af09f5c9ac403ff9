/**
 * What the agent has said and the server has not acknowledged yet. It is shown in the conversation at once, marked for what it is, and leaves
 * this list when the same `clientId` comes back as a message: by the answer, by the live socket or with a page, whichever is first.
 */
import type { InteractionId } from '#core/id.ts'
import type { FileView, MessageQuote, MessageView } from '#protocol/message.ts'
import type { Problem } from '../net/problem.ts'

export type Outgoing = {
  readonly clientId: string
  readonly interactionId: InteractionId
  readonly text: string
  readonly files: readonly FileView[]
  /** What it answers. Absent in what an older page has left in the browser. */
  readonly quote?: MessageQuote | null
  /** The revision of the draft that it was; null: the server has nothing of it. Absent in what an older page has left in the browser. */
  readonly draftRevision?: number | null
  readonly at: number
  /** `queued`: waits for the line or for its turn. `refused`: will not be tried again by itself; `problem` says why. */
  readonly state: 'queued' | 'sending' | 'refused'
  readonly problem: Problem | null
}

export type OutgoingList = readonly Outgoing[]

export function withState(
  list: OutgoingList,
  clientId: string,
  state: Outgoing['state'],
  problem: Problem | null = null,
): OutgoingList {
  return list.map((one) => (one.clientId === clientId ? { ...one, state, problem } : one))
}

export function without(list: OutgoingList, clientIds: ReadonlySet<string | null>): OutgoingList {
  return list.some(({ clientId }) => clientIds.has(clientId))
    ? list.filter(({ clientId }) => !clientIds.has(clientId))
    : list
}

export function withoutArrived(list: OutgoingList, messages: readonly MessageView[]): OutgoingList {
  return list.length === 0 ? list : without(list, new Set(messages.map(({ clientId }) => clientId)))
}

/** The next one to send: the oldest that waits, of a conversation in which none is on its way. */
export function nextToSend(list: OutgoingList): Outgoing | null {
  const busy = new Set(list.filter(({ state }) => state === 'sending').map((one) => one.interactionId))
  return list.find(({ state, interactionId }) => state === 'queued' && !busy.has(interactionId)) ?? null
}
