import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './offline-bar.module.css'

/** How long a line may be gone before it is worth a word: most come back at once. Off the network none does. */
const quietMs = 1_500

export function OfflineBar() {
  const lostAt = useLive((model) => (model.connection === 'live' ? null : model.lostAt))
  return (
    <div role="status" className={styles['place']}>
      {lostAt === null ? null : <Lost since={lostAt} />}
    </div>
  )
}

function Lost({ since }: { readonly since: number }) {
  const { t } = useText()
  const { retryLine } = useDesk()
  const now = useNow()
  const queued = useLive((model) => model.outgoing.filter(({ state }) => state !== 'refused').length)
  const isOnNetwork = useSyncExternalStore(hearNetwork, () => navigator.onLine)
  if (isOnNetwork && now - since < quietMs) return null
  return (
    <div className={styles['bar']}>
      <CloudOff size={18} aria-hidden="true" />
      <p className={styles['text']}>
        <strong>{t('shell.offline')}</strong>{' '}
        {queued > 0 ? t('shell.offlineQueued', { count: queued }) : t('shell.offlineSafe')}
      </p>
      <span className={styles['time']} aria-hidden="true">
        {clockText(now - since)}
      </span>
      <Button tone="quiet" onPress={retryLine}>
        {t('shell.connectNow')}
      </Button>
    </div>
  )
}

function hearNetwork(then: () => void): () => void {
  addEventListener('online', then)
  addEventListener('offline', then)
  return () => {
    removeEventListener('online', then)
    removeEventListener('offline', then)
  }
}
