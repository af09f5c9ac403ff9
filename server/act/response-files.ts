/** A response's files become the agent's own, so that a message can take them as it takes what the agent has uploaded. */
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionId, ResponseId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { mayUseResponse } from '#core/response/may-use.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { FileView } from '#protocol/message.ts'
import type { Context } from '../context.ts'
import { responseReader } from '../present/response-library.ts'
import { insertFile, lockContents, toFileView, type FileRow } from '../store/file-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readResponseFileRows } from '../store/response-file-row.ts'
import { maySee } from './may-act-on.ts'

export async function takeResponseFiles(
  context: Context,
  actor: Actor,
  interactionId: InteractionId,
  responseId: ResponseId,
): Promise<{ readonly files: readonly FileView[] } | Refusal> {
  const record = await readInteraction(context.database, interactionId)
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  const response = context.configuration.get('response', responseId)
  const { queueId } = record.interaction
  if (!response || response.archivedAt !== null) return refuse('not-found')
  if (!mayUseResponse(response, responseReader(context, actor), queueId)) return refuse('not-found')
  if (ownerOf(record.interaction) !== actor.agentId) return refuse('not-owner')
  const files = await context.database.transaction(async (transaction) => {
    const byId = new Map((await readResponseFileRows(transaction, [responseId])).map((row) => [row.id, row]))
    const rows = response.fileIds.flatMap((id) => byId.get(id) ?? [])
    await lockContents(
      transaction,
      rows.map((row) => row.sha256),
    )
    const copies = rows.map((row): FileRow => ({
      ...row,
      id: context.newId('fil'),
      agent_id: actor.agentId,
      account_id: null,
      external_user: null,
      interaction_id: null,
    }))
    for (const copy of copies) await insertFile(transaction, copy, context.now())
    return copies.map(toFileView)
  })
  return { files }
}
