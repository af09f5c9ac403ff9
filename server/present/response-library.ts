/** The standard responses an agent may use (V1), with the folders that hold them and no others. */
import type { QueueId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { folderPath } from '#core/response/find-responses.ts'
import { mayUseResponse, type ResponseReader } from '#core/response/may-use.ts'
import type { ResponseLibrary } from '#protocol/response.ts'
import type { Thing } from '../configuration/kinds.ts'
import type { Context } from '../context.ts'
import { readResponseFiles } from '../store/response-file-row.ts'

export function responseReader(context: Pick<Context, 'configuration'>, actor: Actor): ResponseReader {
  return { ...actor, teamIds: context.configuration.agent(actor.agentId)?.teamIds ?? [] }
}

export async function readResponseLibrary(
  context: Pick<Context, 'configuration' | 'database'>,
  actor: Actor,
  conversationQueueId: QueueId | null,
): Promise<ResponseLibrary> {
  const { configuration, database } = context
  const reader = responseReader(context, actor)
  const folders = new Map<string, Thing<'response-folder'>>(
    configuration.list('response-folder').map((folder) => [folder.id, folder]),
  )
  const responses = configuration
    .list('response')
    .filter((response) => mayUseResponse(response, reader, conversationQueueId))
  const withFiles = responses.filter(({ fileIds }) => fileIds.length > 0).map(({ id }) => id)
  const files = await readResponseFiles(database, withFiles)
  const needed = new Set(
    [...new Set(responses.map(({ folderId }) => folderId))].flatMap((id) =>
      folderPath(folders, id).map((folder) => folder.id),
    ),
  )
  return {
    folders: [...folders.values()]
      .filter(({ id }) => needed.has(id))
      .map(({ id, name, parentId, order }) => ({ id, name, parentId, order })),
    responses: responses.map(({ id, name, folderId, shortcut, variants, fileIds }) => ({
      id,
      name,
      folderId,
      shortcut,
      variants,
      files: fileIds.flatMap((fileId) => files.get(fileId) ?? []),
    })),
  }
}
