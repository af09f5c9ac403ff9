import { useMemo, type ReactNode } from 'react'
import { Mark } from '#web/ui/mark.tsx'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { inList } from '#web/live/model.ts'
import { useOwnState } from '#web/live/use-top-state.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './welcome.module.css'

/** Nothing is open: what will come and how, and the one thing that may be missing for it. */
export function Welcome({ foot }: { readonly foot?: ReactNode }) {
  const { t } = useText()
  const { me, acts } = useDesk()
  const state = useOwnState()
  const interactions = useLive((model) => model.interactions)
  const active = useMemo(() => inList({ interactions, me }, 'active').length, [interactions, me])
  const isReceiving = state?.top.name === 'ready' || state?.top.name === 'in-service'
  return (
    <div className={styles['welcome']}>
      <Mark size={44} />
      {active > 0 ? (
        <p className={styles['lead']}>{t('shell.chooseOne')}</p>
      ) : isReceiving ? (
        <>
          <p className={styles['lead']}>{t('shell.allQuiet')}</p>
          <p className={styles['more']}>{t('shell.willCome')}</p>
        </>
      ) : (
        <>
          <p className={styles['lead']}>{t('shell.notReceiving')}</p>
          <p className={styles['more']}>{t('shell.startHelp')}</p>
          {state?.presence.online ? (
            <Button tone="primary" onPress={() => void acts.askState({ state: 'ready' })}>
              {t('shell.start')}
            </Button>
          ) : null}
        </>
      )}
      {foot}
    </div>
  )
}
