import { NotificationSettings } from './notification-settings.tsx'
import { PushSettings } from './push-settings.tsx'
import { SoundSettings } from './sound-settings.tsx'
import styles from './alert-settings.module.css'

/** What may make itself heard or seen, each with a way to try it and an honest word where the browser does not let it. */
export function AlertSections() {
  return (
    <div className={styles['settings']}>
      <SoundSettings />
      <NotificationSettings />
      <PushSettings />
    </div>
  )
}
