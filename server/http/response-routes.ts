/** Standard responses for those who write with them; setting them up is configuration. */
import { refuse } from '#core/step.ts'
import { interactionId } from '#protocol/id.ts'
import { responseFiles, responseLibraryQuery } from '#protocol/response.ts'
import { z } from 'zod'
import { maySee } from '../act/may-act-on.ts'
import { takeResponseFiles } from '../act/response-files.ts'
import type { Context } from '../context.ts'
import { readResponseLibrary } from '../present/response-library.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { actorOf } from './actor-of.ts'
import { sendRevalidated } from './revalidated.ts'
import { route, type Route } from './route.ts'

export function responseRoutes(context: Context): readonly Route[] {
  const access = 'signed-in'
  const tag = 'responses'
  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/workspace/responses',
        access,
        tag,
        summary: 'The standard responses you may use, with their folders.',
        query: responseLibraryQuery,
      },
      async ({ who, query, request, reply }) => {
        const actor = actorOf(context, who)
        const record = query.interactionId
          ? await readInteraction(context.database, query.interactionId)
          : null
        if (query.interactionId && !(record && maySee(context, actor, record))) return refuse('not-found')
        const library = await readResponseLibrary(context, actor, record?.interaction.queueId ?? null)
        return await sendRevalidated(request, reply, library)
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/v1/interactions/:id/response-files',
        access,
        tag,
        summary: 'The files of a standard response as your own, to send in this conversation within a day.',
        params: z.object({ id: interactionId }),
        body: responseFiles,
      },
      async ({ who, params, body }) =>
        await takeResponseFiles(context, actorOf(context, who), params.id, body.responseId),
    ),
  ]
}
