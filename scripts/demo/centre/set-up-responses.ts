/** The library of standard responses, with the file that one of them sends along, as the supervisor who keeps it would upload it. */
import type { AgentId, FileId, QueueId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import type { FileKeeper } from '#server/file/file-keeper.ts'
import { sheet } from '../attachment/document.ts'
import { madeAll } from './made.ts'
import type { QueueKey } from './queues.ts'
import { demoFolders, demoInnerFolders, demoResponses, returnTerms } from './responses.ts'

export async function setUpResponses(
  context: ConfigurationContext,
  files: Pick<FileKeeper, 'keepForAgent'>,
  { queues, authorId }: { readonly queues: Readonly<Record<QueueKey, QueueId>>; readonly authorId: AgentId },
): Promise<void> {
  const top = await madeAll(context, 'response-folder', demoFolders)
  const inner = await madeAll(context, 'response-folder', demoInnerFolders(top))
  const terms = await keepTerms(files, authorId)
  await madeAll(context, 'response', demoResponses({ folders: { ...top, ...inner }, queues, terms }))
}

async function keepTerms(files: Pick<FileKeeper, 'keepForAgent'>, agentId: AgentId): Promise<FileId> {
  const content = sheet('Condiciones de devolución', returnTerms)
  const kept = await files.keepForAgent({
    agentId,
    name: 'condiciones-de-devolucion.pdf',
    content: [content],
  })
  if (isRefusal(kept)) throw new Error(`The demo’s terms were refused: ${JSON.stringify(kept)}`)
  return kept.file.id
}
