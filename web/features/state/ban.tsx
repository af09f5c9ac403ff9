/** Taken out for missing too much: why, how much longer, and the way back where the agent has one. */
import { Button as PlainButton } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { Presence } from '#core/presence/presence.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import styles from './state-extras.module.css'

export function Ban({ banned }: { readonly banned: NonNullable<Presence['banned']> }) {
  const { t } = useText()
  const { acts } = useDesk()
  const now = useNow()
  const { untilAt, mayLiftOwn } = banned
  const left =
    untilAt === null ? t('state.banOpen') : t('state.left', { time: clockText(untilAt - now + 999) })
  return (
    <div
      className={classNames(styles['extra'], styles['ban'])}
      role="group"
      aria-label={t('state.name.banned')}
    >
      <DialogTrigger>
        <PlainButton className={styles['fact'] ?? ''}>
          <span className={styles['left']}>{left}</span>
          <span className={styles['then']}>{t('state.banWhy')}</span>
        </PlainButton>
        <Popover
          aria-labelledby="ban-title"
          placement="bottom start"
          offset={6}
          className={styles['popover'] ?? ''}
        >
          <div className={styles['more']}>
            <h2 id="ban-title" className={styles['title']}>
              {t('state.name.banned')}
            </h2>
            <p>{t('state.banWhy')}</p>
            <p>{t(mayLiftOwn ? 'state.banLiftOwn' : untilAt === null ? 'state.banAsk' : 'state.banWait')}</p>
          </div>
        </Popover>
      </DialogTrigger>
      {mayLiftOwn ? (
        <Button tone="quiet" onPress={() => void acts.askState({ state: 'ready' })}>
          {t('state.lift')}
        </Button>
      ) : null}
    </div>
  )
}
