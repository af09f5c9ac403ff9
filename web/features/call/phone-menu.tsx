/** The telephone in the top bar: call a colleague, the last one again, parked calls, forwarding. While own calls go elsewhere it says so, always. */
import { CornerUpRight, History, Phone, PhoneOutgoing, SquareParking } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { capOf } from '#web/keys/key-map.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { recentTargets } from '#web/live/recent-targets.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { showCallWindow } from './call-window.ts'
import styles from './phone-menu.module.css'
import { useTargetName } from './use-target-name.ts'

export function PhoneMenu() {
  const { t } = useText()
  const { storage, me } = useDesk()
  const [{ forwarding = null }] = usePreferences()
  const doing = useCallDoing()
  const nameOf = useTargetName()
  const last = recentTargets(storage, me).find((target) => 'agentId' in target)
  const to = forwarding ? nameOf(forwarding.to) : ''
  return (
    <MenuTrigger>
      <Button
        className={styles['phone'] ?? ''}
        aria-label={forwarding ? t('call.menu.forwarded', { name: to }) : t('call.menu.title')}
      >
        <Phone size={18} aria-hidden="true" />
        {forwarding ? (
          <span className={styles['badge']}>
            <CornerUpRight size={14} aria-hidden="true" />
            <span className={styles['to']}>{to}</span>
          </span>
        ) : null}
      </Button>
      <Menu aria-label={t('call.menu.title')} placement="bottom end">
        <MenuItem
          icon={<PhoneOutgoing size={16} />}
          hint={<Kbd>{capOf('call.dial')}</Kbd>}
          onAction={() => showCallWindow({ name: 'dial' })}
        >
          {t('call.menu.dial')}
        </MenuItem>
        {last ? (
          <MenuItem icon={<History size={16} />} hint={nameOf(last)} onAction={() => void doing.start(last)}>
            {t('call.menu.redial')}
          </MenuItem>
        ) : null}
        <MenuItem
          icon={<SquareParking size={16} />}
          hint={<Kbd>{capOf('call.parked')}</Kbd>}
          onAction={() => showCallWindow({ name: 'parked' })}
        >
          {t('call.parked.title')}
        </MenuItem>
        <MenuItem
          icon={<CornerUpRight size={16} />}
          hint={forwarding ? t(`call.forward.short.${forwarding.when}`, { name: to }) : t('call.forward.off')}
          onAction={() => showCallWindow({ name: 'forward' })}
        >
          {t('call.forward.title')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
