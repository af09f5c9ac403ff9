/** Tags on interactions, over HTTP. The tags themselves are configuration: `/api/v1/tags`. */
import { interactionId } from '#protocol/id.ts'
import { changeTags } from '#protocol/interaction.ts'
import { z } from 'zod'
import { changeTags as change } from '../act/tag-acts.ts'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

export function tagRoutes(context: ConfigurationContext): readonly Route[] {
  return [
    route(
      {
        method: 'POST',
        path: '/api/v1/interactions/:id/tags',
        access: 'signed-in',
        tag: 'interactions',
        summary: 'Puts tags on it and takes them off; words may become tags.',
        params: z.object({ id: interactionId }),
        body: changeTags,
      },
      async ({ who, params, body }) => await change(context, actorOf(context, who), params.id, body),
    ),
  ]
}
