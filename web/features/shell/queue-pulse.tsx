/** How the queues stand: how many wait, and the longest for how long; each queue by itself when asked. */
import { Hourglass } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { QueuePulse as Pulse } from '#protocol/live.ts'
import { useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './queue-pulse.module.css'

export function QueuePulse() {
  const { t } = useText()
  const { queues } = useWorkspace()
  const pulses = useLive((model) => model.pulses)
  const known = pulses.flatMap((pulse) => {
    const queue = queues.find(({ id }) => id === pulse.queueId)
    return queue ? [{ ...pulse, name: queue.name }] : []
  })
  if (known.length === 0) return null
  const waiting = known.reduce((sum, pulse) => sum + pulse.waiting, 0)
  const since = known.reduce<number | null>(
    (oldest, { longestSince }) =>
      longestSince !== null && (oldest === null || longestSince < oldest) ? longestSince : oldest,
    null,
  )
  return (
    <DialogTrigger>
      <Button
        className={classNames(styles['pulse'], waiting > 0 && styles['waits'])}
        aria-label={t('shell.pulse', { count: waiting })}
      >
        <Hourglass size={16} aria-hidden="true" />
        <span className={styles['count']}>{waiting}</span>
        {since === null ? null : <Elapsed since={since} className={styles['time']} />}
      </Button>
      <Popover
        aria-label={t('shell.queues')}
        placement="bottom end"
        offset={6}
        className={styles['popover'] ?? ''}
      >
        <div className={styles['dialog']}>
          <h2 className={styles['title']}>{t('shell.queues')}</h2>
          <ul>
            {known
              .toSorted((a, b) => b.waiting - a.waiting || a.name.localeCompare(b.name))
              .map((pulse) => (
                <QueueLine key={pulse.queueId} pulse={pulse} />
              ))}
          </ul>
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function QueueLine({ pulse }: { readonly pulse: Pulse & { readonly name: string } }) {
  const { t } = useText()
  const { name, waiting, longestSince, online, ready } = pulse
  return (
    <li className={styles['queue']}>
      <span className={styles['name']}>{name}</span>
      <span className={classNames(styles['count'], waiting > 0 && styles['waits'])}>
        {t('shell.waiting', { count: waiting })}
      </span>
      <span className={styles['people']}>{t('shell.people', { ready, online })}</span>
      {longestSince === null ? null : <Elapsed since={longestSince} className={styles['time']} />}
    </li>
  )
}
