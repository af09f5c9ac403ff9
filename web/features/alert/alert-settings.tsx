import { useState } from 'react'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Switch } from '#web/ui/switch.tsx'
import styles from './alert-settings.module.css'

/** What may make itself heard, and whether the browser may tell of offers while the page is hidden. */
export function AlertSettings() {
  const { t } = useText()
  const [{ sound = true, notifications = true }, save] = usePreferences()
  const [permission, setPermission] = useState(permissionNow)

  const turnNotifications = async (areWanted: boolean): Promise<void> => {
    if (areWanted && permission === 'default') {
      const next = await Notification.requestPermission()
      setPermission(next)
      await save({ notifications: next === 'granted' })
    } else await save({ notifications: areWanted })
  }

  return (
    <div className={styles['settings']}>
      <Switch isSelected={sound} onChange={(isOn) => void save({ sound: isOn })}>
        {t('me.sound')}
      </Switch>
      <Switch
        isSelected={notifications && permission === 'granted'}
        isDisabled={permission === 'denied'}
        onChange={(areWanted) => void turnNotifications(areWanted)}
      >
        {t('me.notifications')}
      </Switch>
      {permission === 'denied' ? <p className={styles['help']}>{t('me.blocked')}</p> : null}
    </div>
  )
}

/** A browser without notifications is like one in which they are refused. */
function permissionNow(): NotificationPermission {
  return typeof Notification === 'undefined' ? 'denied' : Notification.permission
}
