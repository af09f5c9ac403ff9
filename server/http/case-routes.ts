/** The data of a case, over HTTP. The fields themselves are configuration: `/api/v1/case-fields`. */
import { caseHistoryQuery, changeCase } from '#protocol/case.ts'
import { interactionId } from '#protocol/id.ts'
import { z } from 'zod'
import { changeCase as change, seeCaseHistory } from '../act/case-acts.ts'
import type { Context } from '../context.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

export function caseRoutes(context: Context): readonly Route[] {
  const access = 'signed-in'
  const tag = 'interactions'
  const params = z.object({ id: interactionId })
  return [
    route(
      {
        method: 'PATCH',
        path: '/api/v1/interactions/:id/case',
        access,
        tag,
        summary: 'Changes data of its case: all the changes, or none when somebody else was first.',
        params,
        body: changeCase,
      },
      async ({ who, params: { id }, body }) => await change(context, actorOf(context, who), id, body),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/interactions/:id/case/history',
        access,
        tag,
        summary: 'Who changed what of its case, newest first.',
        params,
        query: caseHistoryQuery,
      },
      async ({ who, params: { id }, query }) =>
        await seeCaseHistory(context, actorOf(context, who), id, query),
    ),
  ]
}
