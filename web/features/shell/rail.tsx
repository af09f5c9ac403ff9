import { Inbox, Keyboard, Users } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useMemo } from 'react'
import { ariaKeyOf } from '#web/keys/key-map.ts'
import { useLive } from '#web/live/desk-context.ts'
import { listsOf } from '#web/live/lists.ts'
import { showWindow } from '#web/live/page-window.ts'
import { useKey } from '#web/keys/use-key.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Mark } from '#web/ui/mark.tsx'
import styles from './rail.module.css'

/** Where one can go; what is unread is seen from anywhere. */
export function Rail() {
  const { t } = useText()
  const { place } = useRoute()
  useKey('page.team', () => go({ place: place === 'team' ? 'inbox' : 'team' }))
  const { active } = useLive(listsOf)
  const unread = useMemo(() => active.reduce((sum, { summary }) => sum + summary.unread, 0), [active])
  return (
    <nav className={styles['rail']} aria-label={t('shell.places')}>
      <span className={styles['mark']}>
        <Mark size={32} />
      </span>
      <a
        className={styles['place']}
        href="#/active"
        aria-current={place === 'inbox' ? 'page' : undefined}
        aria-label={unread > 0 ? t('shell.inboxUnread', { count: unread }) : t('shell.inbox')}
        onClick={(event) => {
          event.preventDefault()
          // From elsewhere back to what was open; once there, to the list.
          go(place === 'inbox' ? { list: 'active', open: null } : { place: 'inbox' })
        }}
      >
        <Inbox size={20} aria-hidden="true" />
        {unread > 0 ? (
          <span className={styles['badge']} aria-hidden="true">
            {unread}
          </span>
        ) : null}
      </a>
      <a
        className={styles['place']}
        href="#/team"
        aria-current={place === 'team' ? 'page' : undefined}
        aria-label={t('team.title')}
        onClick={(event) => {
          event.preventDefault()
          go({ place: 'team' })
        }}
      >
        <Users size={20} aria-hidden="true" />
      </a>
      <span className={styles['gap']} />
      <Button
        className={styles['place'] ?? ''}
        aria-label={t('keys.title')}
        aria-keyshortcuts={ariaKeyOf('page.keys')}
        onPress={() => showWindow({ name: 'keys' })}
      >
        <Keyboard size={20} aria-hidden="true" />
      </Button>
    </nav>
  )
}
