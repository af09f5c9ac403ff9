/**
 * Everything that can be done or gone to, by typing a few letters of it (Ctrl/⌘-K). Nothing typed: what was chosen lately, what can be done with what
 * is open, and the open interactions.
 */
import { Search } from 'lucide-react'
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { groups, type Group, type PaletteItem } from './palette-item.ts'
import styles from './palette.module.css'
import { rank, type Ranked } from './rank.ts'
import { takeTypedAhead } from './typed-ahead.ts'
import { recentChoices } from './recent-store.ts'
import { useFoundContacts } from './use-found-contacts.ts'
import { usePaletteItems } from './use-palette-items.tsx'

/** How many of a kind are shown; whoever wants another one writes more of it. */
const mostOfGroup = { nothingTyped: 12, typed: 8 }

export function Palette({
  onColleague,
  onClose,
}: {
  readonly onColleague: (name: string) => void
  readonly onClose: () => void
}) {
  const { t } = useText()
  const { storage } = useDesk()
  const [query, setQuery] = useState('')
  useEffect(() => setQuery((before) => before + takeTypedAhead()), [])
  const recents = useMemo(() => recentChoices(storage), [storage])
  const recent = useMemo(() => recents.read(), [recents])
  const items = usePaletteItems(onColleague)
  const contacts = useFoundContacts(query)
  const sections = useMemo(
    () => sectionsOf([...items, ...contacts.items], query, recent),
    [items, contacts.items, query, recent],
  )

  const choose = (id: string): void => {
    const chosen = [...items, ...contacts.items].find((item) => item.id === id)
    if (!chosen) return
    recents.chose(id)
    onClose()
    // Once the window is gone and the focus is where it was: what is done may take it somewhere else.
    requestAnimationFrame(() => requestAnimationFrame(() => chosen.run()))
  }

  /** Enter before a line has the focus means the first one: the fastest hand types and presses it. */
  const takeFirst = (event: KeyboardEvent): void => {
    const first = sections[0]?.found[0]
    if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant') || !first) return
    event.preventDefault()
    choose(first.id)
  }

  return (
    <Dialog title={t('palette.title')} isOpen onClose={onClose} shape="palette">
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={t('palette.search')} autoFocus className={styles['search'] ?? ''}>
          <Search size={18} aria-hidden="true" />
          <Input placeholder={t('palette.search')} className={styles['input'] ?? ''} onKeyDown={takeFirst} />
        </SearchField>
        <ListBox
          aria-label={t('palette.title')}
          className={styles['list'] ?? ''}
          selectionMode="none"
          onAction={(id) => choose(String(id))}
          renderEmptyState={() =>
            contacts.isBusy ? (
              <Skeleton shape="line" count={3} />
            ) : (
              <p className={styles['nothing']}>{t('palette.nothing')}</p>
            )
          }
        >
          {sections.map(({ group, found }) => (
            <ListBoxSection key={group} id={group} aria-label={t(`palette.group.${group}`)}>
              <Header className={styles['group'] ?? ''}>{t(`palette.group.${group}`)}</Header>
              {found.map((item) => (
                <Line key={item.id} item={item} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
      {contacts.hasFailed ? <p className={styles['failed']}>{t('palette.contactsFailed')}</p> : null}
    </Dialog>
  )
}

function Line({ item: { id, name, hint, icon, keys } }: { readonly item: PaletteItem }) {
  return (
    <ListBoxItem id={id} textValue={name} className={styles['item'] ?? ''}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <span className={styles['name']}>{name}</span>
      {hint === undefined ? null : <span className={styles['hint']}>{hint}</span>}
      {keys?.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </ListBoxItem>
  )
}

type Section = { readonly group: Group; readonly found: readonly PaletteItem[] }

/** The kind of which something fits best comes first. */
function sectionsOf(items: readonly PaletteItem[], query: string, recent: readonly string[]): Section[] {
  const isTyped = query.trim() !== ''
  const offered = isTyped ? items : items.filter(({ isOnlyFound }) => !isOnlyFound)
  const most = isTyped ? mostOfGroup.typed : mostOfGroup.nothingTyped
  return groups
    .map((group) => ({
      group,
      // Contacts were found by the server, by address or digits too: they are not judged by their names again.
      ranked:
        group === 'contact'
          ? offered
              .filter((item) => item.group === group)
              .map((item): Ranked<PaletteItem> => ({ item, score: 3 }))
          : rank(
              offered.filter((item) => item.group === group),
              query,
              recent,
            ),
    }))
    .filter(({ ranked }) => ranked.length > 0)
    .toSorted((a, b) => (a.ranked[0]?.score ?? 0) - (b.ranked[0]?.score ?? 0))
    .map(({ group, ranked }) => ({ group, found: ranked.slice(0, most).map(({ item }) => item) }))
}
