/** The agent's lists: what is active with them, what waits in their queues, what has ended and is not done yet. */
import { ArrowDownUp } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from 'react-aria-components/Button'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { listNames, listOf, type ListName } from '#web/live/model.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { InboxList } from './inbox-list.tsx'
import styles from './inbox.module.css'
import { listSorts, type ListSort } from './sort.ts'

const defaultSort: ListSort = 'longest-waiting'

export function Inbox() {
  const { t } = useText()
  const { list } = useRoute()
  const isLoaded = useLive((model) => model.own !== null)
  const [preferences, save] = usePreferences()
  const sort = preferences.listSort ?? defaultSort
  useKey('list.active', () => go({ list: 'active', open: null }))
  useKey('list.pending', () => go({ list: 'pending', open: null }))
  useKey('list.ended', () => go({ list: 'ended', open: null }))

  return (
    <section className={styles['inbox']} aria-label={t('inbox.title')}>
      <Tabs
        selectedKey={list}
        onSelectionChange={(key) => go({ list: key as ListName, open: null })}
        className={styles['tabs'] ?? ''}
      >
        <header className={styles['header']}>
          <TabList aria-label={t('inbox.title')} className={styles['list'] ?? ''}>
            {listNames.map((name) => (
              <ListTab key={name} list={name} />
            ))}
          </TabList>
          <SortMenu sort={sort} onSort={(next) => void save({ listSort: next })} />
        </header>
        {listNames.map((name) => (
          <TabPanel key={name} id={name} className={styles['panel'] ?? ''}>
            {isLoaded ? (
              <InboxList key={`${name} ${sort}`} list={name} sort={sort} />
            ) : (
              <Skeleton shape="row" count={5} />
            )}
          </TabPanel>
        ))}
      </Tabs>
    </section>
  )
}

function ListTab({ list }: { readonly list: ListName }) {
  const { t } = useText()
  const { me } = useDesk()
  const interactions = useLive((model) => model.interactions)
  const { count, unread } = useMemo(() => {
    const inThis = [...interactions.values()].filter(({ shown }) => listOf(shown, me) === list)
    return { count: inThis.length, unread: inThis.some(({ shown }) => shown.summary.unread > 0) }
  }, [interactions, me, list])
  return (
    <Tab id={list} className={styles['tab'] ?? ''}>
      {t(`inbox.${list}`)}
      <span className={styles['count']}>{count}</span>
      {list === 'active' && unread ? (
        <span className={styles['dot']} role="img" aria-label={t('inbox.hasUnread')} />
      ) : null}
    </Tab>
  )
}

function SortMenu({ sort, onSort }: { readonly sort: ListSort; readonly onSort: (sort: ListSort) => void }) {
  const { t } = useText()
  return (
    <MenuTrigger>
      <Button
        className={styles['sort'] ?? ''}
        aria-label={t('inbox.sortNow', { sort: t(`inbox.sort.${sort}`) })}
      >
        <ArrowDownUp size={16} aria-hidden="true" />
      </Button>
      <Menu
        aria-label={t('inbox.sortBy')}
        placement="bottom end"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[sort]}
        onSelectionChange={(keys) => {
          const next = listSorts.find((each) => keys !== 'all' && keys.has(each))
          if (next) onSort(next)
        }}
      >
        {listSorts.map((each) => (
          <MenuItem key={each} id={each}>
            {t(`inbox.sort.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
