import { expect, it } from 'vitest'
import type { Call } from '#core/call/call.ts'
import { after, talking } from '#core/call/test/sample.ts'
import type { LegId } from '#core/id.ts'
import type { RecordingId } from '#protocol/recording.ts'
import type { VoiceOrder, VoiceOutcome } from '#voice/engine.ts'
import type { CallNews } from '../act/call-news.ts'
import { createCallArranger, type CallArranger } from './arrange-calls.ts'
import type { KnownLegs } from './known-leg.ts'

type Slow = {
  readonly arranger: CallArranger
  readonly orders: VoiceOrder[]
  readonly neverBegun: RecordingId[]
  /** Lets the engine answer what it was asked last. */
  readonly answer: () => Promise<void>
}

const leg = (of: 'customer' | 'ana'): LegId => `leg_${of}`

function slow(names: readonly ('customer' | 'ana')[] = ['customer', 'ana']): Slow {
  const orders: VoiceOrder[] = []
  const neverBegun: RecordingId[] = []
  const waiting: ((outcome: VoiceOutcome) => void)[] = []
  const legs: KnownLegs = new Map(
    names.map((of) => {
      const patience = setTimeout(() => {}, 0)
      clearTimeout(patience)
      return [leg(of), { callId: talking.id, partyId: `pty_${of}`, knownFrom: 1, patience }]
    }),
  )
  const arranger = createCallArranger({
    engine: {
      async order(order) {
        orders.push(order)
        return await new Promise<VoiceOutcome>((resolve) => waiting.push(resolve))
      },
    },
    legs,
    musicOf: () => null,
    onFault(error) {
      throw error
    },
    onNeverBegun: (id) => void neverBegun.push(id),
  })
  return {
    arranger,
    orders,
    neverBegun,
    async answer() {
      waiting.shift()?.({ outcome: 'done' })
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

function news(call: Call, version: number, more: Partial<CallNews> = {}): CallNews {
  return {
    view: { version } as CallNews['view'],
    invitation: null,
    customer: null,
    call,
    recordingId: null,
    queueId: null,
    digits: [],
    ...more,
  }
}

const held = after(talking, { type: 'held' })
const recorded = after(talking, { type: 'recording-set', to: 'on' })
const heardIn = (order: VoiceOrder | undefined): unknown =>
  order?.type === 'arrange' ? order.legs.map(({ hears }) => hears) : order?.type

it('leaves out what a newer state has overtaken, and loses no digits for it', async () => {
  const { arranger, orders, answer } = slow()
  arranger.learn(news(talking, 1))
  await answer()
  arranger.learn(news(held, 2, { digits: [{ legId: leg('customer'), digits: '12' }] }))
  arranger.learn(news(talking, 3))
  arranger.learn(news(held, 4))
  for (let turn = 0; turn < 4; turn += 1) await answer()
  await arranger.settle()
  expect(orders.map(heardIn)).toEqual([['bridge', 'bridge'], ['music', 'nothing'], 'send-digits'])
})

it('puts nothing of a call to the engine after its end', async () => {
  const { arranger, orders, answer } = slow()
  arranger.learn(news(talking, 1))
  arranger.learn(news(held, 2))
  arranger.learn(news(after(held, { type: 'ended', by: 'agent' }), 3))
  for (let turn = 0; turn < 4; turn += 1) await answer()
  await arranger.settle()
  expect(orders.at(-1)).toEqual({ type: 'close-call', callId: talking.id })
  expect(orders.filter(({ type }) => type === 'close-call')).toHaveLength(1)
  expect(arranger.open.size).toBe(0)
})

it('puts no recording to an engine that did not begin it', async () => {
  const { arranger, orders, answer } = slow()
  arranger.learn(news(recorded, 1, { recordingId: 'rec_1' }))
  await answer()
  expect(arranger.forgotten()).toEqual(['rec_1'])
  await answer()
  arranger.learn(news(recorded, 2, { recordingId: 'rec_2' }))
  await answer()
  await answer()
  await arranger.settle()
  expect(orders.map((order) => (order.type === 'arrange' ? order.recording?.id : null))).toEqual([
    'rec_1',
    undefined,
    'rec_2',
  ])
})

it('says which recording was never begun, because its call was over at once', async () => {
  const { arranger, orders, neverBegun, answer } = slow()
  arranger.learn(news(recorded, 1, { recordingId: 'rec_1' }))
  arranger.learn(news(after(recorded, { type: 'ended', by: 'agent' }), 2, { recordingId: 'rec_1' }))
  await answer()
  await answer()
  await arranger.settle()
  expect([orders.map(({ type }) => type), neverBegun]).toEqual([['close-call'], ['rec_1']])
  const other = slow()
  other.arranger.learn(news(recorded, 1, { recordingId: 'rec_2' }))
  await other.answer()
  other.arranger.learn(news(after(recorded, { type: 'ended', by: 'agent' }), 2, { recordingId: 'rec_2' }))
  await other.answer()
  expect(other.neverBegun).toEqual([])
})

it('leaves calls alone that sound on another server, until they are its own', async () => {
  const { arranger, orders, answer } = slow([])
  arranger.learn(news(talking, 1))
  arranger.learn(news(after(talking, { type: 'ended', by: 'agent' }), 2))
  await arranger.settle()
  expect(orders).toEqual([])
  arranger.claim(talking.id)
  arranger.learn(news(talking, 1))
  for (let turn = 0; turn < 2; turn += 1) await answer()
  await arranger.settle()
  expect(orders.map(({ type }) => type)).toEqual(['arrange'])
})
