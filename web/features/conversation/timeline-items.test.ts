import { describe, expect, it } from 'vitest'
import type { MessageView } from '#protocol/message.ts'
import type { Outgoing } from '#web/live/outgoing.ts'
import { indexOfPlace, timelineItems, type TimelineItem, type TimelineParts } from './timeline-items.ts'

const at = (text: string): number => new Date(text).getTime()
const ten = at('2026-11-20T10:00:00')

function message(
  position: number,
  who: 'customer' | 'agent' | 'system',
  instant: number,
  more: Partial<MessageView> = {},
): MessageView {
  return {
    id: `msg_${position}`,
    interactionId: 'int_1',
    position,
    direction: who === 'customer' ? 'in' : who === 'agent' ? 'out' : 'system',
    author:
      who === 'system'
        ? { kind: 'system' }
        : who === 'agent'
          ? { kind: 'agent', agentId: 'agt_ana', name: 'Ana' }
          : { kind: 'customer', name: 'Carmen' },
    text: 'hola',
    quote: null,
    note: who === 'system' ? { code: 'started' } : null,
    files: [],
    state: who === 'customer' ? 'received' : 'sent',
    reason: null,
    clientId: null,
    at: instant,
    stateAt: instant,
    ...more,
  }
}

const outgoing = (clientId: string, more: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  interactionId: 'int_1',
  text: 'voy',
  files: [],
  at: ten + 5_000,
  state: 'queued',
  problem: null,
  ...more,
})

const items = (parts: Partial<TimelineParts>): readonly TimelineItem[] =>
  timelineItems({
    messages: [],
    outgoing: [],
    myName: 'Ana',
    customerName: 'Carmen Ortega',
    isLive: true,
    newSince: null,
    ...parts,
  })

/** `(` begins a group and `)` ends it: `(cc)` is two lines of the customer that stand together. */
const shape = (items: readonly TimelineItem[]): string =>
  items
    .map((item) =>
      item.kind === 'day'
        ? '|'
        : item.kind === 'new'
          ? '*'
          : item.kind === 'note'
            ? '-'
            : `${item.startsGroup ? '(' : ''}${item.side.charAt(0)}${item.endsGroup ? ')' : ''}`,
    )
    .join('')

describe('the timeline', () => {
  it('groups what one person says in a row, and starts anew after a while or another voice', () => {
    const shown = items({
      messages: [
        message(1, 'customer', ten),
        message(2, 'customer', ten + 60_000),
        message(3, 'agent', ten + 90_000),
        message(4, 'customer', ten + 100_000),
        message(5, 'customer', ten + 10 * 60_000),
      ],
    })
    expect(shape(shown)).toBe('|(cc)(a)(c)(c)')
  })

  it('separates days, also within a group, and notes stand alone', () => {
    const shown = items({
      messages: [
        message(1, 'system', at('2026-11-19T23:58:00')),
        message(2, 'customer', at('2026-11-19T23:59:00')),
        message(3, 'customer', at('2026-11-20T00:01:00')),
      ],
    })
    expect(shape(shown)).toBe('|-(c)|(c)')
  })

  it('puts what is not yet acknowledged at the end, honest about the line', () => {
    const marks = (isLive: boolean) =>
      items({
        outgoing: [outgoing('a', { state: 'sending' }), outgoing('b'), outgoing('c', { state: 'refused' })],
        isLive,
      }).flatMap((item) => (item.kind === 'said' ? [item.mark] : []))
    expect(marks(true)).toEqual(['sending', 'sending', 'refused'])
    expect(marks(false)).toEqual(['sending', 'waiting', 'refused'])
  })

  it('keeps a line’s key when the server’s copy takes its place', () => {
    const [, waiting] = items({ outgoing: [outgoing('client-1')] })
    const [, kept] = items({ messages: [message(1, 'agent', ten, { clientId: 'client-1' })] })
    expect(kept?.key).toBe(waiting?.key)
  })

  it('marks only what we said', () => {
    const shown = items({
      messages: [message(1, 'customer', ten, { state: 'read' }), message(2, 'agent', ten, { state: 'read' })],
    })
    expect(shown.flatMap((item) => (item.kind === 'said' ? [item.mark] : []))).toEqual([null, 'read'])
  })

  it('draws a line above what is new, and groups nothing across it', () => {
    const messages = [1, 2, 3].map((position) => message(position, 'customer', ten + position))
    const shown = items({ messages, newSince: { position: 2, count: 2 } })
    expect(shape(shown)).toBe('|(c)*(cc)')
    expect(shown.find(({ kind }) => kind === 'new')).toMatchObject({ count: 2, at: ten + 2 })
    expect(shape(items({ messages, newSince: { position: 9, count: 1 } }))).toBe('|(ccc)')
  })

  it('counts on while more comes before the agent’s eyes, and not what the agent says', () => {
    const counted = (count: number): unknown => {
      const messages = [
        message(1, 'customer', ten),
        message(2, 'customer', ten + 1),
        message(3, 'agent', ten + 2),
        message(4, 'customer', ten + 3),
      ]
      return items({ messages, newSince: { position: 2, count } }).find(({ kind }) => kind === 'new')
    }
    expect(counted(1)).toMatchObject({ count: 2 })
    // Not all of what is new has been fetched.
    expect(counted(91)).toMatchObject({ count: 91 })
  })

  it('calls a customer by the contact’s name when the message has none', () => {
    const [, said] = items({
      messages: [message(1, 'customer', ten, { author: { kind: 'customer', name: '' } })],
    })
    expect(said).toMatchObject({ author: 'Carmen Ortega' })
  })

  it('finds where a jump leads, by the instant or by the position', () => {
    const messages = [3, 4, 5].map((position) => message(position, 'customer', ten + position))
    const shown = items({ messages, outgoing: [outgoing('client-1')] })
    expect(shown[indexOfPlace(shown, { position: 4 })]?.key).toBe('msg_4')
    expect(shown[indexOfPlace(shown, { at: ten + 4 })]?.key).toBe('msg_4')
    expect(indexOfPlace(shown, { position: 6 })).toBe(-1)
  })
})
