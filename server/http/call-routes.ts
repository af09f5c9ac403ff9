/** Calls, over HTTP (protocol/call.ts). Who may do what is decided by the acts, under the call's lock. */
import { callAct, callTargetQuery, openLeg, startCall as startCallShape } from '#protocol/call.ts'
import { callId } from '#protocol/id.ts'
import { z } from 'zod'
import { doInCall } from '../act/call-acts.ts'
import { startCall } from '../act/call-invite.ts'
import { openOwnLeg } from '../act/open-own-leg.ts'
import { retrieveParked, seeParked } from '../act/park-acts.ts'
import type { Context } from '../context.ts'
import { callTargetsOf } from '../present/call-targets.ts'
import type { VoiceRoom } from '../voice/voice-room.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

const one = z.object({ id: callId })
const slot = z.object({ slot: z.string().regex(/^\d{1,6}$/) })

export function callRoutes(
  context: Context,
  room: Pick<VoiceRoom, 'openLeg' | 'settings'>,
): readonly Route[] {
  const tag = 'calls'
  const access = 'signed-in'
  const findTargets = callTargetsOf(context)
  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/calls/settings',
        access,
        tag,
        summary: 'What a page needs to open a leg: STUN and TURN servers, how many lines.',
      },
      ({ who }) => room.settings(who.agentId),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/calls/targets',
        access,
        tag,
        summary: 'Colleagues, teams and queues a call can be given to, or who can be asked.',
        query: callTargetQuery,
      },
      async ({ who, query }) => await findTargets(actorOf(context, who), query),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/calls/parked',
        access,
        tag,
        summary: 'Parked calls with their slots.',
      },
      async ({ who }) => await seeParked(context, actorOf(context, who)),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/calls/parked/:slot/retrieve',
        access,
        tag,
        summary: 'Picks up the call that is parked in this slot.',
        params: slot,
      },
      async ({ who, params }) => await retrieveParked(context, actorOf(context, who), params.slot),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/calls',
        access,
        tag,
        summary: 'Calls a colleague, or whoever is free in a team or queue.',
        body: startCallShape,
      },
      async ({ who, body }) => await startCall(context, actorOf(context, who), body.target),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/calls/:id/leg',
        access,
        tag,
        summary: 'Opens your own sound in a call you take part in, or opens it again.',
        params: one,
        body: openLeg,
        limits: ['leg'],
      },
      async ({ who, params, body }) =>
        await openOwnLeg(context, room, actorOf(context, who), params.id, body.offer),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/calls/:id/acts',
        access,
        tag,
        summary: 'Everything that is done in a call: hold, ask, transfer, park, look on …',
        params: one,
        body: callAct,
      },
      async ({ who, params, body }) => await doInCall(context, actorOf(context, who), params.id, body),
    ),
  ]
}
