import { describe, expect, it } from 'vitest'
import type { InteractionView } from '#protocol/interaction.ts'
import { sortList, waitingSince } from './sort.ts'
import { stableRows, type StableRow } from './stable-rows.ts'

type Row = Pick<InteractionView, 'id' | 'state' | 'summary' | 'placeAt'>

const summary = {
  messageCount: 1,
  unread: 0,
  unreadFrom: null,
  lastMessage: null,
  customerWaitingSince: null,
}
const row = (name: string, placeAt: number, more: Partial<Row> = {}): Row => ({
  id: `int_${name}`,
  placeAt,
  state: { name: 'active', agentId: 'agt_ana', since: placeAt + 5 },
  summary,
  ...more,
})
const names = (rows: readonly Row[]): string => rows.map(({ id }) => id.slice(4)).join(' ')

describe('the order of a list', () => {
  const answered = row('answered', 100)
  const asking = row('asking', 300, { summary: { ...summary, customerWaitingSince: 900 } })
  const patient = row('patient', 200, { summary: { ...summary, customerWaitingSince: 700 } })
  const all = [answered, asking, patient]

  it('by longest waiting puts whoever waits for an answer first, the longest on top', () => {
    expect(names(sortList(all, 'longest-waiting'))).toBe('patient asking answered')
  })

  it('by newest and by oldest goes by when it came', () => {
    expect(names(sortList(all, 'newest'))).toBe('asking patient answered')
    expect(names(sortList(all, 'oldest'))).toBe('answered patient asking')
  })

  it('is the same for equal ones, however they came', () => {
    const twins = [row('b', 1), row('a', 1)]
    expect(names(sortList(twins, 'oldest'))).toBe('a b')
    expect(names(sortList(twins.toReversed(), 'oldest'))).toBe('a b')
  })

  it('in line, counts the wait from the place in line, also after it was given back', () => {
    expect(waitingSince(row('w', 50, { state: { name: 'waiting', since: 400, why: 'returned' } }))).toBe(50)
    expect(
      waitingSince(row('e', 50, { state: { name: 'ended', agentId: 'agt_ana', since: 400, by: 'agent' } })),
    ).toBeNull()
  })
})

describe('a list under the pointer', () => {
  /** Each frame is a sorted list; `*` before it: the pointer is over the list. A gone row is shown in brackets. */
  const play = (...frames: readonly string[]): string[] => {
    let shown: readonly StableRow<{ readonly id: string }>[] = []
    return frames.map((frame) => {
      const isHeld = frame.startsWith('*')
      const sorted = frame
        .replace('*', '')
        .split('')
        .map((id) => ({ id }))
      shown = stableRows(shown, sorted, isHeld)
      return shown.map(({ item, isGone }) => (isGone ? `[${item.id}]` : item.id)).join('')
    })
  }

  it('follows the sorting while nobody points at it', () => {
    expect(play('abc', 'bac', 'bc')).toEqual(['abc', 'bac', 'bc'])
  })

  it('keeps every row in its place while it is pointed at', () => {
    expect(play('abc', '*cba', '*ca')).toEqual(['abc', 'abc', 'a[b]c'])
  })

  it('adds what is new below, and sorts when it is let go', () => {
    expect(play('abc', '*xabc', '*xabcy', 'xaby')).toEqual(['abc', 'abcx', 'abcxy', 'xaby'])
  })

  it('brings back a row that returns to its place', () => {
    expect(play('abc', '*ac', '*acb')).toEqual(['abc', 'a[b]c', 'abc'])
  })
})
