/** The agent's one state on top with its timer, and the menu to ask for another: for all channels, or for one. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { exceeded } from '#core/presence/top-state.ts'
import { ariaKeyOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { useOwnState, type OwnState } from '#web/live/use-top-state.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Menu, MenuTrigger } from '#web/ui/menu.tsx'
import { reasonIcons, stateLook } from '#web/ui/state-look.ts'
import { StateChoices } from './state-choices.tsx'
import styles from './state-menu.module.css'

export function StateMenu() {
  const state = useOwnState()
  return state ? <OwnStateMenu {...state} /> : <span className={styles['waiting']} />
}

function OwnStateMenu({ presence, top }: OwnState) {
  const { t, local } = useText()
  const { acts } = useDesk()
  const { reasons } = useWorkspace()
  const now = useNow()
  const isLive = useLive((model) => model.connection === 'live')
  const [isOpen, setOpen] = useState(false)
  useKey('me.state', () => setOpen(true))

  const reason = reasons.find(({ id }) => id === top.reasonId)
  const isOver = exceeded(top, reason?.maximumMs ?? null, now)
  const { tone, icon } = stateLook[top.name]
  const Icon = reason ? reasonIcons[reason.icon] : icon
  const name = reason ? local(reason.name) : t(`state.name.${top.name}`)
  const time = clockText(now - top.since)

  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={classNames(styles['state'], styles[isOver ? 'attention' : tone])}
        aria-label={t(isOver ? 'state.nowOver' : 'state.now', { name, time })}
        aria-keyshortcuts={ariaKeyOf('me.state')}
        isDisabled={!isLive}
      >
        <Icon size={18} strokeWidth={2.2} aria-hidden="true" />
        <span className={styles['name']}>{name}</span>
        <span className={styles['time']}>{time}</span>
        {isOver ? <span className={styles['over']}>{t('state.over')}</span> : null}
        <ChevronDown size={16} aria-hidden="true" className={styles['arrow']} />
      </Button>
      <Menu aria-label={t('state.choose')} onAction={() => setOpen(false)}>
        <StateChoices presence={presence} onAsk={(wish) => void acts.askState(wish)} />
      </Menu>
    </MenuTrigger>
  )
}
