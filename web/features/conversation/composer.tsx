/** Where the agent writes: Enter sends, Shift-Enter breaks the line; files come by button, by dropping them and from the clipboard. */
import { Paperclip, SendHorizontal } from 'lucide-react'
import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
} from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { InteractionId } from '#core/id.ts'
import { maximumMessageLength } from './message-length.ts'
import { takesCaret } from '#web/keys/caret.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { AttachmentTray } from './attachment-tray.tsx'
import styles from './composer.module.css'
import { keepDraft, readDraft } from './draft.ts'
import { useAttachments } from './use-attachments.ts'
import { useTypingHint } from './use-typing-hint.ts'

export type ComposerHandle = { reuse(text: string): void; focus(): void }

export function Composer({
  interactionId,
  name,
  ref,
}: {
  readonly interactionId: InteractionId
  readonly name: string
  readonly ref?: Ref<ComposerHandle>
}) {
  const { t, format } = useText()
  const { me, outbox, storage, now, composers } = useDesk()
  const { attachments, mine } = useAttachments(interactionId)
  const hint = useTypingHint(interactionId)
  const [text, setText] = useState(() => readDraft(storage, me, interactionId))
  const field = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const countId = useId()

  const change = (next: string): void => {
    setText(next)
    keepDraft(storage, me, interactionId, next, now())
    hint.typed(next !== '')
  }

  useLayoutEffect(() => fitHeight(field.current), [text])
  // What was just accepted is answered at once; whoever moves through the list keeps the place there.
  useEffect(() => {
    if (takesCaret(interactionId)) field.current?.focus()
  }, [interactionId])
  useComposerHeight(box)
  useImperativeHandle(ref, () => ({
    reuse(again) {
      change(text === '' ? again : `${text}\n${again}`)
      field.current?.focus()
    },
    focus: () => field.current?.focus(),
  }))

  const access = useRef({ text, change })
  access.current = { text, change }
  useEffect(
    () =>
      composers.register({
        interactionId,
        text: () => access.current.text,
        insert(added, { files = [], replacing } = {}) {
          const { text: now, change: put } = access.current
          const from = replacing?.from ?? field.current?.selectionStart ?? now.length
          const to = replacing?.to ?? field.current?.selectionEnd ?? now.length
          put(now.slice(0, from) + added + now.slice(to))
          if (files.length > 0) attachments.addKept(interactionId, files)
          requestAnimationFrame(() => {
            field.current?.focus()
            field.current?.setSelectionRange(from + added.length, from + added.length)
          })
        },
        focus: () => field.current?.focus(),
      }),
    [attachments, composers, interactionId],
  )

  const isUploading = mine.some(({ file, problem }) => file === null && problem === null)
  const files = mine.flatMap(({ file }) => file ?? [])
  const isTooLong = text.length > maximumMessageLength
  const maySend = !isTooLong && !isUploading && (text.trim() !== '' || files.length > 0)

  const send = (): void => {
    if (!maySend) return
    outbox.say(interactionId, text.trim(), files)
    change('')
    attachments.clear(interactionId)
    field.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') field.current?.blur()
    if (
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.nativeEvent.isComposing
    )
      return
    event.preventDefault()
    send()
  }

  const onPaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    attachments.add(interactionId, event.clipboardData.files)
  }

  return (
    <div ref={box} className={styles['composer']}>
      <AttachmentTray attachments={mine} onRemove={(key) => attachments.remove(key)} />
      <textarea
        ref={field}
        data-composer={interactionId}
        rows={1}
        dir="auto"
        className={styles['field']}
        aria-label={t('conversation.writeTo', { name })}
        placeholder={t('conversation.write')}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => hint.typed(false)}
        aria-invalid={isTooLong}
        {...(isTooLong ? { 'aria-describedby': countId } : {})}
      />
      <div className={styles['bar']}>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => {
            if (list) attachments.add(interactionId, list)
          }}
        >
          <IconButton label={t('conversation.attach')} icon={<Paperclip size={18} />} />
        </FileTrigger>
        <span className={styles['hint']}>
          {text.length > maximumMessageLength * 0.9 ? (
            <span id={countId} role="status" className={isTooLong ? styles['over'] : undefined}>
              {t('conversation.length', {
                count: format.number(text.length),
                limit: format.number(maximumMessageLength),
              })}
            </span>
          ) : (
            t('conversation.sendHint')
          )}
        </span>
        <Button
          tone="primary"
          icon={<SendHorizontal size={16} aria-hidden="true" />}
          isDisabled={!maySend}
          onPress={send}
        >
          {t('conversation.send')}
        </Button>
      </div>
    </div>
  )
}

/** Grows with its text up to a third of the window; browsers that can do so by style do it by style. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}

/** Tells the page how high the composer is, so that nothing that floats lies over what is being written. */
function useComposerHeight(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const root = document.documentElement.style
    const observer = new ResizeObserver(() =>
      root.setProperty(
        '--composer-height',
        `${element.offsetHeight + parseFloat(getComputedStyle(element).marginBottom)}px`,
      ),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.removeProperty('--composer-height')
    }
  }, [box])
}
