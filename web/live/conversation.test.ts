import { describe, expect, it } from 'vitest'
import type { MessageView } from '#protocol/message.ts'
import { message } from '../test/sample.ts'
import {
  keptLines,
  pageAsked,
  withMark,
  withMessage,
  withPage,
  type Conversation,
  type PageKind,
} from './conversation.ts'

const line = (position: number, more: Partial<MessageView> = {}): MessageView =>
  message('int_1', position, more)
const lines = (from: number, to: number): MessageView[] =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index))

/** `<` and `>` on the ends: there is more; `!`: stale. */
const shape = ({ messages, hasOlder, hasNewer, isStale }: Conversation): string =>
  `${hasOlder ? '<' : ''}${messages[0]?.position ?? ''}-${messages.at(-1)?.position ?? ''}${hasNewer ? '>' : ''}${isStale ? '!' : ''}`

const page = (from: number, to: number, hasOlder: boolean, hasNewer: boolean) => ({
  messages: lines(from, to),
  hasOlder,
  hasNewer,
})
const newest = withPage(pageAsked(), page(41, 100, true, false), 'newest')

describe('the loaded part of a conversation', () => {
  it('begins at the end', () => {
    expect(shape(newest)).toBe('<41-100')
  })

  it('grows by pages at its ends', () => {
    const older = withPage(newest, page(1, 40, false, true), 'older')
    expect(shape(older)).toBe('1-100')
    const jumped = withPage(newest, page(1, 20, false, true), 'elsewhere')
    expect(shape(jumped)).toBe('1-20>')
    expect(shape(withPage(jumped, page(21, 60, true, true), 'newer'))).toBe('1-60>')
  })

  it('is told by an empty page that there is no more that way', () => {
    const nothing = { messages: [], hasOlder: false, hasNewer: false }
    expect(shape(withPage(newest, nothing, 'older'))).toBe('41-100')
    const jumped = withPage(newest, page(1, 20, true, true), 'elsewhere')
    expect(shape(withPage(jumped, nothing, 'newer'))).toBe('<1-20')
  })

  it('is replaced by the newest page when that one does not touch it', () => {
    const jumped = withPage(newest, page(1, 20, false, true), 'elsewhere')
    expect(shape(withPage(jumped, page(41, 100, true, false), 'newest'))).toBe('<41-100')
  })

  it('keeps what it has when the newest page overlaps it', () => {
    expect(shape(withPage(newest, page(90, 149, true, false), 'newest'))).toBe('<41-149')
  })

  it('takes what is said live at its end, once', () => {
    const two = [line(101), line(101), line(102)].reduce(withMessage, newest)
    expect(shape(two)).toBe('<41-102')
  })

  it('does not take what is said while an older part is shown', () => {
    const jumped = withPage(newest, page(1, 20, false, true), 'elsewhere')
    expect(shape(withMessage(jumped, line(101)))).toBe('1-20>')
  })

  it('knows that something is missing when a line comes without those before it', () => {
    expect(shape(withMessage(newest, line(103)))).toBe('<41-100!')
  })

  it('knows that something happened while its first page was on its way', () => {
    const kinds: readonly ((conversation: Conversation) => Conversation)[] = [
      (conversation) => withMessage(conversation, line(1)),
      (conversation) => withMark(conversation, { position: 1, state: 'read', reason: null, at: 1 }),
    ]
    for (const happens of kinds) {
      expect(shape(withPage(happens(pageAsked()), page(1, 1, false, false), 'newest'))).toBe('1-1!')
    }
    expect(shape(pageAsked(happensOnce(newest)))).toBe('<41-100')
  })

  it('does not lose its age for a page at another end', () => {
    const stale = withMessage(newest, line(103))
    for (const kind of ['older', 'newer'] satisfies PageKind[]) {
      expect(withPage(stale, page(30, 41, true, true), kind).isStale).toBe(true)
    }
  })
})

describe('a very long conversation', () => {
  const long = { ...newest, messages: lines(1_000, 1_000 + keptLines - 1), hasOlder: true }

  it('lets go of its end when it grows at the beginning, and fetches it again', () => {
    const older = withPage(long, page(940, 999, true, true), 'older')
    expect(shape(older)).toBe(`<940-${940 + keptLines - 1}>`)
    const last = 940 + keptLines - 1
    const newer = withPage(older, page(last + 1, last + 60, true, false), 'newer')
    expect(shape(newer)).toBe(`<1000-${last + 60}`)
  })

  it('takes nothing in at the end that was let go, and is not stale for it', () => {
    const older = withPage({ ...long, isStale: true }, page(940, 999, true, true), 'older')
    expect(withMessage(older, line(1_000 + keptLines))).toBe(older)
    expect(older.isStale).toBe(false)
  })

  it('lets go of its beginning when very much is said, not with every line', () => {
    const grown = lines(1_000 + keptLines, 1_000 + 2 * keptLines).reduce(withMessage, long)
    expect(grown.messages).toHaveLength(keptLines)
    expect(grown.messages.at(-1)?.position).toBe(1_000 + 2 * keptLines)
    expect(grown.hasOlder).toBe(true)
    const little = lines(1_000 + keptLines, 1_050 + keptLines).reduce(withMessage, long)
    expect(little.messages[0]?.position).toBe(1_000)
  })
})

describe('marks', () => {
  const marked = (
    ...marks: readonly (readonly [state: 'delivered' | 'read', at: number])[]
  ): string | undefined =>
    marks
      .reduce(
        (conversation, [state, at]) => withMark(conversation, { position: 50, state, reason: null, at }),
        withPage(
          undefined,
          { messages: [line(50, { state: 'sent', stateAt: 10 })], hasOlder: true, hasNewer: false },
          'newest',
        ),
      )
      .messages.find(({ position }) => position === 50)?.state

  it('may overtake each other: the later instant stands', () => {
    expect(marked(['delivered', 20], ['read', 30])).toBe('read')
    expect(marked(['read', 30], ['delivered', 20])).toBe('read')
  })

  it('are not turned back by an older page', () => {
    const read = withMark(newest, { position: 100, state: 'read', reason: null, at: Number.MAX_SAFE_INTEGER })
    expect(withPage(read, page(90, 100, true, false), 'newest').messages.at(-1)?.state).toBe('read')
  })
})

function happensOnce(conversation: Conversation): Conversation {
  return withMessage(conversation, line(103))
}
