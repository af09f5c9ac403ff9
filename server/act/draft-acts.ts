/**
 * Drafts: kept for their author under the revision that the author's page had, so that two devices never overwrite each other. Nobody but the
 * author changes a draft. Who owns the conversation sees what former owners have left of a reply (R9), uses it or puts it away; the author still has it.
 */
import type { AgentId, FileId, InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import {
  mostDrafts,
  type DraftKind,
  type DraftView,
  type putDraftAway as putDraftAwayShape,
  type saveDraft as saveDraftShape,
} from '#protocol/draft.ts'
import type { FileView } from '#protocol/message.ts'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { TellDraft } from '../live/draft-news.ts'
import { toDraftViews } from '../present/draft-view.ts'
import {
  countDrafts,
  putDraftRowAway,
  readDraftsOfAgent,
  readDraftsOfInteraction,
  readOwnDraft,
  saveDraftRow,
  type DraftRow,
} from '../store/draft-row.ts'
import { insertFile, lockContents, readFiles, readFilesOfAgent, toFileView } from '../store/file-row.ts'
import { readInteraction, type InteractionRecord } from '../store/interaction-record.ts'
import { readQuote } from '../store/quote-row.ts'
import type { Queryable } from '../store/query.ts'
import type { Transaction } from '../store/transaction.ts'
import { maySee, refusalOf } from './may-act-on.ts'

/** Reads of one person's drafts; more than anybody may have. */
const mostTold = mostDrafts + 200

const isEmpty = (row: Pick<DraftRow, 'text' | 'file_ids'>): boolean =>
  row.text === '' && row.file_ids.length === 0

export async function saveDraft(
  context: Context,
  tellDraft: TellDraft,
  actor: Actor,
  { id, kind }: { readonly id: InteractionId; readonly kind: DraftKind },
  draft: z.output<typeof saveDraftShape>,
): Promise<{ draft: DraftView } | Refusal> {
  const { database } = context
  const record = await readInteraction(database, id)
  if (!record) return refuse('not-found')
  const refused = refusalOf(context, actor, kind === 'note' ? 'write-note' : 'draft-reply', record)
  if (refused) return maySee(context, actor, record) ? refused : refuse('not-found')
  if (kind === 'reply' && record.interaction.state.name === 'closed') return refuse('interaction-closed')
  const fileIds = await filesToKeep(context, actor.agentId, id, kind, draft.fileIds)
  if (isRefusal(fileIds)) return fileIds
  const isNew = draft.baseRevision === 0 && (draft.text !== '' || fileIds.length > 0)
  if (isNew && (await countDrafts(database, actor.agentId)) >= mostDrafts)
    return refuse('draft-limit', { limit: mostDrafts })
  const row = await saveDraftRow(
    database,
    {
      interaction_id: id,
      kind,
      agent_id: actor.agentId,
      text: draft.text,
      file_ids: fileIds,
      // What cannot be quoted any more costs the draft nothing.
      quote: draft.quotedMessageId ? await readQuote(database, id, draft.quotedMessageId) : null,
      updated_at: context.now(),
    },
    draft.baseRevision,
  )
  if (!row) return refuse((await isClosed(database, id, kind)) ? 'interaction-closed' : 'changed-meanwhile')
  const owner = ownerOf(record.interaction)
  tellDraft(
    { interactionId: id, kind, agentId: actor.agentId, revision: row.revision, isEmpty: isEmpty(row) },
    kind === 'reply' && owner ? [actor.agentId, owner] : [actor.agentId],
  )
  const [view] = await toDraftViews(database, [row])
  return view ? { draft: view } : refuse('not-found')
}

/** Closed while it was being saved: nothing can be said any more. */
async function isClosed(on: Queryable, id: InteractionId, kind: DraftKind): Promise<boolean> {
  return kind === 'reply' && (await readInteraction(on, id))?.interaction.state.name === 'closed'
}

/** Those that are the person's own and free, and those that this draft has already. */
async function filesToKeep(
  context: Context,
  agentId: AgentId,
  id: InteractionId,
  kind: DraftKind,
  wanted: readonly FileId[],
): Promise<FileId[] | Refusal> {
  const ids = [...new Set(wanted)]
  if (ids.length === 0) return []
  const free = await readFilesOfAgent(context.database, agentId, ids, context.now())
  const known = new Set(free.map((file) => file.id))
  const missing = ids.filter((one) => !known.has(one))
  if (missing.length === 0) return ids
  const before = await readOwnDraft(context.database, id, kind, agentId)
  return missing.every((one) => before?.file_ids.includes(one)) ? ids : refuse('not-found')
}

/** A person's own drafts in an interaction, and for its owner what former owners left. */
export async function seeDrafts(
  context: Context,
  actor: Actor,
  id: InteractionId,
): Promise<{ drafts: DraftView[] } | Refusal> {
  const { database } = context
  const record = await readInteraction(database, id)
  if (!record) return refuse('not-found')
  const rows = await readDraftsOfInteraction(
    database,
    id,
    actor.agentId,
    ownerOf(record.interaction) === actor.agentId,
  )
  // What somebody wrote stays that person's, whoever has the conversation now.
  if (rows.length === 0 && !maySee(context, actor, record)) return refuse('not-found')
  return { drafts: await toDraftViews(database, rows) }
}

export async function seeOwnDrafts(context: Context, agentId: AgentId): Promise<{ drafts: DraftView[] }> {
  const rows = await readDraftsOfAgent(context.database, agentId, mostTold)
  return { drafts: await toDraftViews(context.database, rows) }
}

/** The owner has read what somebody left: it is not shown to this owner again, and with `take` its files become this owner's. */
export async function putDraftAway(
  context: Context,
  tellDraft: TellDraft,
  actor: Actor,
  id: InteractionId,
  { agentId, revision, take }: z.output<typeof putDraftAwayShape>,
): Promise<{ files: FileView[] } | Refusal> {
  const record = await readInteraction(context.database, id)
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  if (!isOwnedBy(record, actor.agentId) || agentId === actor.agentId) return refuse('not-owner')
  const files = await context.database.transaction(async (transaction) => {
    const row = await putDraftRowAway(transaction, id, agentId, revision, actor.agentId)
    if (!row) return null
    return take ? await copyFiles(context, transaction, row.file_ids, actor.agentId) : []
  })
  if (!files) return refuse('changed-meanwhile')
  // To the other pages of this owner, and not to its author, for whom it is what it was.
  tellDraft({ interactionId: id, kind: 'reply', agentId, revision, isEmpty: true }, [actor.agentId])
  return { files }
}

const isOwnedBy = (record: InteractionRecord, agentId: AgentId): boolean =>
  ownerOf(record.interaction) === agentId

/** The same contents under ids of their own: the author's draft keeps its files, and nobody sends another person's. */
async function copyFiles(
  context: Context,
  transaction: Transaction,
  ids: readonly FileId[],
  agentId: AgentId,
): Promise<FileView[]> {
  const byId = new Map((await readFiles(transaction, ids)).map((file) => [file.id, file]))
  await lockContents(
    transaction,
    [...byId.values()].map((file) => file.sha256),
  )
  const copies: FileView[] = []
  for (const id of ids) {
    const file = byId.get(id)
    if (!file) continue
    const copy = {
      ...file,
      id: context.newId('fil'),
      agent_id: agentId,
      account_id: null,
      external_user: null,
      interaction_id: null,
    }
    await insertFile(transaction, copy, context.now())
    copies.push(toFileView(copy))
  }
  return copies
}
