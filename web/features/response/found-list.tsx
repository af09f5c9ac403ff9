import { useMemo } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { ResponseId } from '#core/id.ts'
import type { ResponseFolderView, ResponseView } from '#protocol/response.ts'
import { useText } from '#web/text/use-text.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import styles from './response-panel.module.css'
import { ResponseRow } from './response-row.tsx'
import { pathText } from './use-library.ts'

/** More than anybody reads through. */
const most = 100

type Props = {
  readonly found: readonly ResponseView[]
  readonly query: string
  readonly folders: ReadonlyMap<string, ResponseFolderView>
  readonly favourites: ReadonlySet<ResponseId>
  readonly chosenId: ResponseId | null
  readonly onChoose: (id: ResponseId) => void
  readonly onInsert: (id: ResponseId) => void
}

export function FoundList({ found, query, folders, favourites, chosenId, onChoose, onInsert }: Props) {
  const { t, local } = useText()
  const shown = useMemo(() => found.slice(0, most), [found])
  return (
    <>
      <HiddenText>
        <span role="status">{t('response.found', { count: found.length })}</span>
      </HiddenText>
      <ListBox
        aria-label={t('response.search')}
        items={shown}
        dependencies={[favourites]}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={chosenId === null ? [] : [chosenId]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys]
          if (id !== undefined) onChoose(id as ResponseId)
        }}
        onAction={(id) => onInsert(id as ResponseId)}
        renderEmptyState={() => (
          <div className={styles['nothing']}>
            <p>{t('response.nothing', { query: query.trim() })}</p>
            <p>{t('response.nothingHelp')}</p>
          </div>
        )}
      >
        {(response) => (
          <ListBoxItem id={response.id} textValue={local(response.name)} className={styles['found'] ?? ''}>
            <ResponseRow response={response} isFavourite={favourites.has(response.id)} />
            <span className={styles['path']}>{pathText(folders, response, local)}</span>
          </ListBoxItem>
        )}
      </ListBox>
      {found.length > most ? (
        <p className={styles['nothing']}>{t('response.more', { count: found.length - most })}</p>
      ) : null}
    </>
  )
}
