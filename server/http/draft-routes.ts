/** Drafts and notes, over HTTP. */
import { draftPlace, putDraftAway as putAwayShape, saveDraft as saveDraftShape } from '#protocol/draft.ts'
import { interactionId } from '#protocol/id.ts'
import { saveNote as saveNoteShape } from '#protocol/note.ts'
import { z } from 'zod'
import { putDraftAway, saveDraft, seeDrafts, seeOwnDrafts } from '../act/draft-acts.ts'
import { saveNote, seeNote } from '../act/note-acts.ts'
import type { Context } from '../context.ts'
import type { TellDraft } from '../live/draft-news.ts'
import { actorOf } from './actor-of.ts'
import { route, type Route } from './route.ts'

const one = z.object({ id: interactionId })
const path = (what: string): string => `/api/v1/interactions/:id/${what}`

export function draftRoutes(context: Context, tellDraft: TellDraft): readonly Route[] {
  const tag = 'interactions'
  const access = 'signed-in'
  return [
    route(
      {
        method: 'PUT',
        path: path('drafts/:kind'),
        access,
        tag,
        summary: 'Keeps what you have begun to write: `reply` or `note`.',
        params: draftPlace,
        body: saveDraftShape,
        limits: ['draft'],
      },
      async ({ who, params, body }) =>
        await saveDraft(context, tellDraft, actorOf(context, who), params, body),
    ),
    route(
      {
        method: 'GET',
        path: path('drafts'),
        access,
        tag,
        summary: 'Your drafts in it; for its owner also the replies that former owners left.',
        params: one,
      },
      async ({ who, params }) => await seeDrafts(context, actorOf(context, who), params.id),
    ),
    route(
      {
        method: 'POST',
        path: path('drafts/put-away'),
        access,
        tag,
        summary: 'Takes what a former owner left of a reply, or puts it away. Its author still has it.',
        params: one,
        body: putAwayShape,
      },
      async ({ who, params, body }) =>
        await putDraftAway(context, tellDraft, actorOf(context, who), params.id, body),
    ),
    route(
      {
        method: 'GET',
        path: '/api/v1/me/drafts',
        access,
        tag: 'me',
        summary: 'All your drafts, and what former owners left of replies in what you own.',
      },
      async ({ who }) => await seeOwnDrafts(context, who.agentId),
    ),
    route(
      {
        method: 'GET',
        path: path('note'),
        access,
        tag,
        summary: 'Its note, with all versions.',
        params: one,
      },
      async ({ who, params }) => await seeNote(context, actorOf(context, who), params.id),
    ),
    route(
      {
        method: 'PUT',
        path: path('note'),
        access,
        tag,
        summary: 'Saves its note as a new version, unless somebody else has saved one meanwhile.',
        params: one,
        body: saveNoteShape,
      },
      async ({ who, params, body }) =>
        await saveNote(context, tellDraft, actorOf(context, who), params.id, body),
    ),
  ]
}
