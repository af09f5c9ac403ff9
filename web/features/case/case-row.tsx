/** One field of the case: what it is called, what it holds, and the way to change it. */
import { Check, Pencil } from 'lucide-react'
import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import { heldValue, type CaseValue as Value } from '#core/case/case-value.ts'
import { mayChangeField } from '#core/case/change-case.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { CaseValue } from '#web/ui/case-value.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import styles from './case-row.module.css'
import { Conflict } from './conflict.tsx'
import { beginEdit, dropEdit, keepValue, type Edit } from './edits.ts'
import { useEdit, useKeeping } from './use-case.ts'
import { ValueEditor } from './value-editor.tsx'

type Props = {
  readonly interaction: InteractionView
  readonly field: CaseField
  readonly mayChange: boolean
  /** The next field that may be changed, or the one before; whether there was one. */
  readonly onMove: (from: string, by: 1 | -1) => boolean
}

export function CaseRow({ interaction: { id, caseData }, field, mayChange, onMove }: Props) {
  const { language, local } = useText()
  const edit = useEdit(id, field.key)
  const keeping = useKeeping(id)
  const helpId = useId()
  const row = useRef<HTMLDivElement>(null)
  const value = heldValue(caseData, field.key)
  const isPicked = field.type === 'choice' || field.type === 'boolean'
  const label = local(field.label)
  const help = field.tooltip ? local(field.tooltip) : null
  const isEditable = mayChange && mayChangeField(field)
  useFocusBack(row, edit !== null)

  return (
    <div ref={row} className={classNames(styles['row'], edit && styles['open'])} data-field={field.key}>
      <dt className={styles['label']} {...(help === null ? {} : { title: help })}>
        {label}
        {help === null ? null : <HiddenText id={helpId}>{help}</HiddenText>}
      </dt>
      <dd className={styles['held']}>
        {edit?.conflict ? (
          <Conflict edit={edit} field={field} options={keeping(field)} />
        ) : edit && !isPicked ? (
          <ValueEditor
            edit={edit}
            field={field}
            label={label}
            current={value}
            options={keeping(field)}
            onMove={onMove}
          />
        ) : (
          <>
            <span className={styles['value']}>
              {value === null ? <NoValue /> : <CaseValue field={field} value={value} />}
            </span>
            {isEditable && !isPicked ? (
              <PencilButton label={label} onPress={() => beginEdit(id, field, value, language)} />
            ) : null}
            {isEditable && isPicked ? (
              <Picker
                field={field}
                label={label}
                value={value}
                onPick={(base, picked) => {
                  const edited = { interactionId: id, key: field.key, base, draft: String(picked ?? '') }
                  void keepValue({ ...edited, problem: null, conflict: null }, picked, keeping(field))
                }}
              />
            ) : null}
            {edit ? <Failed edit={edit} field={field} /> : null}
          </>
        )}
      </dd>
    </div>
  )
}

/** When the input of a field closes, the focus goes to the field's pencil, unless it has gone elsewhere. */
function useFocusBack(row: RefObject<HTMLElement | null>, isOpen: boolean): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>('button')?.focus()
    wasOpen.current = isOpen
  }, [row, isOpen])
}

function NoValue() {
  const { t } = useText()
  return (
    <span className={styles['none']}>
      <span aria-hidden="true">—</span>
      <HiddenText>{t('case.noValue')}</HiddenText>
    </span>
  )
}

function PencilButton({ label, onPress }: { readonly label: string; readonly onPress?: () => void }) {
  const { t } = useText()
  return (
    <IconButton
      label={t('case.change', { field: label })}
      icon={<Pencil size={14} />}
      className={styles['pencil']}
      data-change
      {...(onPress ? { onPress } : {})}
    />
  )
}

const searchedFrom = 10

/** Of a few values one is picked, and that is all: no input, nothing to save. */
function Picker({
  field,
  label,
  value,
  onPick,
}: {
  readonly field: CaseField
  readonly label: string
  readonly value: Value
  readonly onPick: (base: Value, picked: Value) => void
}) {
  const { t, local } = useText()
  const [base, setBase] = useState<Value>(value)
  const options =
    field.type === 'boolean'
      ? ([
          [true, t('common.yes')],
          [false, t('common.no')],
        ] as const)
      : field.choices.map((choice) => [choice.value, local(choice.label)] as const)
  return (
    <MenuTrigger onOpenChange={(isOpen) => (isOpen ? setBase(value) : undefined)}>
      <PencilButton label={label} />
      <Menu
        aria-label={label}
        placement="bottom end"
        {...(options.length >= searchedFrom
          ? { search: { label: t('case.findValue'), nothing: t('case.noValueFound') } }
          : {})}
        onAction={(key) => {
          const found = options.find(([one]) => `=${String(one)}` === key)
          onPick(base, found ? found[0] : null)
        }}
      >
        {options.map(([one, name]) => (
          <MenuItem
            key={String(one)}
            id={`=${String(one)}`}
            icon={one === value ? <Check size={16} aria-hidden="true" /> : <span />}
            {...(one === value ? { 'aria-label': t('case.isHeld', { value: name }) } : {})}
          >
            {name}
          </MenuItem>
        ))}
        {value === null ? null : (
          <MenuItem key="none" id="none" icon={<span />}>
            {t('case.takeAway')}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  )
}

/** What was picked could not be kept. */
function Failed({ edit, field }: { readonly edit: Edit; readonly field: CaseField }) {
  const { t, language } = useText()
  const keeping = useKeeping(edit.interactionId)
  const retry = (): void => {
    const picked = field.type === 'boolean' ? edit.draft === 'true' : edit.draft
    void keepValue(edit, edit.draft === '' ? null : picked, keeping(field))
  }
  return (
    <div className={styles['failed']} role="alert">
      <p>{edit.problem ? problemText(edit.problem, language) : null}</p>
      <div className={styles['ways']}>
        <Button onPress={retry}>{t('common.retry')}</Button>
        <Button tone="quiet" onPress={() => dropEdit(edit)}>
          {t('case.back')}
        </Button>
      </div>
    </div>
  )
}
