/**
 * The outcomes of a queue: a tree to walk through, and a search over the full paths. Folders open and cannot be chosen. When the conversation has
 * ended already, choosing and marking done are one step for whoever wants it so.
 */
import { Tag, X } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { SearchBox } from '#web/ui/search-box.tsx'
import { findDispositions, type FoundDisposition } from '#core/disposition/find-dispositions.ts'
import type { DispositionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './disposition-picker.module.css'
import { DispositionTree } from './disposition-tree.tsx'
import { useDisposition } from './use-disposition.ts'
import { useDone } from './use-done.ts'
import { useRecent } from './use-recent.ts'

type Props = {
  readonly interaction: InteractionView
  /** Marked done as soon as one is chosen. */
  readonly thenDone: boolean
  readonly onClose: () => void
}

export function DispositionPicker({ interaction, thenDone, onClose }: Props) {
  const { t, language } = useText()
  const { acts } = useDesk()
  const { nodes, path } = useDisposition(interaction)
  const [query, setQuery] = useState('')
  const results = useRef<HTMLDivElement>(null)
  const found = useMemo(() => findDispositions(nodes, query, language), [nodes, query, language])
  const isSearching = query.trim() !== ''
  const recent = useRecent(nodes)
  const { close } = useDone(interaction)

  const choose = async (id: DispositionId): Promise<void> => {
    onClose()
    if (!(await acts.dispose(interaction.id, id))) return
    recent.remember(id)
    if (thenDone) await close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      results.current?.querySelector<HTMLElement>('[role=option], [role=row]')?.focus()
    }
    const [only] = found
    if (event.key === 'Enter' && isSearching && only) {
      event.preventDefault()
      void choose(only.id)
    }
  }

  return (
    <Dialog title={t('disposition.title')} isOpen onClose={onClose} shape="wide">
      <SearchBox
        label={t('disposition.search')}
        value={query}
        onChange={setQuery}
        autoFocus
        onKeyDown={onKeyDown}
      />
      {thenDone ? <p className={styles['why']}>{t('disposition.required')}</p> : null}
      {path === null ? null : (
        <p className={styles['now']}>
          <Tag size={14} aria-hidden="true" />
          {t('disposition.now', { path })}
          <IconButton
            label={t('disposition.remove')}
            icon={<X size={14} />}
            className={styles['clear']}
            onPress={() => {
              onClose()
              void acts.dispose(interaction.id, null)
            }}
          />
        </p>
      )}
      <div ref={results} className={styles['results']}>
        {isSearching ? (
          <ListBox
            aria-label={t('disposition.found')}
            items={found}
            selectionMode="none"
            onAction={(id) => void choose(id as DispositionId)}
            renderEmptyState={() => <p className={styles['nothing']}>{t('disposition.nothing')}</p>}
          >
            {({ id, name, path: full }) => (
              <ListBoxItem id={id} textValue={full} className={styles['found'] ?? ''}>
                <span>{name}</span>
                <span className={styles['path']}>{full}</span>
              </ListBoxItem>
            )}
          </ListBox>
        ) : (
          <>
            {recent.shown.length > 0 ? (
              <Recent shown={recent.shown} onChoose={(id) => void choose(id)} />
            ) : null}
            <DispositionTree
              nodes={nodes}
              chosen={interaction.dispositionId}
              onChoose={(id) => void choose(id)}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** What this agent has chosen lately, from among this queue's. */
function Recent({
  shown,
  onChoose,
}: {
  readonly shown: readonly FoundDisposition[]
  readonly onChoose: (id: DispositionId) => void
}) {
  const { t } = useText()
  return (
    <>
      <h3 className={styles['heading']} aria-hidden="true">
        {t('disposition.recent')}
      </h3>
      <ListBox
        aria-label={t('disposition.recent')}
        items={shown}
        selectionMode="none"
        onAction={(id) => onChoose(id as DispositionId)}
        className={styles['recent'] ?? ''}
      >
        {({ id, name, path }) => (
          <ListBoxItem id={id} textValue={path} className={styles['lately'] ?? ''}>
            <Tag size={16} aria-hidden="true" />
            <span>{name}</span>
            {path === name ? null : <span className={styles['path']}>{path}</span>}
          </ListBoxItem>
        )}
      </ListBox>
      <h3 className={styles['heading']} aria-hidden="true">
        {t('disposition.all')}
      </h3>
    </>
  )
}
