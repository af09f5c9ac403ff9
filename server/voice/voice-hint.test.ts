import { expect, it } from 'vitest'
import { after, consulting, invite, talking, watch } from '#core/call/test/sample.ts'
import type { CallQuality } from '#protocol/call.ts'
import type { BusSignal } from '../live/signal-bus.ts'
import { createVoiceHints, type VoiceHints } from './voice-hint.ts'

const good: CallQuality = { lossIn: 0, jitterInMs: 2, lossOut: null, roundTripMs: null }

function open(): { hints: VoiceHints; sent: BusSignal[]; wait: (ms: number) => void } {
  const sent: BusSignal[] = []
  let at = 0
  return {
    sent,
    wait: (ms) => (at += ms),
    hints: createVoiceHints({ send: (signal) => void sent.push(signal) }, () => at),
  }
}

const told = (sent: readonly BusSignal[]): unknown =>
  sent.map((signal) => (signal.to === 'persons' ? signal.agentIds : signal.to))

it('tells the agents of the call, and not who is only rung', () => {
  const { hints, sent } = open()
  hints.quality(after(talking, invite('bruno')), 'pty_customer', 'leg_customer', good)
  hints.digit(consulting, 'pty_customer', '5')
  expect(told(sent)).toEqual([['agt_ana'], ['agt_ana', 'agt_bruno']])
  expect(sent[1]).toMatchObject({ signal: { type: 'call-digit', digit: '5', partyId: 'pty_customer' } })
})

it('tells a listening supervisor of everybody, and nobody else of the supervisor', () => {
  const { hints, sent } = open()
  const watched = after(talking, ...watch('carla', 'listen'))
  hints.quality(watched, 'pty_ana', 'leg_ana', good)
  hints.quality(watched, 'pty_carla', 'leg_carla', good)
  hints.digit(watched, 'pty_carla', '1')
  expect(told(sent)).toEqual([['agt_ana', 'agt_carla'], ['agt_carla'], ['agt_carla']])
})

it('says what has changed, no more often than is measured, and the rest now and then', () => {
  const { hints, sent, wait } = open()
  const tell = (quality: CallQuality): void => hints.quality(talking, 'pty_customer', 'leg_customer', quality)
  const bad = { ...good, lossIn: 0.1 }
  tell(good)
  tell(bad)
  wait(2_000)
  tell({ ...good, jitterInMs: 1.9 })
  expect(sent).toHaveLength(1)
  wait(2_000)
  tell(bad)
  expect(sent).toHaveLength(2)
  wait(10_000)
  tell(bad)
  expect(sent).toHaveLength(3)
  hints.forget('leg_customer')
  tell(bad)
  expect(sent).toHaveLength(4)
})
