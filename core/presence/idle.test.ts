import { describe, expect, it } from 'vitest'
import { occupancy } from './counting.ts'
import {
  asked,
  interaction,
  live,
  lost,
  must,
  nobody,
  ready,
  reconnected,
  s,
  signedIn,
  signedOut,
} from './test/timeline.ts'

const chat = interaction('chat')
const other = interaction('other')
const afterWork = { que_sales: { afterWork: { limitMs: s(30) } } }

describe('idle since', () => {
  it('[P14] becoming ready, being given something, stopping it and finishing it', () => {
    expect(must(nobody, 1, signedIn).state.idleSince).toBe(0)
    expect(ready.idleSince).toBe(s(2))
    const given = live(
      ready,
      [
        [3, chat.offered],
        [5, chat.offerEnded('accepted')],
        [5, chat.started],
      ],
      afterWork,
    )
    expect(given.idleSince).toBe(s(5))
    const ended = must(given, 9, chat.ended, afterWork).state
    expect(ended.idleSince).toBe(s(9))
    expect(must(ended, 20, { type: 'after-work-finished' }).state.idleSince).toBe(s(20))
  })

  it('[P14] readiness on a further channel is not becoming ready', () => {
    const one = live(nobody, [
      [1, signedIn],
      [2, asked('ready', { channels: ['voice'] })],
      [9, asked('ready', { channels: ['email'] })],
    ])
    expect(one.idleSince).toBe(s(2))
    expect(
      live(ready, [
        [9, asked('not-ready')],
        [20, asked('ready')],
      ]).idleSince,
    ).toBe(s(20))
  })

  it('[P13] [P14] being back is becoming ready', () => {
    expect(
      live(ready, [
        [9, lost],
        [12, reconnected],
      ]).idleSince,
    ).toBe(s(12))
  })
})

describe('sums', () => {
  it('[P18] online time, and busy time in and after service', () => {
    const day = live(
      nobody,
      [
        [10, signedIn],
        [20, asked('ready')],
        [30, chat.started],
        [40, other.started],
        [50, chat.ended],
        [60, other.ended],
        [70, { type: 'after-work-finished' }],
        [100, signedOut],
      ],
      afterWork,
    )
    expect(day).toMatchObject({ onlineMs: s(90), busyMs: s(40), countedAt: s(100) })
    expect(occupancy(day, s(500))).toBe(40 / 90)
  })

  it('[P18] between two changes the share is counted on', () => {
    const busy = live(ready, [[3, chat.started]])
    expect(occupancy(busy, s(5))).toBe(2 / 4)
    expect(occupancy(nobody, s(5))).toBe(0)
  })

  it('[P18] what a lost agent still holds is not busy time; a new signing in starts from nothing', () => {
    const gone = live(ready, [
      [3, chat.started],
      [5, lost],
      [60, chat.givenBack],
    ])
    expect(gone).toMatchObject({ onlineMs: s(4), busyMs: s(2) })
    expect(must(gone, 80, signedIn).state).toMatchObject({ onlineMs: 0, busyMs: 0, countedAt: s(80) })
  })

  it('[P18] a clock that is behind takes nothing away', () => {
    const late = must(ready, 1, asked('dnd')).state
    expect(late).toMatchObject({ onlineMs: s(1), countedAt: s(2) })
  })
})
