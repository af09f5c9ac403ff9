/** The files of a message that is being written are part of its draft: those that are on the server go with it to every device, and come back from there. */
import type { InteractionId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'
import { draftKey, placeOf } from '#web/live/draft-keepsake.ts'
import type { Drafts } from '#web/live/drafts.ts'
import type { Attachments } from './attachments.ts'

export function joinDraft(attachments: Attachments, drafts: Drafts): void {
  /** How often each draft came from elsewhere, when that was last looked at. */
  const seen = new Map<InteractionId, number>()

  /** Nothing can be said there any more: it leaves no files behind, which would make a new draft of it. */
  function forget(): void {
    for (const id of seen.keys()) {
      if (drafts.store.get().mine.has(draftKey('reply', id))) continue
      seen.delete(id)
      attachments.clear(id)
    }
  }

  function take(): void {
    forget()
    for (const [key, { content, takenOver }] of drafts.store.get().mine) {
      const { kind, id } = placeOf(key)
      if (kind !== 'reply' || seen.get(id) === takenOver) continue
      const isFirst = !seen.has(id)
      seen.set(id, takenOver)
      // What this page is the first to write has its files from here.
      if (!isFirst || content.files.length > 0) attachments.replaceKept(id, content.files)
    }
  }

  function give(): void {
    const ready = new Map<InteractionId, FileView[]>()
    for (const { interactionId, file } of attachments.store.get())
      ready.set(interactionId, [...(ready.get(interactionId) ?? []), ...(file ? [file] : [])])
    for (const id of new Set([...ready.keys(), ...seen.keys()])) {
      const files = ready.get(id) ?? []
      const had = drafts.store.get().mine.get(draftKey('reply', id))?.content.files ?? []
      if (!isSameList(files, had)) drafts.change('reply', id, { files })
    }
  }

  take()
  drafts.store.subscribe(take)
  attachments.store.subscribe(give)
}

const isSameList = (a: readonly FileView[], b: readonly FileView[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id)
