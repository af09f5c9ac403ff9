import { describe, expect, it } from 'vitest'
import type { InteractionView } from '#protocol/interaction.ts'
import { neighbour } from './neighbour.ts'
import { createOrder, sortList, waitingSince } from './sort.ts'
import { mostUrgent, waitsLong } from './urgency.ts'
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

describe('an order that is kept from change to change', () => {
  it('is the same as sorting anew, whatever came, went or changed', () => {
    const order = createOrder<Row>('oldest')
    let rows = Array.from({ length: 60 }, (_, n) => row(String(n).padStart(3, '0'), (n * 37) % 61))
    for (let round = 0; round < 40; round++) {
      rows = rows.filter((_, n) => (n + round) % 13 !== 0)
      rows.push(row(`new${round}`, (round * 17) % 61))
      rows = rows.map((one, n) => (n === round ? { ...one, placeAt: 30 } : one))
      expect(order(rows)).toEqual(sortList(rows, 'oldest'))
    }
  })

  it('is the very same list when nothing in it has changed', () => {
    const order = createOrder<Row>('newest')
    const rows = [row('a', 1), row('b', 2)]
    const first = order(rows)
    expect(order([...rows])).toBe(first)
    const other = [row('a', 1), row('b', 2)]
    expect(order(other)).toEqual(first)
    expect(order([row('a', 9), row('b', 2)]).map(({ id }) => id)).toEqual(['int_a', 'int_b'])
    expect(order([row('a', 9), row('b', 12)]).map(({ id }) => id)).toEqual(['int_b', 'int_a'])
  })
})

describe('moving in a list', () => {
  const rows = ['a', 'b', 'c', 'd'].map((name) => ({ item: row(name, 1), isGone: name === 'c' }))

  it('passes over what is gone, and stops at the ends', () => {
    expect(neighbour(rows, 'int_b', 1)).toBe('int_d')
    expect(neighbour(rows, 'int_d', -1)).toBe('int_b')
    expect(neighbour(rows, 'int_a', 20)).toBe('int_d')
    expect(neighbour(rows, 'int_d', -20)).toBe('int_a')
    expect(neighbour(rows, 'int_d', 1)).toBeNull()
    expect(neighbour(rows, null, 1)).toBe('int_a')
    expect(neighbour(rows, null, -1)).toBe('int_d')
    // A page down that would end on what is gone at the very end goes back to what is there.
    expect(neighbour(rows.slice(0, 3), 'int_a', 2)).toBe('int_b')
    expect(neighbour([], null, 1)).toBeNull()
  })
})

describe('whose turn it is', () => {
  const inHand = (name: string, since: number | null): Row =>
    row(name, 1, {
      state: { name: 'active', agentId: 'agt_1', since: 1 },
      summary: { ...summary, customerWaitingSince: since },
    })

  it('is the one whose customer waits longest for an answer, or the next of these', () => {
    const rows = [inHand('a', 500), inHand('b', 100), inHand('c', null)]
    expect(mostUrgent(rows)?.id).toBe('int_b')
    expect(mostUrgent(rows, 'int_b')?.id).toBe('int_a')
    expect(mostUrgent([inHand('c', null)])).toBeNull()
  })

  it('is said in a word when it takes long: in line later than for an answer', () => {
    expect(waitsLong(inHand('a', 0), 3 * 60_000)).toBe(true)
    expect(waitsLong(inHand('a', 0), 3 * 60_000 - 1)).toBe(false)
    expect(waitsLong(inHand('a', null), 9e9)).toBe(false)
    const inLine = row('w', 0, { state: { name: 'waiting', since: 0, why: 'arrived' } })
    expect([4, 5].map((minutes) => waitsLong(inLine, minutes * 60_000))).toEqual([false, true])
  })
})
