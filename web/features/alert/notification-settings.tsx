import { useEffect, useState } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import styles from './alert-settings.module.css'
import { createNotifier, permissionNow } from './notifier.ts'
import { canSubscribe, registerWorker } from './push-device.ts'

/** The browser asks the person only when this is switched on, and never again once it was told no: then it says where that is undone. */
export function NotificationSettings() {
  const { t } = useText()
  const { notices } = useDesk()
  const [{ notifications = true }, save] = usePreferences()
  const [permission, setPermission] = useState(permissionNow)
  const [notifier] = useState(() => createNotifier(() => undefined))
  useEffect(() => {
    // Changed in the browser's own settings meanwhile.
    const look = (): void => setPermission(permissionNow())
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [])

  const turn = async (areWanted: boolean): Promise<void> => {
    if (areWanted && permission === 'default') {
      const next = await Notification.requestPermission()
      setPermission(next)
      if (next === 'granted' && canSubscribe()) await registerWorker()
      // The wish holds on every device: what this browser refuses, or was only not asked to the end, takes it away on none.
      if (next === 'granted') await save({ notifications: true })
    } else await save({ notifications: areWanted })
  }
  const test = (): void => {
    notifier.drop('test')
    notifier.show({
      tag: 'test',
      title: t('alert.push.testTitle'),
      body: t('alert.push.testBody'),
      data: { interactionId: null, offerId: null },
      isSilent: false,
    })
    notices.tell('news', t('alert.testSent'))
  }
  const isOn = notifications && permission === 'granted'

  return (
    <section className={styles['section']} aria-label={t('me.notifications')}>
      <div className={styles['row']}>
        <Switch
          isSelected={isOn}
          isDisabled={permission === 'denied' || permission === 'unknown'}
          onChange={(areWanted) => void turn(areWanted)}
        >
          {t('me.notifications')}
        </Switch>
        {isOn ? <Button onPress={test}>{t('alert.test')}</Button> : null}
      </div>
      <p className={permission === 'denied' ? styles['problem'] : styles['help']}>
        {t(`alert.permission.${permission}`)}
      </p>
    </section>
  )
}
