/**
 * One calm line for who takes calls: that the microphone has not been tried on this device, or is not allowed any more. It goes for good once it was tried, and
 * for today when it is put aside.
 */
import { Mic } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { browserMicrophone } from '#web/phone/browser-microphone.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './check-nudge.module.css'
import { putAside, showCheck, tried } from './check-window.ts'

export function CheckNudge() {
  const { t } = useText()
  const { channels } = useWorkspace().agent
  const state = useSyncExternalStore(tried.subscribe, tried.get)
  const isDenied = useIsDenied()
  if (!channels.includes('voice') || (isDenied ? state === 'later' : state !== 'no')) return null
  return (
    <div className={styles['nudge']}>
      <p className={styles['text']}>{t(isDenied ? 'phone.check.noticeMissing' : 'phone.check.notice')}</p>
      <div className={styles['acts']}>
        <Button icon={<Mic size={16} aria-hidden="true" />} onPress={showCheck}>
          {t('phone.check.open')}
        </Button>
        <Button tone="quiet" onPress={putAside}>
          {t('phone.check.later')}
        </Button>
      </div>
    </div>
  )
}

/** The browser was told no. Whoever has not been asked yet has denied nothing. */
function useIsDenied(): boolean {
  const [isDenied, setDenied] = useState(false)
  useEffect(() => {
    let isOver = false
    const { permission } = browserMicrophone()
    const look = async (): Promise<void> => {
      const now = await permission.now()
      if (!isOver) setDenied(now === 'denied')
    }
    void look()
    const stop = permission.onChange(() => void look())
    return () => {
      isOver = true
      stop()
    }
  }, [])
  return isDenied
}
