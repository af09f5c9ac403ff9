/**
 * What is known of the case, by the centre's fields in their order, under their headings; what no field describes comes last under its own name. Fields
 * are changed where they stand; those that show only with a value can be added.
 */
import { History, Plus, Search, X } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { heldValue } from '#core/case/case-value.ts'
import { mayChangeField } from '#core/case/change-case.ts'
import { foldText } from '#core/search/fold-text.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useMay } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { caseText } from '#web/ui/case-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { CaseFields, type FieldGroup } from './case-fields.tsx'
import styles from './case-panel.module.css'
import { beginEdit } from './edits.ts'
import { useCaseFields, type Known } from './use-case.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const CaseHistory = partOfPage('window', async () => (await import('./case-history.tsx')).CaseHistory)

/** With more fields than fit without scrolling there is a search. */
const searchedFrom = 16
const addSearchedFrom = 10

export function CasePanel({ interaction }: { readonly interaction: InteractionView }) {
  const text = useText()
  const { t, local, language } = text
  const { timeZone } = useWorkspace().centre
  const { changeCase } = useMay(interaction)
  const { shown, addable, undescribed } = useCaseFields(interaction)
  const [query, setQuery] = useState('')
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const { id, caseData } = interaction

  const count = shown.filter(({ type }) => type !== 'heading').length + undescribed.length
  const isSearched = count >= searchedFrom
  const wanted = isSearched ? foldText(query.trim()) : ''
  const isWanted = (label: string, value: string | null): boolean =>
    wanted === '' || foldText(`${label} ${value ?? ''}`).includes(wanted)
  const groups = groupsOf(
    shown.filter(
      (field) =>
        field.type === 'heading' ||
        isWanted(local(field.label), caseText(field, heldValue(caseData, field.key), text, timeZone)),
    ),
  )
  const others = undescribed.filter(({ key, value }) => isWanted(key, value))
  const isNothing = groups.length === 0 && others.length === 0

  const move = (from: string, by: 1 | -1): boolean => {
    const keys = groups.flatMap(({ fields }) => fields.filter(mayChangeField).map(({ key }) => key))
    const field = shown.find(({ key }) => key === keys[keys.indexOf(from) + by])
    if (!field) return false
    if (field.type === 'choice' || field.type === 'boolean')
      panel.current?.querySelector<HTMLElement>(`[data-field="${field.key}"] [data-change]`)?.focus()
    else beginEdit(id, field, heldValue(caseData, field.key), language)
    return true
  }

  return (
    <section ref={panel} className={styles['panel']} aria-label={t('case.title')}>
      <header className={styles['head']}>
        {isSearched ? (
          <SearchBox query={query} onChange={setQuery} />
        ) : (
          <h3 className={styles['title']} tabIndex={-1} data-context-focus>
            {t('case.title')}
          </h3>
        )}
        {changeCase && addable.length > 0 ? (
          <MenuTrigger>
            <IconButton label={t('case.add')} icon={<Plus size={18} />} className={styles['act']} />
            <Menu
              aria-label={t('case.add')}
              placement="bottom end"
              items={addable}
              {...(addable.length >= addSearchedFrom
                ? { search: { label: t('case.findField'), nothing: t('case.noField') } }
                : {})}
              onAction={(key) => {
                const field = addable.find((one) => one.key === key)
                if (field) beginEdit(id, field, null, language)
              }}
            >
              {(field) => <MenuItem id={field.key}>{local(field.label)}</MenuItem>}
            </Menu>
          </MenuTrigger>
        ) : null}
        <IconButton
          label={t('case.history')}
          icon={<History size={18} />}
          className={styles['act']}
          onPress={() => setHistoryOpen(true)}
        />
      </header>
      {isNothing ? <p className={styles['none']}>{t(wanted === '' ? 'case.none' : 'case.nothing')}</p> : null}
      <CaseFields interaction={interaction} groups={groups} mayChange={changeCase} onMove={move} />
      {others.length > 0 ? <Others known={others} /> : null}
      {isHistoryOpen ? (
        <Suspense>
          <CaseHistory interaction={interaction} onClose={() => setHistoryOpen(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** A heading and what stands under it; one without anything under it is not there. */
function groupsOf(fields: readonly CaseField[]): readonly FieldGroup[] {
  const groups: { heading: CaseField | null; fields: CaseField[] }[] = [{ heading: null, fields: [] }]
  for (const field of fields) {
    if (field.type === 'heading') groups.push({ heading: field, fields: [] })
    else groups.at(-1)?.fields.push(field)
  }
  return groups.filter((group) => group.fields.length > 0)
}

function SearchBox({
  query,
  onChange,
}: {
  readonly query: string
  readonly onChange: (query: string) => void
}) {
  const { t } = useText()
  return (
    <div className={styles['search']}>
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        value={query}
        aria-label={t('case.search')}
        placeholder={t('case.search')}
        className={styles['input']}
        data-context-focus
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
      {query === '' ? null : (
        <IconButton
          label={t('case.clearSearch')}
          icon={<X size={14} />}
          className={styles['clear']}
          onPress={() => onChange('')}
        />
      )}
    </div>
  )
}

/** What came with the customer and no field describes: read, and not changed. */
function Others({ known }: { readonly known: readonly Known[] }) {
  const { t } = useText()
  return (
    <>
      <h4 className={styles['heading']}>{t('case.others')}</h4>
      <dl className={styles['others']}>
        {known.map(({ key, value }) => (
          <div key={key} className={styles['other']}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
