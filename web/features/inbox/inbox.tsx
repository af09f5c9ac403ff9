/** The agent's lists: what is active with them, what waits in their queues, what has ended and is not done yet, what was stored, what colleagues handle. */
import { useMemo } from 'react'
import { TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useKey } from '#web/keys/use-key.ts'
import { useLive } from '#web/live/desk-context.ts'
import { listsOf } from '#web/live/lists.ts'
import { listNames, type ListName } from '#web/live/model.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { go, routeNow, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { isEmpty, passes } from './filter.ts'
import { InboxList } from './inbox-list.tsx'
import styles from './inbox.module.css'
import { ListTabs } from './list-tabs.tsx'
import type { ListSort } from './sort.ts'
import { SortMenu } from './sort-menu.tsx'
import { mostUrgent } from './urgency.ts'
import { useFilter } from './use-filter.ts'

const defaultSort: ListSort = 'longest-waiting'

export function Inbox() {
  const { t } = useText()
  const { list } = useRoute()
  const isLoaded = useLive((model) => model.own !== null)
  const lists = useLive(listsOf)
  const [preferences, save] = usePreferences()
  const seesOthers = isAtLeast(useWorkspace().agent.role, 'supervisor')
  const [filter, setFilter] = useFilter(list)
  const sort = preferences.listSort ?? defaultSort
  const hasStored = lists.workbin.length > 0
  // A place where there can be nothing is not shown, unless one stands in it.
  const places = useMemo(
    () =>
      listNames.filter(
        (name) => name === list || (name === 'workbin' ? hasStored : name === 'others' ? seesOthers : true),
      ),
    [list, hasStored, seesOthers],
  )
  const goTo = (name: ListName): void => go({ list: name, open: null })
  useKey('list.active', () => goTo('active'))
  useKey('list.pending', () => goTo('pending'))
  useKey('list.ended', () => goTo('ended'))
  useKey('list.workbin', () => goTo('workbin'), hasStored)
  useKey('list.others', () => goTo('others'), seesOthers)
  useKey('list.unanswered', () => {
    const next = mostUrgent(lists.active, routeNow().open)
    if (next) go({ list: 'active', open: next.id })
  })
  const rows = lists[list]
  const shown = useMemo(
    () => (isEmpty(filter) ? rows.length : rows.filter((row) => passes(row, filter)).length),
    [rows, filter],
  )

  return (
    <section className={styles['inbox']} aria-label={t('inbox.title')}>
      {/* Not within the tabs: what is in there exists twice, once out of sight, and a key would find the wrong one. */}
      <div className={styles['tools']}>
        <FilterMenu rows={rows} filter={filter} onFilter={setFilter} withAgents={list === 'others'} />
        <SortMenu sort={sort} onSort={(next) => void save({ listSort: next })} />
      </div>
      {isEmpty(filter) ? null : (
        <FilterChips filter={filter} shown={shown} all={rows.length} onFilter={setFilter} />
      )}
      <Tabs
        selectedKey={list}
        onSelectionChange={(key) => {
          const name = listNames.find((one) => one === key)
          if (name && name !== list) goTo(name)
        }}
        className={styles['tabs'] ?? ''}
      >
        <ListTabs places={places} />
        <TabPanel key={list} id={list} className={styles['panel'] ?? ''}>
          {isLoaded ? (
            <InboxList key={`${list} ${sort}`} list={list} sort={sort} filter={filter} onFilter={setFilter} />
          ) : (
            <Skeleton shape="row" count={8} />
          )}
        </TabPanel>
      </Tabs>
    </section>
  )
}
