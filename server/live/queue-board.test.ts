import type { AgentId, InteractionId, QueueId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'
import type { QueuePulse, ServerFrame } from '#protocol/live.ts'
import { expect, it } from 'vitest'
import type { Viewer } from './concern.ts'
import { createQueueBoard } from './queue-board.ts'

const viewer = (agentId: AgentId, queueIds: QueueId[], role: Role = 'agent'): Viewer => ({
  agentId,
  role,
  queueIds: new Set(queueIds),
})
const pulse = (queueId: QueueId): QueuePulse => ({
  queueId,
  waiting: 1,
  longestSince: 1,
  online: 1,
  ready: 0,
})
const because = (interactionId: InteractionId) =>
  ({ interactionId, reason: 'everyone-busy', position: 1 }) as const
const told = (text: string | null): string[] => {
  const frame = JSON.parse(text ?? 'null') as ServerFrame | null
  return frame?.type === 'signal' && frame.signal.type === 'queues'
    ? frame.signal.waiting.map(({ interactionId }) => interactionId)
    : []
}

it('tells why something waits only to who may see it, and makes one text for all with the same queues', () => {
  const board = createQueueBoard()
  const ana = viewer('agt_ana', ['que_a', 'que_b'])
  expect(board.frameFor(ana)).toBeNull()
  expect(board.learn({ to: 'queue-reasons', queueId: 'que_a', waiting: [because('int_a')] })).toBe(false)
  expect(board.learn({ to: 'queue-reasons', queueId: 'que_c', waiting: [because('int_c')] })).toBe(false)
  expect(board.learn({ to: 'queues', queues: [pulse('que_a'), pulse('que_b'), pulse('que_c')] })).toBe(true)
  expect(told(board.frameFor(ana))).toEqual(['int_a'])
  expect(told(board.frameFor(viewer('agt_none', [])))).toEqual([])
  expect(told(board.frameFor(viewer('agt_boss', [], 'supervisor')))).toEqual(['int_a', 'int_c'])
  expect(board.frameFor(viewer('agt_luis', ['que_b', 'que_a']))).toBe(board.frameFor(ana))
  board.learn({ to: 'queue-reasons', queueId: 'que_a', waiting: [] })
  board.learn({ to: 'queues', queues: [pulse('que_a')] })
  expect(told(board.frameFor(ana))).toEqual([])
})
