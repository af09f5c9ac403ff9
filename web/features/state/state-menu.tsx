/** The agent's one state on top with its timer, and the menu to ask for another; longer than allowed is told in colour and in words. */
import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ReasonId } from '#core/id.ts'
import { exceeded } from '#core/presence/top-state.ts'
import type { StateWish } from '#web/live/acts.ts'
import { ariaKeyOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useActs } from '#web/live/use-acts.ts'
import { useNow } from '#web/live/use-now.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useOwnState, type OwnState } from '#web/live/use-top-state.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { MenuTrigger } from '#web/ui/menu.tsx'
import { lookOf, reasonIcons, stateLook } from '#web/ui/state-look.ts'
import { allChoices, choicesOf, withRecent, type StateChoice } from './state-choice.ts'
import { StateChoices } from './state-choices.tsx'
import styles from './state-menu.module.css'
import { showChannels } from './state-window.ts'

export function StateMenu() {
  const state = useOwnState()
  return state ? <OwnStateMenu {...state} /> : <span className={styles['waiting']} />
}

function OwnStateMenu({ presence, top }: OwnState) {
  const { t, local } = useText()
  const { reasons } = useWorkspace()
  const now = useNow()
  const isLive = useLive((model) => model.connection === 'live')
  const [isOpen, setOpen] = useState(false)
  const { choices, ask } = useChoices()
  useKey('me.state', () => setOpen(true), isLive)
  useKey('me.channels', showChannels, isLive)

  const { tone, icon: Icon, reason } = lookOf(top, reasons)
  const maximumMs = reason?.maximumMs ?? null
  const isOver = exceeded(top, maximumMs, now)
  const name = reason ? local(reason.name) : t(`state.name.${top.name}`)
  const time = clockText(now - top.since)
  const most = maximumMs === null ? undefined : t('state.atMost', { time: clockText(maximumMs) })

  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={classNames(
          styles['state'],
          styles[isOver ? 'attention' : tone],
          isOver && styles['isOver'],
        )}
        aria-label={t(isOver ? 'state.nowOver' : 'state.now', { name, time })}
        aria-keyshortcuts={ariaKeyOf('me.state')}
        isDisabled={!isLive}
      >
        <Icon size={18} strokeWidth={2.2} aria-hidden="true" />
        <span className={styles['name']}>{name}</span>
        <span className={styles['time']} title={most}>
          {time}
        </span>
        {isOver ? <span className={styles['over']}>{t('state.over')}</span> : null}
        <ChevronDown size={16} aria-hidden="true" className={styles['arrow']} />
      </Button>
      <StateChoices
        choices={choices}
        presence={presence}
        onAsk={ask}
        onChannels={showChannels}
        onClose={() => setOpen(false)}
      />
    </MenuTrigger>
  )
}

const noneYet: readonly ReasonId[] = []

/** What can be asked for, and asking: what was used is remembered, and the palette offers it all. */
function useChoices() {
  const { t, local } = useText()
  const { acts } = useDesk()
  const { reasons } = useWorkspace()
  const [{ recentReasonIds = noneYet }, save] = usePreferences()
  const choices = useMemo(() => choicesOf(reasons, recentReasonIds), [reasons, recentReasonIds])
  const { ask, offered } = useMemo(() => {
    const askFor = ({ state, reason }: StateChoice, when?: StateWish['when']): void => {
      void acts.askState({ state, reasonId: reason?.id ?? null, ...(when ? { when } : {}) })
      if (reason && recentReasonIds[0] !== reason.id)
        void save({ recentReasonIds: withRecent(recentReasonIds, reason.id) })
    }
    return {
      ask: askFor,
      offered: allChoices(choices).map((choice) => {
        const Icon = choice.reason ? reasonIcons[choice.reason.icon] : stateLook[choice.state].icon
        const name = choice.reason ? local(choice.reason.name) : t(`state.name.${choice.state}`)
        return {
          id: `state.${choice.key}`,
          name: t('state.goTo', { name }),
          icon: <Icon size={16} />,
          run: () => askFor(choice),
        }
      }),
    }
  }, [acts, choices, recentReasonIds, save, t, local])
  useActs(offered)
  return { choices, ask }
}
