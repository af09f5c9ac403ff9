/** What the agent's page does with interactions and contacts, over HTTP. */
import type { Actor } from '#core/permission/may.ts'
import { contactId, interactionId } from '#protocol/id.ts'
import {
  acceptOffer,
  assignInteraction,
  disposeInteraction,
  interactionListQuery,
  messagePageQuery,
  rejectOffer,
  transferInteraction,
} from '#protocol/interaction.ts'
import { newMessage } from '#protocol/message.ts'
import { z } from 'zod'
import * as interactions from '../act/interaction-acts.ts'
import type { SayBatch } from '../act/say-batch.ts'
import { say } from '../act/say.ts'
import type { Context } from '../context.ts'
import type { TellDraft } from '../live/draft-news.ts'
import { listInteractions } from '../present/interaction-list.ts'
import { readMessagePage, seeContact, seeInteraction } from '../present/interaction-query.ts'
import { actorOf as toActor } from './actor-of.ts'
import { route, type Route } from './route.ts'
import type { SignedIn } from './signed-in.ts'

const one = z.object({ id: interactionId })

export function interactionRoutes(
  context: Context,
  sayBatch: SayBatch,
  tellDraft?: TellDraft,
): readonly Route[] {
  const tag = 'interactions'
  const access = 'signed-in'
  const actorOf = (who: SignedIn): Actor => toActor(context, who)
  const path = (act: string): string => `/api/v1/interactions/:id/${act}`

  return [
    route(
      {
        method: 'GET',
        path: '/api/v1/interactions',
        access,
        tag,
        summary: 'The open interactions you may see, by list, a page at a time.',
        query: interactionListQuery,
      },
      async ({ who, query }) => await listInteractions(context, actorOf(who), query),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/interactions/:id',
        access,
        tag,
        summary: 'One interaction.',
        params: one,
      },
      async ({ who, params }) => await seeInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'GET',
        path: path('messages'),
        access,
        tag,
        summary: 'A page of the conversation, oldest first; without `before` and `after` the newest.',
        params: one,
        query: messagePageQuery,
      },
      async ({ who, params, query }) => await readMessagePage(context, actorOf(who), params.id, query),
    ),
    route(
      {
        method: 'POST',
        path: path('messages'),
        access,
        tag,
        summary: 'Says something. A repeated clientId is the same message.',
        params: one,
        body: newMessage,
      },
      async ({ who, params, body }) =>
        await say(context, sayBatch, actorOf(who), params.id, body, tellDraft, who.language),
    ),
    route(
      {
        method: 'POST',
        path: path('accept'),
        access,
        tag,
        summary: 'Accepts an offer.',
        params: one,
        body: acceptOffer,
      },
      async ({ who, params, body }) =>
        await interactions.acceptOffer(context, actorOf(who), params.id, body.offerId),
    ),
    route(
      {
        method: 'POST',
        path: path('reject'),
        access,
        tag,
        summary: 'Rejects an offer.',
        params: one,
        body: rejectOffer,
      },
      async ({ who, params, body }) =>
        await interactions.rejectOffer(context, actorOf(who), params.id, body.offerId),
    ),
    route(
      {
        method: 'POST',
        path: path('take'),
        access,
        tag,
        summary: 'Takes what waits in one of your queues.',
        params: one,
      },
      async ({ who, params }) => await interactions.takeInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'POST',
        path: path('assign'),
        access,
        tag,
        summary: 'Gives it to an agent.',
        params: one,
        body: assignInteraction,
      },
      async ({ who, params, body }) =>
        await interactions.assignInteraction(context, actorOf(who), params.id, body.agentId),
    ),
    route(
      {
        method: 'POST',
        path: path('return'),
        access,
        tag,
        summary: 'Gives it back to its place in line.',
        params: one,
      },
      async ({ who, params }) => await interactions.returnInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'POST',
        path: path('transfer'),
        access,
        tag,
        summary: 'Moves it to another queue.',
        params: one,
        body: transferInteraction,
      },
      async ({ who, params, body }) =>
        await interactions.transferInteraction(context, actorOf(who), params.id, body.queueId),
    ),
    route(
      { method: 'POST', path: path('end'), access, tag, summary: 'Ends the conversation.', params: one },
      async ({ who, params }) => await interactions.endInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'POST',
        path: path('disposition'),
        access,
        tag,
        summary: 'Chooses, replaces or clears the disposition.',
        params: one,
        body: disposeInteraction,
      },
      async ({ who, params, body }) =>
        await interactions.disposeInteraction(context, actorOf(who), params.id, body.dispositionId),
    ),
    route(
      { method: 'POST', path: path('close'), access, tag, summary: 'Marks it done.', params: one },
      async ({ who, params }) => await interactions.closeInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'POST',
        path: path('read'),
        access,
        tag,
        summary: 'Everything the customer said so far was seen.',
        params: one,
      },
      async ({ who, params }) => await interactions.readInteraction(context, actorOf(who), params.id),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/contacts/:id',
        access,
        tag: 'contacts',
        summary: 'A contact with addresses and interactions.',
        params: z.object({ id: contactId }),
      },
      async ({ who, params }) => await seeContact(context, actorOf(who), params.id),
    ),
  ]
}
