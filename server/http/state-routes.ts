/** An agent's own state, and the supervisor's hand on somebody else's. */
import { refuse } from '#core/step.ts'
import { afterWorkRequest, askState, forceState, type Devices } from '#protocol/agent-state.ts'
import { agentId } from '#protocol/id.ts'
import { z } from 'zod'
import {
  afterWork,
  askState as askForState,
  forceState as putInState,
  otherDevices,
} from '../act/presence-acts.ts'
import type { Context } from '../context.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

export function stateRoutes(context: Context): readonly Route[] {
  const tag = 'me'
  const access = 'signed-in'

  return [
    route(
      {
        method: 'POST',
        path: '/api/v1/me/state',
        access,
        tag,
        summary: 'Asks for a state, on all channels or some; while something is handled, now or after it.',
        body: askState,
      },
      async ({ who, body }) => await askForState(context, actorOf(context, who), body),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/me/after-work',
        access,
        tag,
        summary: 'Extends or finishes after-call work.',
        body: afterWorkRequest,
      },
      async ({ who, body }) => await afterWork(context, actorOf(context, who), body.act),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/me/devices',
        access,
        tag,
        summary: 'On how many other devices you have the page open: signing out here leaves those at work.',
      },
      async ({ who }): Promise<Devices> => ({
        others: await otherDevices(context, who.agentId, who.sessionId),
      }),
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/agents/:id/state',
        access: 'supervisor',
        tag: 'agent',
        summary: 'Forces an agent’s state.',
        params: z.object({ id: agentId }),
        body: forceState,
      },
      async ({ who, params, body }) =>
        context.configuration.agent(params.id)
          ? await putInState(context, actorOf(context, who), params.id, body)
          : refuse('not-found'),
    ),
  ]
}
