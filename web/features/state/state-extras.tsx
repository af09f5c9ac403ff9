/** What the own state needs beside its name: time left and how to go on, what waits, why nothing comes. */
import { isBanned } from '#core/presence/may-take.ts'
import { useNow } from '#web/live/use-now.ts'
import { useOwnState } from '#web/live/use-top-state.ts'
import { AfterWork } from './after-work.tsx'
import { Ban } from './ban.tsx'
import { PendingWish } from './pending-wish.tsx'
import styles from './state-extras.module.css'

export function StateExtras() {
  const state = useOwnState()
  const now = useNow()
  if (!state) return null
  const { presence, top } = state
  const { banned, afterWork, pending } = presence
  const isAfterWork = top.name === 'after-service' && afterWork !== null
  const isOut = banned !== null && presence.online && isBanned(presence, now)
  if (!isAfterWork && !isOut && pending.length === 0) return null
  return (
    <div className={styles['extras']}>
      {isOut ? <Ban banned={banned} /> : null}
      {isAfterWork ? <AfterWork presence={presence} afterWork={afterWork} /> : null}
      {pending.length > 0 ? <PendingWish presence={presence} /> : null}
    </div>
  )
}
