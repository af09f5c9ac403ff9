/**
 * One calm line at the beginning: browsers keep a page silent until somebody touches it, so whether offers can be heard is found out now and not with
 * a customer waiting. Gone for good on this browser once it was tried.
 */
import { Volume2 } from 'lucide-react'
import { useState } from 'react'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './sound-check.module.css'
import { sounder } from './sound-of-page.ts'
import { soundOf, strikesOf, usualVolume } from './tone.ts'

const storageKey = 'atiende.sound-tried'

type Heard = 'not-tried' | 'sounded' | 'silent'

export function SoundCheck() {
  const { t } = useText()
  const [preferences] = usePreferences()
  const { sound = true, volume = usualVolume } = preferences
  const [isNew] = useState(() => localStorage.getItem(storageKey) === null)
  const [heard, setHeard] = useState<Heard>('not-tried')
  if (!sound || !isNew) return null

  const listen = async (): Promise<void> => {
    const isAwake = await sounder.wake()
    if (isAwake) sounder.play(strikesOf[soundOf('web-chat', preferences).tone], volume)
    if (isAwake) localStorage.setItem(storageKey, 'yes')
    setHeard(isAwake ? 'sounded' : 'silent')
  }
  return (
    <div className={styles['check']}>
      <Button icon={<Volume2 size={16} aria-hidden="true" />} onPress={() => void listen()}>
        {t('alert.tryOut')}
      </Button>
      <p className={styles['help']} role="status">
        {t(`alert.check.${heard}`)}
      </p>
    </div>
  )
}
