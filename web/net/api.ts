/** The routes this page uses, each with the shapes of `protocol/`. */
import type { ContactFound } from '#protocol/contact.ts'
import type { CaseHistory, ChangeCase } from '#protocol/case.ts'
import type { AskState, Devices, ForceState, OwnStateView } from '#protocol/agent-state.ts'
import type {
  ChangeTags,
  ContactView,
  InteractionList,
  InteractionPage,
  InteractionView,
} from '#protocol/interaction.ts'
import type { DraftKind, DraftView, PutDraftAway, SaveDraft } from '#protocol/draft.ts'
import type { FileView, MessageView, NewMessage } from '#protocol/message.ts'
import type { ResponseLibrary } from '#protocol/response.ts'
import type { NoteView, SaveNote } from '#protocol/note.ts'
import type { Setup } from '#protocol/session.ts'
import type { NewPushSubscription, PushState } from '#protocol/push.ts'
import type { Preferences, Workspace } from '#protocol/workspace.ts'
import type {
  AgentId,
  ContactId,
  DispositionId,
  InteractionId,
  OfferId,
  QueueId,
  ResponseId,
} from '#core/id.ts'
import type { ConversationSearch } from '#protocol/conversation-search.ts'
import { createCallApi } from './call-api.ts'
import { createRecordingApi } from './recording-api.ts'
import type { Answer } from './problem.ts'
import type { Ask } from './request.ts'

