/**
 * The library beside the conversation: folders, favourites and what was used last, a search over all of it, and how the chosen one reads for this
 * contact. Choosing shows it, Enter or a double click inserts it.
 */
import { BookOpenText } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { SearchBox } from '#web/ui/search-box.tsx'
import type { ResponseId } from '#core/id.ts'
import { findResponses } from '#core/response/find-responses.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { ResponseView } from '#protocol/response.ts'
import { useMay } from '#web/live/use-may.ts'
import { go, routeNow } from '#web/route.ts'
import { problemOfError } from '#web/net/unwrap.ts'
import { useText } from '#web/text/use-text.ts'
import { Empty } from '#web/ui/empty.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { FoundList } from './found-list.tsx'
import styles from './response-panel.module.css'
import { ResponsePreview } from './response-preview.tsx'
import { ResponseTree } from './response-tree.tsx'
import { useFavourites } from './use-favourites.ts'
import { useInsert, type Insert } from './use-insert.ts'
import { useLibrary } from './use-library.ts'
import { useWordings } from './use-wordings.ts'

export function ResponsePanel({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const may = useMay(interaction)
  const { fetched, library, index, folders } = useLibrary(interaction)
  const wordings = useWordings(interaction)
  const insert = useInsert(interaction, wordings)
  const { favourites, recents, toggle } = useFavourites()
  const [query, setQuery] = useState('')
  const [chosenId, setChosenId] = useState<ResponseId | null>(null)
  const results = useRef<HTMLDivElement>(null)
  const isSearching = query.trim() !== ''
  const found = useMemo(
    () => (isSearching ? findResponses<ResponseId, ResponseView>(index, query, favourites) : []),
    [favourites, index, isSearching, query],
  )
  const chosen = library?.responses.find(({ id }) => id === chosenId) ?? null

  const put: Insert = (response, wording) => {
    // Where the library lies over the conversation, it makes room for it.
    if (routeNow().isContactShown) go({ isContactShown: false }, 'replace')
    insert(response, wording)
  }
  const insertById = (id: ResponseId): void => {
    const response = library?.responses.find((one) => one.id === id)
    const wording = response && wordings.choose(response)
    if (response && wording && may.say) put(response, wording)
    else setChosenId(id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const [first] = found
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      if (first) setChosenId(first.id)
      results.current?.querySelector<HTMLElement>('[role=option], [role=row]')?.focus()
    }
    if (event.key === 'Enter' && first && !event.nativeEvent.isComposing) {
      event.preventDefault()
      insertById(first.id)
    }
  }

  if (!library && fetched.error)
    return <LoadProblem problem={problemOfError(fetched.error)} onRetry={() => void fetched.refetch()} />
  if (!library)
    return (
      <div className={styles['panel']}>
        <Skeleton shape="line" count={8} />
      </div>
    )
  if (library.responses.length === 0)
    return (
      <Empty icon={<BookOpenText size={28} />} title={t('response.empty')}>
        <p>{t('response.emptyHelp')}</p>
      </Empty>
    )
  return (
    <div className={styles['panel']}>
      <SearchBox
        label={t('response.search')}
        place="column"
        value={query}
        onChange={setQuery}
        onKeyDown={onKeyDown}
        isContextFocus
      />
      <div ref={results} className={styles['results']}>
        {isSearching ? (
          <FoundList
            found={found}
            query={query}
            folders={folders}
            favourites={favourites}
            chosenId={chosenId}
            onChoose={setChosenId}
            onInsert={insertById}
          />
        ) : (
          <ResponseTree
            library={library}
            favourites={favourites}
            recents={recents}
            chosenId={chosenId}
            onChoose={setChosenId}
            onInsert={insertById}
          />
        )}
      </div>
      {chosen ? (
        <ResponsePreview
          key={chosen.id}
          response={chosen}
          folders={folders}
          wordings={wordings}
          isFavourite={favourites.has(chosen.id)}
          onFavourite={() => toggle(chosen.id)}
          onInsert={may.say ? (wording) => put(chosen, wording) : null}
        />
      ) : (
        <p className={styles['choose']}>{t('response.choose', { name: interaction.contact.name })}</p>
      )}
    </div>
  )
}
