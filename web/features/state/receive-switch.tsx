import { ariaKeyOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Switch } from '#web/ui/switch.tsx'
import styles from './receive-switch.module.css'

/** *Receive new*: off is do not disturb on every channel the agent is logged in to, on is ready (P3). */
export function ReceiveSwitch() {
  const { t } = useText()
  const { acts } = useDesk()
  const isLive = useLive((model) => model.connection === 'live' && model.own !== null)
  const isOn = useLive((model) => {
    const presence = model.own?.shown.presence
    if (!presence?.online || presence.banned || presence.pending.length > 0) return false
    return Object.values(presence.channels).some(({ state }) => state === 'ready')
  })
  const turn = (on: boolean): void => void acts.askState({ state: on ? 'ready' : 'dnd' })
  useKey('me.receive', () => turn(!isOn), isLive)
  return (
    <Switch
      isSelected={isOn}
      onChange={turn}
      isDisabled={!isLive}
      aria-keyshortcuts={ariaKeyOf('me.receive')}
      className={styles['receive']}
    >
      <span className={styles['text']}>{t('state.receive')}</span>
    </Switch>
  )
}
