import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../store/event-log.ts'
import { isBefore, standingOf } from './customer-news.ts'

const changed = (id: string, startedAt: number, version: number): LoggedEvent => ({
  type: 'interaction-changed',
  interactionId: null,
  agentId: null,
  audience: {},
  body: { interaction: { id, startedAt, version } },
  xid: '1',
  seq: 1,
  at: 1,
})

describe('what a customer is told of a conversation', () => {
  const told = standingOf(changed('int_1', 100, 7))

  it.each([
    ['an older state of the same', changed('int_1', 100, 6), true],
    ['the same state again', changed('int_1', 100, 7), false],
    ['a newer state', changed('int_1', 100, 8), false],
    ['the next conversation, however young', changed('int_2', 200, 1), false],
    ['the conversation before', changed('int_0', 50, 9), true],
  ])('is not taken back by %s', (_what, event, isOld) => {
    const standing = standingOf(event)
    expect(standing && told && isBefore(standing, told)).toBe(isOld)
  })
})
