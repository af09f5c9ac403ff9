/** Standard responses as the agent's page uses them (C9); how they are set up is in `config/response.ts`. */
import type { ResponseFolderId, ResponseId } from '#core/id.ts'
import { z } from 'zod'
import type { Response, ResponseFolder } from './config/response.ts'
import { interactionId, responseId } from './id.ts'
import type { FileView } from './message.ts'

export type ResponseFolderView = ResponseFolder & { readonly id: ResponseFolderId }

export type ResponseView = Pick<Response, 'name' | 'folderId' | 'shortcut' | 'variants'> & {
  readonly id: ResponseId
  /** To look at. To send them, ask for files of your own: `POST /interactions/:id/response-files`. */
  readonly files: readonly FileView[]
}

/**
 * `GET /workspace/responses`: those the person may use (rule V1), in the library's order, and the folders they are in. It changes seldom: the answer
 * has an `ETag`, and the live socket says `configuration-changed` of the kinds `response` and `response-folder`.
 */
export type ResponseLibrary = {
  readonly folders: readonly ResponseFolderView[]
  readonly responses: readonly ResponseView[]
}

/** `interactionId`: also those of the queue of this conversation, which may be none of the person's own. */
export const responseLibraryQuery = z.object({ interactionId: interactionId.optional() })

/**
 * `POST /interactions/:id/response-files` → `{ files: FileView[] }`: the response's files as the person's own, to be sent in this conversation
 * within a day. The bytes are not copied.
 */
export const responseFiles = z.object({ responseId })