export type MessagePage = {
  readonly messages: readonly MessageView[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/** Which part of a conversation: the newest (nothing said), around a position, or from an instant on. */
export type PagePlace = { readonly before?: number; readonly after?: number; readonly at?: number }

export type Changed = { readonly interaction: InteractionView }
/** `tags`: those the words have become. */
export type Tagged = Changed & { readonly tags: readonly WorkspaceTag[] }
export type WorkspaceTag = Workspace['tags'][number]
export type ChangedOwn = { readonly own: OwnStateView }

export type Api = ReturnType<typeof createApi>

export function createApi(ask: Ask) {
  const act = (id: InteractionId, what: string, body: object = {}): Promise<Answer<Changed>> =>
    ask('POST', `/api/v1/interactions/${id}/${what}`, body)

  return {
    ...createCallApi(ask),
    ...createRecordingApi(ask),
    setup: () => ask<{ readonly needed: boolean }>('GET', '/api/v1/setup'),
    setUp: (form: Setup) => ask<unknown>('POST', '/api/v1/setup', form),
    signIn: (email: string, password: string) =>
      ask<{ readonly secondFactor?: boolean }>('POST', '/api/v1/auth/sign-in/email', { email, password }),
    verifyCode: (code: string) => ask<unknown>('POST', '/api/v1/auth/two-factor/verify-totp', { code }),
    signOut: () => ask<unknown>('POST', '/api/v1/auth/sign-out'),
    session: () => ask<object | null>('GET', '/api/v1/auth/get-session'),

    workspace: () => ask<Workspace>('GET', '/api/v1/workspace'),
    savePreferences: (changes: Partial<Preferences>) =>
      ask<unknown>('PATCH', '/api/v1/me/preferences', changes),
    pushState: () => ask<PushState>('GET', '/api/v1/me/push'),
    addPushDevice: (subscription: NewPushSubscription) =>
      ask<unknown>('POST', '/api/v1/me/push/subscriptions', subscription),
    removePushDevice: (id: string) => ask<unknown>('DELETE', `/api/v1/me/push/subscriptions/${id}`),
    testPushDevice: (id: string) => ask<unknown>('POST', `/api/v1/me/push/subscriptions/${id}/test`),
    askState: (wish: AskState) => ask<ChangedOwn>('POST', '/api/v1/me/state', wish),
    afterWork: (what: 'extend' | 'finish') => ask<ChangedOwn>('POST', '/api/v1/me/after-work', { act: what }),

    forceState: (id: AgentId, wish: ForceState) =>
      ask<ChangedOwn>('POST', `/api/v1/agents/${id}/state`, wish),
    devices: () => ask<Devices>('GET', '/api/v1/me/devices'),

    interaction: (id: InteractionId) => ask<Changed>('GET', `/api/v1/interactions/${id}`),
    messages: (id: InteractionId, place: PagePlace = {}) =>
      ask<MessagePage>('GET', `/api/v1/interactions/${id}/messages${query(place)}`),
    searchConversation: (id: InteractionId, q: string, before?: number) =>
      ask<ConversationSearch>(
        'GET',
        `/api/v1/interactions/${id}/search?q=${encodeURIComponent(q)}${before === undefined ? '' : `&before=${before}`}`,
      ),
    findContacts: (asked: string) =>
      ask<{ readonly contacts: readonly ContactFound[] }>(
        'GET',
        `/api/v1/contacts?q=${encodeURIComponent(asked)}`,
      ),
    contact: (id: ContactId) => ask<{ readonly contact: ContactView }>('GET', `/api/v1/contacts/${id}`),

    list: (list: InteractionList, after: string | null, limit: number) =>
      ask<InteractionPage>(
        'GET',
        `/api/v1/interactions?list=${list}&limit=${limit}${after === null ? '' : `&after=${after}`}`,
      ),
    changeCase: (id: InteractionId, change: ChangeCase) =>
      ask<Changed>('PATCH', `/api/v1/interactions/${id}/case`, change),
    /** `before`: the id of the last one had. */
    caseHistory: (id: InteractionId, before: number | null) =>
      ask<CaseHistory>(
        'GET',
        `/api/v1/interactions/${id}/case/history${before === null ? '' : `?before=${before}`}`,
      ),
    changeTags: (id: InteractionId, change: ChangeTags) =>
      ask<Tagged>('POST', `/api/v1/interactions/${id}/tags`, change),
    /** `of`: a conversation whose queue counts too (rule V1). */
    responses: (of: InteractionId | null) =>
      ask<ResponseLibrary>('GET', `/api/v1/workspace/responses${of === null ? '' : `?interactionId=${of}`}`),
    responseFiles: (id: InteractionId, responseId: ResponseId) =>
      ask<{ readonly files: readonly FileView[] }>('POST', `/api/v1/interactions/${id}/response-files`, {
        responseId,
      }),

    drafts: (id: InteractionId) =>
      ask<{ readonly drafts: readonly DraftView[] }>('GET', `/api/v1/interactions/${id}/drafts`),
    ownDrafts: () => ask<{ readonly drafts: readonly DraftView[] }>('GET', '/api/v1/me/drafts'),
    saveDraft: (id: InteractionId, kind: DraftKind, draft: SaveDraft) =>
      ask<{ readonly draft: DraftView }>('PUT', `/api/v1/interactions/${id}/drafts/${kind}`, draft, {
        keepAlive: true,
      }),
    putDraftAway: (id: InteractionId, what: PutDraftAway) =>
      ask<{ readonly files: readonly FileView[] }>(
        'POST',
        `/api/v1/interactions/${id}/drafts/put-away`,
        what,
      ),
    note: (id: InteractionId) => ask<{ readonly note: NoteView }>('GET', `/api/v1/interactions/${id}/note`),
    saveNote: (id: InteractionId, note: SaveNote) =>
      ask<{ readonly note: NoteView }>('PUT', `/api/v1/interactions/${id}/note`, note),

    accept: (id: InteractionId, offerId: OfferId) => act(id, 'accept', { offerId }),
    reject: (id: InteractionId, offerId: OfferId) => act(id, 'reject', { offerId }),
    take: (id: InteractionId) => act(id, 'take'),
    assign: (id: InteractionId, agentId: AgentId) => act(id, 'assign', { agentId }),
    giveBack: (id: InteractionId) => act(id, 'return'),
    transfer: (id: InteractionId, queueId: QueueId) => act(id, 'transfer', { queueId }),
    end: (id: InteractionId) => act(id, 'end'),
    dispose: (id: InteractionId, dispositionId: DispositionId | null) =>
      act(id, 'disposition', { dispositionId }),
    close: (id: InteractionId) => act(id, 'close'),
    read: (id: InteractionId) => act(id, 'read'),
    say: (id: InteractionId, message: NewMessage) =>
      ask<{ readonly message: MessageView }>('POST', `/api/v1/interactions/${id}/messages`, message),
  }
}

function query(place: PagePlace): string {
  const words = Object.entries(place).map(([name, value]) => `${name}=${value}`)
  return words.length === 0 ? '' : `?${words.join('&')}`
}

export const filePath = (id: string): string => `/api/v1/files/${id}`
