import { Inbox, Keyboard } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useMemo } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { inList } from '#web/live/model.ts'
import { showWindow } from '#web/live/page-window.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Mark } from '#web/ui/mark.tsx'
import styles from './rail.module.css'

/** Where one can go. There is one place so far; what is unread there is seen from anywhere. */
export function Rail() {
  const { t } = useText()
  const { me } = useDesk()
  const interactions = useLive((model) => model.interactions)
  const unread = useMemo(
    () => inList({ interactions, me }, 'active').reduce((sum, { summary }) => sum + summary.unread, 0),
    [interactions, me],
  )
  return (
    <nav className={styles['rail']} aria-label={t('shell.places')}>
      <span className={styles['mark']}>
        <Mark size={32} />
      </span>
      <a
        className={styles['place']}
        href="#/active"
        aria-current="page"
        aria-label={unread > 0 ? t('shell.inboxUnread', { count: unread }) : t('shell.inbox')}
        onClick={(event) => {
          event.preventDefault()
          go({ list: 'active', open: null })
        }}
      >
        <Inbox size={20} aria-hidden="true" />
        {unread > 0 ? (
          <span className={styles['badge']} aria-hidden="true">
            {unread}
          </span>
        ) : null}
      </a>
      <span className={styles['gap']} />
      <Button
        className={styles['place'] ?? ''}
        aria-label={t('keys.title')}
        aria-keyshortcuts="?"
        onPress={() => showWindow({ name: 'keys' })}
      >
        <Keyboard size={20} aria-hidden="true" />
      </Button>
    </nav>
  )
}
