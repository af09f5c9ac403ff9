import { useEffect, useRef } from 'react'
import { Tab, TabList } from 'react-aria-components/Tabs'
import { useLive } from '#web/live/desk-context.ts'
import { listsOf } from '#web/live/lists.ts'
import type { ListName } from '#web/live/model.ts'
import { useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './inbox.module.css'

/** The places, each with how many there are. Where they do not fit they scroll, and the chosen one is in view. */
export function ListTabs({ places }: { readonly places: readonly ListName[] }) {
  const { t } = useText()
  const { list } = useRoute()
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The tabs are there one frame later.
    const frame = requestAnimationFrame(() =>
      bar.current
        ?.querySelector('[aria-selected=true]')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
    return () => cancelAnimationFrame(frame)
  }, [list, places])
  return (
    <TabList ref={bar} aria-label={t('inbox.title')} className={styles['list'] ?? ''}>
      {places.map((name) => (
        <ListTab key={name} list={name} />
      ))}
    </TabList>
  )
}

function ListTab({ list }: { readonly list: ListName }) {
  const { t, format } = useText()
  const count = useLive((model) => listsOf(model)[list].length)
  const hasUnread = useLive(
    (model) => list === 'active' && listsOf(model).active.some(({ summary }) => summary.unread > 0),
  )
  const hasMore = useLive((model) => list === 'pending' && (model.filling?.hasMoreWaiting ?? false))
  return (
    <Tab id={list} className={styles['tab'] ?? ''}>
      {t(`inbox.${list}`)}
      <span className={styles['count']}>
        {format.number(count)}
        {hasMore ? '+' : ''}
      </span>
      {hasUnread ? <span className={styles['dot']} role="img" aria-label={t('inbox.hasUnread')} /> : null}
    </Tab>
  )
}
