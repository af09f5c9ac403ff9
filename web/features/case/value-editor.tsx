/**
 * The input of one field, right for what it holds. Enter keeps, Escape leaves it as it was, Tab keeps and goes to the next field that may be
 * changed. What somebody else puts there meanwhile is told below and changes nothing of what is being typed.
 */
import { Check, X } from 'lucide-react'
import { Suspense, useEffect, useId, useRef, type KeyboardEvent } from 'react'
import type { CaseValue as Value } from '#core/case/case-value.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { caseText } from '#web/ui/case-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { dropEdit, keepEdit, refuseEdit, typeEdit, type Edit, type KeepOptions } from './edits.ts'
import styles from './value-editor.module.css'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const DateInput = partOfPage('place', async () => (await import('./date-input.tsx')).DateInput)

type Props = {
  readonly edit: Edit
  readonly field: CaseField
  readonly label: string
  /** What stands there now. */
  readonly current: Value
  readonly options: KeepOptions
  readonly onMove: (from: string, by: 1 | -1) => boolean
}

export function ValueEditor({ edit, field, label, current, options, onMove }: Props) {
  const text = useText()
  const { t, language } = text
  const { timeZone } = useWorkspace().centre
  const box = useRef<HTMLDivElement>(null)
  const problemId = useId()
  const isTold = edit.problem !== null || current !== edit.base

  const keep = (): boolean => {
    if (field.type === 'date-time' && isHalfFilled(box.current)) {
      refuseEdit(edit, { code: 'case-value-not-date', details: {} })
      return false
    }
    return keepEdit(edit, field, options) !== null
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // A calendar over the page is no part of the line: it has these keys for itself.
    if (event.nativeEvent.isComposing || !isWithin(box.current, event.target)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      dropEdit(edit)
    }
    if (event.key === 'Enter' && !event.shiftKey && !isButton(event.target)) {
      event.preventDefault()
      event.stopPropagation()
      keep()
    }
    // A date has several places of its own to go through.
    if (event.key === 'Tab' && field.type !== 'date-time') {
      const isKept = keep()
      if (!isKept || onMove(field.key, event.shiftKey ? -1 : 1)) event.preventDefault()
    }
  }

  return (
    <div ref={box} className={styles['editor']} onKeyDownCapture={onKeyDown}>
      <div className={styles['line']}>
        {field.type === 'date-time' ? (
          <Suspense fallback={<Skeleton shape="line" count={1} />}>
            <DateInput
              label={label}
              value={edit.draft}
              isInvalid={edit.problem !== null}
              {...(isTold ? { describedBy: problemId } : {})}
              onChange={(draft) => typeEdit(edit, draft)}
            />
          </Suspense>
        ) : (
          <TextInput
            edit={edit}
            type={field.type}
            label={label}
            {...(isTold ? { describedBy: problemId } : {})}
          />
        )}
        <IconButton
          label={t('case.keep')}
          icon={<Check size={16} />}
          excludeFromTabOrder
          className={styles['act']}
          onPress={keep}
        />
        <IconButton
          label={t('case.back')}
          icon={<X size={16} />}
          excludeFromTabOrder
          className={styles['act']}
          onPress={() => dropEdit(edit)}
        />
      </div>
      {isTold ? (
        <p id={problemId} role="status" className={edit.problem ? styles['problem'] : styles['news']}>
          {edit.problem
            ? problemText(edit.problem, language)
            : t('case.changedTo', { value: caseText(field, current, text, timeZone) ?? t('case.noValue') })}
        </p>
      ) : null}
    </div>
  )
}

function TextInput({
  edit,
  type,
  label,
  describedBy,
}: {
  readonly edit: Edit
  readonly type: CaseField['type']
  readonly label: string
  readonly describedBy?: string
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <textarea
      ref={field}
      rows={1}
      value={edit.draft}
      aria-label={label}
      aria-invalid={edit.problem !== null}
      aria-describedby={describedBy}
      className={styles['input']}
      inputMode={type === 'number' ? 'decimal' : type === 'link' ? 'url' : 'text'}
      spellCheck={type === 'text'}
      onChange={(event) => typeEdit(edit, event.target.value)}
    />
  )
}

const isWithin = (box: HTMLElement | null, target: EventTarget): boolean =>
  target instanceof Node && (box?.contains(target) ?? false)

const isButton = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button') !== null

/** Some of a date's places have been filled and others not. */
function isHalfFilled(box: HTMLElement | null): boolean {
  const places = [...(box?.querySelectorAll('[role=spinbutton]') ?? [])]
  const empty = places.filter((place) => place.hasAttribute('data-placeholder'))
  return empty.length > 0 && empty.length < places.length
}
