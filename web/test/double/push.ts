/** The double's part of notifications on closed pages: the devices of each person, and what they were sent for trial. */
import { randomUUID } from 'node:crypto'
import type { AgentId } from '#core/id.ts'
import { refuse } from '#core/step.ts'
import { newPushSubscription, type PushDevice } from '#protocol/push.ts'
import type { Reply } from './api.ts'
import type { Centre } from './centre.ts'

/** A point on the curve that browsers accept; nobody signs with it here. */
const publicKey = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'

const known = new WeakMap<Centre, Map<AgentId, PushDevice[]>>()

export function answerPush(
  centre: Centre,
  agentId: AgentId,
  method: string,
  [id, what]: readonly (string | undefined)[],
  body: object,
): Reply {
  const devices = known.get(centre) ?? new Map<AgentId, PushDevice[]>()
  known.set(centre, devices)
  const mine = devices.get(agentId) ?? []
  if (method === 'GET') return { body: { publicKey, devices: mine } }
  if (method === 'POST' && id === undefined) {
    const { endpoint } = newPushSubscription.parse(body)
    const device: PushDevice = {
      id: `psh_${randomUUID().replaceAll('-', '')}`,
      name: 'Chrome · Linux',
      endpoint,
      createdAt: Date.now(),
    }
    devices.set(agentId, [...mine.filter((one) => one.endpoint !== endpoint), device])
    return { status: 201, body: { device } }
  }
  if (!mine.some((device) => device.id === id)) return { body: refuse('not-found') }
  if (method === 'DELETE')
    devices.set(
      agentId,
      mine.filter((device) => device.id !== id),
    )
  return { body: what === 'test' || method === 'DELETE' ? { ok: true } : refuse('not-found') }
}
