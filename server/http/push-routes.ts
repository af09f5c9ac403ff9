/** The browsers that a person wants to be told on while the page is closed. Everybody sees and removes their own, nobody else's. */
import { refuse } from '#core/step.ts'
import { newPushSubscription, pushDeviceId, type PushDevice, type PushState } from '#protocol/push.ts'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { deviceName } from '../push/device-name.ts'
import {
  deleteOwnPushSubscription,
  keepNewestPushSubscriptions,
  postTestPush,
  putPushSubscription,
  readPushSubscriptions,
  type PushSubscription,
} from '../store/push-row.ts'
import { route, type Route } from './route.ts'

/** Of one person; the oldest go. */
const mostDevices = 10
const testMs = 60_000

export function pushRoutes(context: Context, publicKey: string): Route[] {
  const { database } = context
  const access = 'signed-in'
  const tag = 'me'
  const path = '/api/v1/me/push/subscriptions'
  const one = z.object({ id: pushDeviceId })

  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/me/push',
        access,
        tag,
        summary:
          'The key that a browser subscribes with, and your devices that are told while the page is closed.',
      },
      async ({ who }): Promise<PushState> => ({
        publicKey,
        devices: (await readPushSubscriptions(database, who.agentId)).map(toDevice),
      }),
    ),
    route(
      {
        method: 'POST',
        path,
        access,
        tag,
        summary:
          'Adds this browser, until you sign out here. The same one again is the same device; of more than ten the oldest is dropped.',
        body: newPushSubscription,
        status: 201,
      },
      async ({ who, body, request }) => {
        const kept = await putPushSubscription(
          database,
          {
            id: context.newId('psh'),
            agentId: who.agentId,
            endpoint: body.endpoint,
            p256dh: body.keys.p256dh,
            auth: body.keys.auth,
            device: deviceName(request.headers['user-agent'] ?? ''),
            createdAt: context.now(),
          },
          who.sessionId,
        )
        if (!kept) return refuse('not-allowed')
        await keepNewestPushSubscriptions(database, who.agentId, mostDevices)
        return { device: toDevice(kept) }
      },
    ),
    route(
      {
        method: 'DELETE',
        path: `${path}/:id`,
        access,
        tag,
        summary: 'Removes one of your devices.',
        params: one,
      },
      async ({ who, params }) =>
        (await deleteOwnPushSubscription(database, who.agentId, params.id))
          ? { ok: true }
          : refuse('not-found'),
    ),
    route(
      {
        method: 'POST',
        path: `${path}/:id/test`,
        access,
        tag,
        summary: 'Sends a notification to one of your devices, to see that it comes.',
        params: one,
        limits: ['push-test'],
      },
      async ({ who, params }) => {
        const mine = await readPushSubscriptions(database, who.agentId)
        if (!mine.some(({ id }) => id === params.id)) return refuse('not-found')
        const at = context.now()
        await postTestPush(database, params.id, who.agentId, at, at + testMs)
        context.doorbell.ring('outbox')
        return { ok: true }
      },
    ),
  ]
}

function toDevice({ id, device, endpoint, createdAt }: PushSubscription): PushDevice {
  return { id, name: device, endpoint, createdAt }
}
