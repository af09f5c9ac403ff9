import type { FileId, QueueId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse } from '#core/step.ts'
import type { ConfigurationContext } from '../configuration/configuration-context.ts'
import { changeConfigured, type Saved } from '../configuration/save.ts'
import { bodyOf } from '../configuration/shown.ts'

const tries = 4

/** By the ordinary save, with its audit. Only this one field is changed: what somebody else changed meanwhile stays. Null: the product's own. */
export async function setQueueMusic(
  context: ConfigurationContext,
  actor: Actor,
  queueId: QueueId,
  musicFileId: FileId | null,
): Promise<Saved<'queue'>> {
  for (let left = tries; ; left -= 1) {
    const queue = context.configuration.queue(queueId)
    if (!queue || queue.archivedAt !== null) return refuse('not-found')
    if (queue.voice.musicFileId === musicFileId) return queue
    const body = bodyOf(queue)
    const changed = { ...body, voice: { ...body.voice, musicFileId } }
    const saved = await changeConfigured(context, actor, 'queue', queueId, queue.version, changed)
    if (!isRefusal(saved) || saved.refused !== 'changed-meanwhile' || left === 1) return saved
    await context.configuration.refresh()
  }
}
