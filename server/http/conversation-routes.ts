/** What can be asked of one conversation besides its pages. */
import { conversationSearchQuery } from '#protocol/conversation-search.ts'
import { interactionId } from '#protocol/id.ts'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { searchConversation } from '../present/search-conversation.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

export function conversationRoutes(context: Context): readonly Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/interactions/:id/search',
        access: 'signed-in',
        tag: 'interactions',
        summary:
          'Messages of the conversation with these words, newest first. Accents and case do not count.',
        params: z.object({ id: interactionId }),
        query: conversationSearchQuery,
      },
      async ({ who, params, query }) =>
        await searchConversation(context, actorOf(context, who), params.id, query),
    ),
  ]
}
