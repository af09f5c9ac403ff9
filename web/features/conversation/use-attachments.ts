import { useMemo, useSyncExternalStore } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { Desk } from '#web/live/desk.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { createAttachments, type Attachment, type Attachments } from './attachments.ts'
import { joinDraft } from './join-draft.ts'

/** One set of files on their way for each desk: it outlives the conversation that is open. */
const ofDesk = new WeakMap<Desk, Attachments>()

function begin(desk: Desk): Attachments {
  const attachments = createAttachments(desk.upload)
  joinDraft(attachments, desk.drafts)
  ofDesk.set(desk, attachments)
  return attachments
}

export function useAttachments(interactionId: InteractionId): {
  readonly attachments: Attachments
  readonly mine: readonly Attachment[]
} {
  const desk = useDesk()
  const attachments = ofDesk.get(desk) ?? begin(desk)
  const all = useSyncExternalStore(attachments.store.subscribe, attachments.store.get)
  const mine = useMemo(() => all.filter((one) => one.interactionId === interactionId), [all, interactionId])
  return { attachments, mine }
}
