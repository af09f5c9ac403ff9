/** The field itself: it grows with its text, Enter sends, Shift-Enter breaks the line. Guests of the composer see each key first. */
import { useLayoutEffect, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './composer.module.css'

type Props = {
  readonly interactionId: InteractionId
  readonly name: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  /** Where it is said what is wrong with the text. */
  readonly problemId: string | null
  readonly onChange: (text: string) => void
  readonly onSend: () => void
  readonly onLeave: () => void
  readonly onFiles: (files: FileList) => void
}

export function ComposerField({
  interactionId,
  name,
  field,
  text,
  problemId,
  onChange,
  onSend,
  onLeave,
  onFiles,
}: Props) {
  const { t } = useText()
  const { composers } = useDesk()
  useLayoutEffect(() => fitHeight(field.current), [field, text])

  const tellGuests = (element: HTMLTextAreaElement): void => {
    for (const guest of composers.guestsOf(interactionId)) {
      guest.onTyped?.(element.value, element.selectionStart)
    }
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // What an input method is given is its own: the Enter that takes a word, the Escape that leaves it.
    if (isOfInputMethod(event.nativeEvent)) return
    const isTaken = composers.guestsOf(interactionId).some((guest) => guest.onKeyDown?.(event.nativeEvent))
    if (isTaken) return event.preventDefault()
    if (event.key === 'Escape') field.current?.blur()
    if (!isPlainEnter(event)) return
    event.preventDefault()
    onSend()
  }

  const onPaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    onFiles(event.clipboardData.files)
  }

  return (
    <textarea
      ref={field}
      data-composer={interactionId}
      rows={1}
      dir="auto"
      className={styles['field']}
      aria-label={t('conversation.writeTo', { name })}
      placeholder={t('conversation.write')}
      value={text}
      onChange={(event) => {
        onChange(event.target.value)
        tellGuests(event.target)
      }}
      onSelect={(event) => tellGuests(event.currentTarget)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={onLeave}
      aria-invalid={problemId !== null}
      {...(problemId === null ? {} : { 'aria-describedby': problemId })}
    />
  )
}

/** Safari ends the composition before it tells of the key; the number is what is left to know it by. */
const isOfInputMethod = ({ isComposing, keyCode }: globalThis.KeyboardEvent): boolean =>
  isComposing || keyCode === 229

const isPlainEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey

/** Grows with its text up to a third of the window; browsers that can do so by style do it by style. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
