/**
 * Searching in a conversation, over it: Enter goes to the next hit back in time, Shift-Enter forth again, Escape leaves and the reader is where the
 * search began.
 */
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useNow } from '#web/live/use-now.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import styles from './conversation-search.module.css'
import { MarkedText } from './marked-text.tsx'
import { useConversationSearch } from './use-conversation-search.ts'

type Props = {
  readonly interactionId: InteractionId
  readonly words: readonly string[]
  readonly onWords: (query: string) => void
  readonly onJump: (position: number) => void
  readonly onClose: () => void
}

export function ConversationSearch({ interactionId, words, onWords, onJump, onClose }: Props) {
  const { t, format } = useText()
  const now = useNow()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const search = useConversationSearch(interactionId, onJump, onWords)
  const { query, hits, total, current, problem, isAsking } = search

  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && event.target === field.current) search.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const count =
    query.trim() === ''
      ? t('conversation.search.hint')
      : isAsking
        ? t('conversation.search.asking')
        : total === 0
          ? t('conversation.search.none')
          : t('conversation.search.count', {
              place: format.number(current + 1),
              total: format.number(total),
            })

  return (
    <search className={styles['search']} onKeyDown={onKeyDown}>
      <div className={styles['bar']}>
        <Search size={16} aria-hidden="true" className={styles['sign']} />
        <input
          ref={field}
          type="search"
          className={styles['field']}
          value={query}
          maxLength={200}
          aria-label={t('conversation.search.label')}
          placeholder={t('conversation.search.label')}
          onChange={(event) => search.ask(event.target.value)}
        />
        <span className={styles['count']} role="status">
          {problem ? null : count}
        </span>
        <IconButton
          label={t('conversation.search.older')}
          shortcut="↵"
          icon={<ChevronUp size={18} />}
          isDisabled={total === 0}
          onPress={() => search.step(1)}
        />
        <IconButton
          label={t('conversation.search.newer')}
          shortcut="⇧↵"
          icon={<ChevronDown size={18} />}
          isDisabled={total === 0}
          onPress={() => search.step(-1)}
        />
        <IconButton label={t('conversation.search.close')} icon={<X size={18} />} onPress={onClose} />
      </div>
      {problem ? <LoadProblem problem={problem} onRetry={() => search.ask(query)} /> : null}
      {hits.length > 0 ? (
        <ol ref={list} className={styles['hits']} aria-label={t('conversation.search.hits')}>
          {hits.map((hit, index) => (
            <li key={hit.messageId}>
              <button
                type="button"
                className={styles['hit']}
                aria-current={index === current}
                onClick={() => search.go(index)}
              >
                <span className={styles['who']}>{hit.name}</span>
                <span className={styles['excerpt']} dir="auto">
                  <MarkedText text={hit.excerpt} words={words} />
                </span>
                <time dateTime={new Date(hit.at).toISOString()} title={format.dateTime(hit.at)}>
                  {format.moment(hit.at, now)}
                </time>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </search>
  )
}
