/** How each queue stands: who waits, the longest for how long, who is ready for it. Pressed, it shows its people. */
import type { QueueId } from '#core/id.ts'
import { useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './queue-standing.module.css'
import { look } from './team-view.ts'

export function QueueStanding({
  chosen,
  onChosen,
}: {
  readonly chosen: QueueId | null
  readonly onChosen?: () => void
}) {
  const { t } = useText()
  const { queues } = useWorkspace()
  const pulses = useLive((model) => model.pulses)
  const standing = queues
    .map((queue) => ({ queue, pulse: pulses.find(({ queueId }) => queueId === queue.id) ?? null }))
    .toSorted(
      (a, b) => (b.pulse?.waiting ?? 0) - (a.pulse?.waiting ?? 0) || a.queue.name.localeCompare(b.queue.name),
    )
  if (standing.length === 0) return <p className={styles['none']}>{t('team.noQueues')}</p>
  return (
    <ul className={styles['list']}>
      {standing.map(({ queue, pulse }) => (
        <li key={queue.id}>
          <button
            type="button"
            className={styles['queue']}
            aria-pressed={chosen === queue.id}
            title={t(chosen === queue.id ? 'team.showEverybody' : 'team.showQueue', { queue: queue.name })}
            onClick={() => {
              look({ queueId: chosen === queue.id ? null : queue.id })
              onChosen?.()
            }}
          >
            <span className={styles['name']}>{queue.name}</span>
            {pulse ? (
              <>
                <span className={classNames(styles['waiting'], pulse.waiting > 0 && styles['some'])}>
                  {t('shell.waiting', { count: pulse.waiting })}
                </span>
                <span className={styles['people']}>
                  {t('shell.people', { ready: pulse.ready, online: pulse.online })}
                </span>
                {pulse.longestSince === null ? null : (
                  <Elapsed since={pulse.longestSince} className={styles['time']} />
                )}
              </>
            ) : (
              <span className={styles['people']}>{t('team.noFigures')}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
