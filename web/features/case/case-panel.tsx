/** What is known of the case, by the centre's fields in their order; what no field describes comes last under its own name. */
import type { CaseField } from '#protocol/config/case-field.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { caseText } from '#web/ui/case-text.ts'
import { linkParts } from '#web/ui/link-parts.ts'
import styles from './case-panel.module.css'

type Shown = {
  readonly key: string
  readonly label: string
  readonly value: string
  readonly field: CaseField | null
}

export function CasePanel({ interaction: { caseData: data } }: { readonly interaction: InteractionView }) {
  const text = useText()
  const { caseFields } = useWorkspace()
  const described = caseFields
    .toSorted((a, b) => a.order - b.order)
    .flatMap((field): Shown[] => {
      const value = caseText(field, data[field.key] ?? null, text)
      return value === null ? [] : [{ key: field.key, label: text.local(field.label), value, field }]
    })
  const others = Object.entries(data)
    .filter(
      ([key, value]) => value !== null && value !== '' && caseFields.every((field) => field.key !== key),
    )
    .map(([key, value]): Shown => ({ key, label: key, value: String(value), field: null }))
  const shown = [...described, ...others]
  return (
    <section className={styles['panel']} aria-label={text.t('case.title')}>
      {shown.length === 0 ? <p className={styles['none']}>{text.t('case.none')}</p> : null}
      <dl className={styles['fields']}>
        {shown.map(({ key, label, value, field }) => (
          <div key={key} className={styles['field']}>
            <dt {...(field?.tooltip ? { title: text.local(field.tooltip) } : {})}>{label}</dt>
            <dd>{field?.type === 'link' ? <Link value={value} /> : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Link({ value }: { readonly value: string }) {
  const [part] = linkParts(value)
  if (!part?.href) return value
  return (
    <a href={part.href} target="_blank" rel="noopener noreferrer">
      {value.replace(/^https?:\/\//, '')}
    </a>
  )
}
