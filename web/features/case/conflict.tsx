/** Two agents, one field: both values, and the choice. Nothing is lost until one is taken. */
import { useEffect, useRef } from 'react'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { CaseValue as Value } from '#protocol/interaction.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { caseText } from '#web/ui/case-text.ts'
import styles from './conflict.module.css'
import { dropEdit, insist, writeOn, type Edit, type KeepOptions } from './edits.ts'

type Props = { readonly edit: Edit; readonly field: CaseField; readonly options: KeepOptions }

export function Conflict({ edit, field, options }: Props) {
  const text = useText()
  const { t } = text
  const { timeZone } = useWorkspace().centre
  const box = useRef<HTMLDivElement>(null)
  const { conflict } = edit
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.querySelector('button')?.focus()
  }, [])
  if (!conflict) return null
  const said = (value: Value): string => caseText(field, value, text, timeZone) ?? t('case.noValue')
  const isTyped = field.type !== 'choice' && field.type !== 'boolean'
  return (
    <div ref={box} className={styles['box']} role="alert">
      <p>
        {conflict.agent === null
          ? t('case.changedMeanwhile')
          : t('case.changedBy', { agent: conflict.agent })}
      </p>
      <div className={styles['ways']}>
        <Button className={styles['way']} onPress={() => dropEdit(edit)}>
          <span className={styles['whose']}>{t('case.keepTheirs')}</span> {said(conflict.theirs)}
        </Button>
        <Button className={styles['way']} onPress={() => insist(edit, options)}>
          <span className={styles['whose']}>{t('case.putMine')}</span> {said(conflict.mine)}
        </Button>
        {isTyped ? (
          <Button tone="quiet" className={styles['on']} onPress={() => writeOn(edit)}>
            {t('case.writeOn')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
