import { describe, expect, it } from 'vitest'
import type { Call } from '#core/call/call.ts'
import { after, soon, talking, waiting } from '#core/call/test/sample.ts'
import { toCustomerCall } from './call-view.ts'

const seen = (call: Call) =>
  toCustomerCall(
    {
      call,
      version: 1,
      recordingId: null,
      marks: [],
      speakers: {},
      startedAt: 0,
      answeredAt: null,
      endedAt: null,
    },
    () => 'Ana Prieto',
  )?.state

describe('to its customer a call', () => {
  it('waits for somebody, or for the agent who holds it, also while that one is cut off', () => {
    const lost = after(talking, { type: 'leg-lost', legId: 'leg_ana', untilAt: soon })
    expect([waiting, talking, after(talking, { type: 'held' }), lost].map(seen)).toEqual([
      'waiting',
      'talking',
      'held',
      'held',
    ])
  })
})
