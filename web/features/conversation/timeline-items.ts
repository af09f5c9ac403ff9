/**
 * A conversation as the lines of its timeline: days, notes of the system in words, and what was said, grouped by who said it. What the agent has
 * said and the server has not yet acknowledged stands at the end, marked for what it is. What is new since the agent came begins with a line.
 */
import type { FileView, MessageQuote, MessageState, MessageView, SystemNote } from '#protocol/message.ts'
import type { Outgoing } from '#web/live/outgoing.ts'
import type { Place } from '#web/live/pages.ts'
import { startOfDay } from '#web/text/format.ts'
import type { NewSince } from './new-since.ts'

export type SaidMark = Exclude<MessageState, 'received'> | 'waiting' | 'refused'

export type SaidItem = {
  readonly kind: 'said'
  readonly key: string
  /** Null while the server has not acknowledged it. */
  readonly position: number | null
  readonly side: 'customer' | 'agent'
  readonly author: string
  readonly text: string
  readonly files: readonly FileView[]
  readonly quote: MessageQuote | null
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
  | {
      readonly kind: 'note'
      readonly key: string
      readonly position: number
      readonly note: SystemNote
      readonly at: number
    }
  | { readonly kind: 'new'; readonly key: string; readonly count: number; readonly at: number }
  | SaidItem

/** What the same person says within this time stands together. */
const groupedMs = 4 * 60_000

export type TimelineParts = {
  readonly messages: readonly MessageView[]
  readonly outgoing: readonly Outgoing[]
  readonly myName: string
  /** For what a customer said before the name was known. */
  readonly customerName: string
  readonly isLive: boolean
  readonly newSince: NewSince | null
}

export function timelineItems({
  messages,
  outgoing,
  myName,
  customerName,
  isLive,
  newSince,
}: TimelineParts): readonly TimelineItem[] {
  const lines = [
    ...messages.map((message) => lineOf(message, customerName)),
    ...outgoing.map((one) => outgoingLine(one, myName, isLive)),
  ]
  // More may come before the agent's eyes: the line counts on what it says is new since then.
  const since = newSince?.position ?? Infinity
  const come = lines.filter(
    (line) => line.kind === 'said' && line.side === 'customer' && (line.position ?? -1) >= since,
  ).length
  const items: TimelineItem[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const after = lines[index + 1]
    if (!before || startOfDay(before.at) !== startOfDay(line.at)) {
      items.push({ kind: 'day', key: `day ${startOfDay(line.at)}`, at: line.at })
    }
    const startsNew = newSince !== null && line.position === newSince.position
    const isLastOld = newSince !== null && after?.position === newSince.position
    if (startsNew) items.push({ kind: 'new', key: 'new', count: Math.max(newSince.count, come), at: line.at })
    items.push(
      line.kind === 'said'
        ? {
            ...line,
            startsGroup: startsNew || !isTogether(before, line),
            endsGroup: isLastOld || !isTogether(line, after),
          }
        : line,
    )
  }
  return items
}

type Line = Extract<TimelineItem, { readonly kind: 'note' | 'said' }>

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

function lineOf(message: MessageView, customerName: string): Line {
  const { author, at, position } = message
  // An own message keeps its key when the server's copy takes the place of the one that was waiting.
  const key = message.clientId ?? message.id
  if (author.kind === 'system') {
    return message.note
      ? { kind: 'note', key, position, note: message.note, at }
      : said(message, key, 'agent', '')
  }
  const isNameless = author.kind === 'customer' && author.name === ''
  return said(message, key, author.kind, isNameless ? customerName : author.name)
}

function said(message: MessageView, key: string, side: SaidItem['side'], author: string): SaidItem {
  const { position, text, files, quote, at, state, reason } = message
  const mark = state === 'received' || message.direction === 'in' ? null : state
  return {
    kind: 'said',
    key,
    position,
    side,
    author,
    text,
    files,
    quote,
    at,
    mark,
    reason,
    outgoing: null,
    startsGroup: true,
    endsGroup: true,
  }
}

function outgoingLine(outgoing: Outgoing, author: string, isLive: boolean): SaidItem {
  const { clientId, text, files, quote = null, at, state } = outgoing
  const mark = state === 'refused' ? 'refused' : state === 'queued' && !isLive ? 'waiting' : 'sending'
  return {
    kind: 'said',
    key: clientId,
    position: null,
    side: 'agent',
    author,
    text,
    files,
    quote,
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
    (item.quote ? 27 : 0) +
    (item.startsGroup ? 26 : 0) +
    (item.endsGroup && item.mark ? 22 : 0)
  )
}

/** The first line at a place or after it; -1: all are before it. */
export function indexOfPlace(items: readonly TimelineItem[], place: Place): number {
  return 'at' in place
    ? items.findIndex((item) => item.at >= place.at)
    : items.findIndex(
        (item) => 'position' in item && item.position !== null && item.position >= place.position,
      )
}
