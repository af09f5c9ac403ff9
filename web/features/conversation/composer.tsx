/** Where the agent writes. Files come by button, by dropping them and from the clipboard; other features fill the slots and join as guests. */
import { useEffect, useId, useRef } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { takesCaret } from '#web/keys/caret.ts'
import type { ComposerSlots } from '#web/live/composer-slot.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { AttachmentTray } from './attachment-tray.tsx'
import { ComposerBar } from './composer-bar.tsx'
import { ComposerField } from './composer-field.tsx'
import styles from './composer.module.css'
import { maximumMessageLength } from './message-length.ts'
import { QuoteBar } from './quote-bar.tsx'
import { useAttachments } from './use-attachments.ts'
import { useComposerAccess } from './use-composer-access.ts'
import { useComposerHeight } from './use-composer-height.ts'
import { useDraft } from './use-draft.ts'
import { useTypingHint } from './use-typing-hint.ts'

export function Composer({
  interaction,
  slots,
}: {
  readonly interaction: InteractionView
  readonly slots: ComposerSlots
}) {
  const { id, contact } = interaction
  const { outbox, composers, drafts } = useDesk()
  const { attachments, mine } = useAttachments(id)
  const hint = useTypingHint(id)
  const draft = useDraft(id)
  const field = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const countId = useId()

  const { text, quote } = draft
  const change = (next: string): void => {
    draft.change(next)
    hint.typed(next !== '')
  }

  // What was just accepted is answered at once; whoever moves through the list keeps the place there.
  useEffect(() => {
    if (takesCaret(id)) field.current?.focus()
  }, [id])
  useComposerHeight(box)
  useComposerAccess({ interactionId: id, field, draft, change, quoting: draft.quoting, attachments })

  const isUploading = mine.some(({ file, problem }) => file === null && problem === null)
  const files = mine.flatMap(({ file }) => file ?? [])
  const isTooLong = text.length > maximumMessageLength
  const maySend = !isTooLong && !isUploading && (text.trim() !== '' || files.length > 0)

  const send = (): void => {
    if (!maySend || composers.guestsOf(id).some((guest) => guest.maySend?.(text) === false)) return
    const ready = composers.guestsOf(id).reduce((made, guest) => guest.toSend?.(made) ?? made, text)
    outbox.say(id, ready.trim(), files, quote, drafts.revisionOf(id))
    drafts.sent(id)
    hint.typed(false)
    attachments.clear(id)
    field.current?.focus()
  }

  const removeQuote = (): void => {
    draft.quoting(null)
    field.current?.focus()
  }
  const addFiles = (list: FileList): void => attachments.add(id, list)
  const writing = { interaction, text, field }
  return (
    <div ref={box} className={styles['composer']}>
      {slots.above?.(writing)}
      {quote ? <QuoteBar quote={quote} onRemove={removeQuote} /> : null}
      <AttachmentTray attachments={mine} onRemove={(key) => attachments.remove(key)} />
      <ComposerField
        interactionId={id}
        name={contact.name}
        field={field}
        text={text}
        problemId={isTooLong ? countId : null}
        onChange={change}
        onSend={send}
        onLeave={() => hint.typed(false)}
        onFiles={addFiles}
      />
      <ComposerBar
        length={text.length}
        countId={countId}
        maySend={maySend}
        onSend={send}
        onFiles={addFiles}
        tools={slots.tools?.(writing)}
      />
    </div>
  )
}
