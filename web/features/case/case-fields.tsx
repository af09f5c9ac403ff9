import type { CaseField } from '#protocol/config/case-field.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './case-panel.module.css'
import { CaseRow } from './case-row.tsx'

export type FieldGroup = { readonly heading: CaseField | null; readonly fields: readonly CaseField[] }

type Props = {
  readonly interaction: InteractionView
  readonly groups: readonly FieldGroup[]
  readonly mayChange: boolean
  readonly onMove: (from: string, by: 1 | -1) => boolean
}

export function CaseFields({ interaction, groups, mayChange, onMove }: Props) {
  const { local } = useText()
  return groups.map(({ heading, fields }) => (
    <div key={heading?.key ?? ''}>
      {heading ? (
        <h4 className={styles['heading']} {...(heading.tooltip ? { title: local(heading.tooltip) } : {})}>
          {local(heading.label)}
        </h4>
      ) : null}
      <dl>
        {fields.map((field) => (
          <CaseRow
            key={field.key}
            interaction={interaction}
            field={field}
            mayChange={mayChange}
            onMove={onMove}
          />
        ))}
      </dl>
    </div>
  ))
}
