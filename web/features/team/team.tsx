/** The colleagues: who is there, in which state, and what each may take; beside them how the queues stand. */
import { ArrowLeft } from 'lucide-react'
import { Suspense, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { AgentId } from '#core/id.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useLive } from '#web/live/desk-context.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { QueueStanding } from './queue-standing.tsx'
import { TeamBar } from './team-bar.tsx'
import { TeamList } from './team-list.tsx'
import { teamView } from './team-view.ts'
import styles from './team.module.css'
import { useColleagues } from './use-colleagues.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const ColleagueCard = partOfPage('window', async () => (await import('./colleague-card.tsx')).ColleagueCard)

/** What stands with each colleague and comes from elsewhere. */
export type TeamSlots = {
  /** In the list, below the state; the same function for as long as the list is there. */
  readonly row: (id: AgentId) => ReactNode
  readonly card: (id: AgentId) => ReactNode
}

export function Team({ slots }: { readonly slots: TeamSlots }) {
  const { t } = useText()
  const view = useSyncExternalStore(teamView.subscribe, teamView.get)
  const colleagues = useColleagues(view)
  const isLoaded = useLive((model) => model.own !== null)
  const [opened, setOpened] = useState<AgentId | null>(null)
  const [areQueuesShown, setQueuesShown] = useState(false)
  useKey('list.active', () => go({ list: 'active', open: null }))
  useKey('list.pending', () => go({ list: 'pending', open: null }))
  useKey('list.ended', () => go({ list: 'ended', open: null }))
  const colleague = colleagues.everybody.find(({ id }) => id === opened)

  return (
    <section className={styles['team']} aria-labelledby="team-title">
      <div className={styles['people']}>
        <header className={styles['header']}>
          <IconButton
            icon={<ArrowLeft size={20} />}
            label={t('team.back')}
            className={styles['back']}
            onPress={() => go({ place: 'inbox' })}
          />
          <h2 id="team-title" className={styles['title']}>
            {t('team.title')}
          </h2>
          <Button tone="quiet" className={styles['queuesButton']} onPress={() => setQueuesShown(true)}>
            {t('team.queues')}
          </Button>
        </header>
        <TeamBar view={view} counts={colleagues.counts} />
        {isLoaded ? (
          <TeamList colleagues={colleagues} view={view} ofRow={slots.row} onOpen={setOpened} />
        ) : (
          <Skeleton shape="row" count={8} />
        )}
      </div>
      <aside className={styles['queues']} aria-label={t('team.queues')}>
        <h2 className={styles['title']}>{t('team.queues')}</h2>
        <QueueStanding chosen={view.filter.queueId} />
      </aside>
      <Dialog
        title={t('team.queues')}
        shape="sheet"
        isOpen={areQueuesShown}
        onClose={() => setQueuesShown(false)}
      >
        <QueueStanding chosen={view.filter.queueId} onChosen={() => setQueuesShown(false)} />
      </Dialog>
      {colleague ? (
        <Suspense>
          <ColleagueCard colleague={colleague} ofCard={slots.card} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </section>
  )
}
