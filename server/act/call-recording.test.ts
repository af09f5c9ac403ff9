import type { CallId, InteractionId } from '#core/id.ts'
import { queue } from '#protocol/config/queue.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mustBe } from '../test/centre.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { takeInteraction, transferInteraction } from './interaction-acts.ts'

let board: Switchboard
let ana: Colleague
let call: { readonly id: InteractionId; readonly callId: CallId }

beforeAll(async () => {
  board = await openSwitchboard({ recording: 'always' })
})
afterAll(async () => await board.centre.close())
beforeEach(async () => {
  ana = await board.colleague('ana')
  call = await board.talking(ana)
  return async () => void (await board.hangsUp())
})

const recording = async () => (await board.record(call.callId)).call.recording

/** To another queue, where Eva takes it. */
async function movedTo(policy: 'off' | 'on-demand' | 'always'): Promise<Colleague> {
  const queueId = await board.centre.addQueue({ voice: queue.shape.voice.parse({ recording: policy }) })
  mustBe(await transferInteraction(board.centre.context, ana, call.id, queueId))
  const eva = { ...(await board.colleague('eva', { queues: [{ queueId }] })), queueIds: [queueId] }
  mustBe(await takeInteraction(board.centre.context, eva, call.id))
  await board.opens(eva, call.callId)
  expect(board.hears('lucia')).toBe('eva')
  return eva
}

describe('a queue that always records', () => {
  it('begins when both are there, and is paused but not switched off', async () => {
    expect(await recording()).toBe('on')
    expect(await board.does(ana, call.callId, { type: 'record', to: 'off' })).toBe('recording-always')
    expect(await board.does(ana, call.callId, { type: 'record', to: 'paused' })).toMatchObject({
      recording: 'paused',
    })
  })
})

describe('transferred to a queue', () => {
  it('that never records: what is said there is not recorded', async () => {
    await movedTo('off')
    expect(await recording()).toBe('off')
  })

  it('that records when asked to: it goes on, and whoever has it now may end it', async () => {
    const eva = await movedTo('on-demand')
    expect(await recording()).toBe('on')
    expect(await board.does(eva, call.callId, { type: 'record', to: 'off' })).toMatchObject({
      recording: 'off',
    })
  })
})
