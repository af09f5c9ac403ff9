/** What is left of after-call work, for which interactions, how far it can be prolonged and what comes then; and the two things to do about it. */
import { Plus } from 'lucide-react'
import { Button as PlainButton } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { AfterWork as State, Presence } from '#core/presence/presence.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { useStateWord } from '#web/ui/agent-state.tsx'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { afterWorkLeadsTo, mayExtend } from './own-wishes.ts'
import styles from './state-extras.module.css'

export function AfterWork({
  presence,
  afterWork,
}: {
  readonly presence: Presence
  readonly afterWork: State
}) {
  const { t, format } = useText()
  const { acts } = useDesk()
  const now = useNow()
  const word = useStateWord()
  const leadsTo = afterWorkLeadsTo(presence, now)
  const then = leadsTo && t('state.then', { name: word(leadsTo) })
  const time = clockText(afterWork.endsAt - now + 999)
  const step = clockText(afterWork.policy.extensionMs)
  const isExtensible = mayExtend(presence, now)
  return (
    <div
      className={classNames(styles['extra'], styles['after'])}
      role="group"
      aria-label={t('state.afterWork')}
    >
      <DialogTrigger>
        <PlainButton className={styles['fact'] ?? ''}>
          <span className={styles['left']}>{t('state.left', { time })}</span>
          {then && presence.pending.length === 0 ? <span className={styles['then']}>{then}</span> : null}
        </PlainButton>
        <Popover
          aria-labelledby="after-work-title"
          placement="bottom start"
          offset={6}
          className={styles['popover'] ?? ''}
        >
          <div className={styles['more']}>
            <h2 id="after-work-title" className={styles['title']}>
              {t('state.afterWork')}
            </h2>
            <For afterWork={afterWork} />
            <p>{t('state.endsAlone', { time: format.time(afterWork.endsAt) })}</p>
            {then ? <p>{then}</p> : null}
            <p className={styles['quiet']}>
              {afterWork.policy.extensionMs === 0
                ? t('state.extendNever')
                : afterWork.forcedEndAt === null
                  ? t('state.extendFreely', { time: step })
                  : t(isExtensible ? 'state.extendUntil' : 'state.extendNoMore', {
                      time: step,
                      until: format.time(afterWork.forcedEndAt),
                    })}
            </p>
          </div>
        </Popover>
      </DialogTrigger>
      {isExtensible ? (
        <IconButton
          icon={<Plus size={16} />}
          label={t('state.extend', { time: step })}
          onPress={() => void acts.extendAfterWork()}
        />
      ) : null}
      <Button tone="quiet" onPress={() => void acts.finishAfterWork()}>
        {t('state.finish')}
      </Button>
    </div>
  )
}

/** The ended conversations it is for. */
function For({ afterWork: { interactionIds } }: { readonly afterWork: State }) {
  const { t } = useText()
  const interactions = useLive((model) => model.interactions)
  const names = interactionIds.flatMap((id) => interactions.get(id)?.shown.contact.name ?? [])
  if (names.length === 0) return null
  return (
    <>
      <p>{t('state.afterWorkFor', { count: names.length })}</p>
      <ul className={styles['names']}>
        {interactionIds.map((id) => {
          const name = interactions.get(id)?.shown.contact.name
          return name === undefined ? null : <li key={id}>{name}</li>
        })}
      </ul>
    </>
  )
}
