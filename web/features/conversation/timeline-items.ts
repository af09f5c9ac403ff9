/**
 * A conversation as the lines of its timeline: days, notes of the system in words, and what was said, grouped by who said it. What the agent has
 * said and the server has not yet acknowledged stands at the end, marked for what it is.
 */
import type { FileView, MessageState, MessageView, SystemNote } from '#protocol/message.ts'
import type { Outgoing } from '#web/live/outgoing.ts'
import { startOfDay } from '#web/text/format.ts'

export type SaidMark = Exclude<MessageState, 'received'> | 'waiting' | 'refused'

export type SaidItem = {
  readonly kind: 'said'
  readonly key: string
  readonly side: 'customer' | 'agent'
  readonly author: string
  readonly text: string
  readonly files: readonly FileView[]
  readonly at: number
  /** How far it has come; null for what the customer said. */
  readonly mark: SaidMark | null
  readonly reason: string | null
  readonly outgoing: Outgoing | null
  readonly startsGroup: boolean
  readonly endsGroup: boolean
}

export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'note'; readonly key: string; readonly note: SystemNote; readonly at: number }
  | SaidItem

/** What the same person says within this time stands together. */
const groupedMs = 4 * 60_000

export function timelineItems(
  messages: readonly MessageView[],
  outgoing: readonly Outgoing[],
  myName: string,
  isLive: boolean,
): readonly TimelineItem[] {
  const lines = [...messages.map(lineOf), ...outgoing.map((one) => outgoingLine(one, myName, isLive))]
  const items: TimelineItem[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const after = lines[index + 1]
    if (!before || startOfDay(before.at) !== startOfDay(line.at)) {
      items.push({ kind: 'day', key: `day ${startOfDay(line.at)}`, at: line.at })
    }
    items.push(
      line.kind === 'said'
        ? { ...line, startsGroup: !isTogether(before, line), endsGroup: !isTogether(line, after) }
        : line,
    )
  }
  return items
}

type Line = Exclude<TimelineItem, { readonly kind: 'day' }>

function isTogether(a: Line | undefined, b: Line | undefined): boolean {
  return (
    a?.kind === 'said' &&
    b?.kind === 'said' &&
    a.side === b.side &&
    a.author === b.author &&
    b.at - a.at < groupedMs &&
    startOfDay(a.at) === startOfDay(b.at)
  )
}

function lineOf(message: MessageView): Line {
  const { author, at } = message
  // An own message keeps its key when the server's copy takes the place of the one that was waiting.
  const key = message.clientId ?? message.id
  if (author.kind === 'system') {
    return message.note ? { kind: 'note', key, note: message.note, at } : said(message, key, 'agent', '')
  }
  return said(message, key, author.kind, author.name)
}

function said(message: MessageView, key: string, side: SaidItem['side'], author: string): SaidItem {
  const { text, files, at, state, reason } = message
  const mark = state === 'received' || message.direction === 'in' ? null : state
  return {
    kind: 'said',
    key,
    side,
    author,
    text,
    files,
    at,
    mark,
    reason,
    outgoing: null,
    startsGroup: true,
    endsGroup: true,
  }
}

function outgoingLine(outgoing: Outgoing, author: string, isLive: boolean): SaidItem {
  const { clientId, text, files, at, state } = outgoing
  const mark = state === 'refused' ? 'refused' : state === 'queued' && !isLive ? 'waiting' : 'sending'
  return {
    kind: 'said',
    key: clientId,
    side: 'agent',
    author,
    text,
    files,
    at,
    mark,
    reason: null,
    outgoing,
    startsGroup: true,
    endsGroup: true,
  }
}

/** A first guess at a line's height, so that the end is found before all is measured. */
export function estimatedHeight(item: TimelineItem | undefined): number {
  if (item?.kind !== 'said') return 44
  const lines = Math.max(1, Math.ceil(item.text.length / 56)) + (item.text.match(/\n/g)?.length ?? 0)
  return (
    lines * 21 +
    22 +
    item.files.length * 68 +
    (item.startsGroup ? 26 : 0) +
    (item.endsGroup && item.mark ? 22 : 0)
  )
}
