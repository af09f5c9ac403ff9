import { describe, expect, it } from 'vitest'
import type { WidgetServerFrame } from '#protocol/widget.ts'
import { message, open } from '../test/fake-visit.ts'
import { emptyStory, fold, foldKept, unread, type Story } from './story.ts'

const after = (...frames: WidgetServerFrame[]): Story => frames.reduce(fold, emptyStory)
const welcome = (seqs: number[]): WidgetServerFrame => ({
  type: 'welcome',
  at: 1,
  conversation: open,
  messages: seqs.map((seq) => message(seq)),
  language: 'es',
})
const seqs = (story: Story) => story.messages.map(({ seq }) => seq)

describe('the story', () => {
  it('has each message once and in its place, however often and late it comes', () => {
    const story = after(
      welcome([1, 2]),
      { type: 'message', message: message(4) },
      { type: 'message', message: message(3) },
      { type: 'message', message: message(4) },
      welcome([2, 3]),
    )
    expect(seqs(story)).toEqual([1, 2, 3, 4])
    expect(story.after).toBe(4)
  })

  it('takes the newer word about a message', () => {
    const story = after(welcome([1]), { type: 'message', message: message(1, { text: 'otra cosa' }) })
    expect(story.messages).toMatchObject([{ text: 'otra cosa' }])
  })

  it('shows our own message when it is kept, and does not count it as brought', () => {
    const unsent = { clientId: 'client-1', text: 'Hola', files: [], at: 1, refused: null }
    const kept = {
      type: 'kept',
      clientId: 'client-1',
      seq: 5,
      position: 5,
      conversation: 'int_1',
      at: 9,
    } as const
    const story = foldKept(after(welcome([1])), unsent, kept)
    expect(story.messages.at(-1)).toMatchObject({
      seq: 5,
      from: 'me',
      text: 'Hola',
      state: 'received',
      at: 9,
    })
    expect(story.after).toBe(1)
    expect(seqs(fold(story, { type: 'message', message: message(2) }))).toEqual([1, 2, 5])
    const told = fold(story, { type: 'message', message: message(5, { from: 'me', state: 'read' }) })
    expect(foldKept(told, unsent, kept)).toBe(told)
  })

  it('marks what I said up to there, and never takes a mark back', () => {
    const mine = (seq: number): WidgetServerFrame => ({
      type: 'message',
      message: message(seq, { from: 'me', state: 'received' }),
    })
    const story = after(
      mine(1),
      mine(2),
      { type: 'marked', conversation: 'int_1', position: 1, as: 'read' },
      { type: 'marked', conversation: 'int_1', position: 2, as: 'delivered' },
      { type: 'marked', conversation: 'int_other', position: 2, as: 'read' },
    )
    expect(story.messages.map(({ state }) => state)).toEqual(['read', 'delivered'])
  })

  it('tells a place in line only while waiting', () => {
    const waiting: WidgetServerFrame = { type: 'conversation', conversation: { ...open, state: 'waiting' } }
    const queue: WidgetServerFrame = { type: 'queue', position: 2, waitMs: 60_000 }
    expect(after(waiting, queue).queue).toEqual({ position: 2, waitMs: 60_000 })
    expect(after(waiting, queue, { type: 'conversation', conversation: open }).queue).toBeNull()
    expect(after({ type: 'conversation', conversation: open }, queue).queue).toBeNull()
  })

  it('knows that somebody who has spoken does not type any more', () => {
    const typing: WidgetServerFrame = { type: 'typing', on: true }
    expect(after(welcome([]), typing).agentTypes).toBe(true)
    expect(after(welcome([]), typing, { type: 'message', message: message(1) }).agentTypes).toBe(false)
    expect(
      after(welcome([]), typing, { type: 'conversation', conversation: { ...open, state: 'ended' } })
        .agentTypes,
    ).toBe(false)
  })

  it('counts as unread what an agent said after what was seen here or elsewhere', () => {
    const story = after(
      { type: 'message', message: message(1, { state: 'read' }) },
      { type: 'message', message: message(2) },
      { type: 'message', message: message(3, { from: 'me' }) },
      { type: 'message', message: message(4) },
    )
    expect([unread(story, 0), unread(story, 2), unread(story, 4)]).toEqual([2, 1, 0])
  })
})
