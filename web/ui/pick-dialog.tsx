/** A window to pick one of several by name: typing narrows the list down, arrows move in it, Enter takes it; accents do not matter. */
import type { ReactNode } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Dialog } from './dialog.tsx'
import styles from './pick-dialog.module.css'
import { matches } from './matches.ts'
import { SearchBox } from './search-box.tsx'
import { takeFirst } from './take-first.ts'

export type Pick = {
  readonly id: string
  readonly name: string
  readonly hint?: string
  readonly face?: ReactNode
  readonly sign?: ReactNode
}

export function PickDialog({
  title,
  search,
  nothing,
  picks,
  onPick,
  onClose,
}: {
  readonly title: string
  readonly search: string
  readonly nothing: string
  readonly picks: readonly Pick[]
  readonly onPick: (id: string) => void
  readonly onClose: () => void
}) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Autocomplete filter={matches}>
        <SearchBox label={search} autoFocus onKeyDown={takeFirst} />
        <ListBox
          aria-label={title}
          items={picks}
          className={styles['list'] ?? ''}
          selectionMode="none"
          onAction={(id) => onPick(String(id))}
          renderEmptyState={() => <p className={styles['nothing']}>{nothing}</p>}
        >
          {({ id, name, hint, face, sign }: Pick) => (
            <ListBoxItem id={id} textValue={name} className={styles['item'] ?? ''}>
              {face}
              <span className={styles['name']}>{name}</span>
              {hint === undefined ? null : (
                <span className={styles['hint']}>
                  {sign}
                  {hint}
                </span>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  )
}
