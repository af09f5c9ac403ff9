/** The menu of states. While something is handled it asks when: after the work, or now. Digits take a line at once. */
import { RadioTower } from 'lucide-react'
import { useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { wishTimes, type WishTime } from '#core/presence/event.ts'
import { isBusy } from '#core/presence/pending.ts'
import type { Presence } from '#core/presence/presence.ts'
import { theActs, watchActs } from '#web/live/act-list.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import { Menu, MenuItem, MenuPart } from '#web/ui/menu.tsx'
import { reasonIcons, stateLook } from '#web/ui/state-look.ts'
import {
  allChoices,
  channelsDigit,
  manyReasons,
  type StateChoice,
  type StateChoices as Choices,
} from './state-choice.ts'

type Props = {
  readonly choices: Choices
  readonly presence: Presence
  readonly onAsk: (choice: StateChoice, when?: WishTime) => void
  readonly onChannels: () => void
  readonly onClose: () => void
}

export function StateChoices({ choices, presence, onAsk, onChannels, onClose }: Props) {
  const { t } = useText()
  const { reasons, centre } = useWorkspace()
  const check = useSyncExternalStore(watchActs, theActs).find(({ id }) => id === 'phone.check')
  const [wanted, setWanted] = useState<WishTime | null>(null)
  const isWorking = isBusy(presence)
  const when = wanted ?? (centre.pendingWhileBusy ? 'after-work' : 'now')
  const take = (choice: StateChoice): void => onAsk(choice, isWorking ? when : undefined)

  const onDigit = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return
    // What has been typed already is a search.
    if (event.target instanceof HTMLInputElement && event.target.value !== '') return
    const choice = allChoices(choices).find(({ digit }) => digit === event.key)
    if (!choice && event.key !== channelsDigit) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
    if (choice) take(choice)
    else onChannels()
  }

  return (
    <Menu
      aria-label={t('state.choose')}
      onKeyDownCapture={onDigit}
      search={
        reasons.length > manyReasons
          ? { label: t('state.search'), nothing: t('state.nothingFound') }
          : undefined
      }
    >
      {isWorking ? (
        <MenuPart
          title={t('state.when')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[when]}
          onSelectionChange={(keys) =>
            setWanted(wishTimes.find((each) => keys !== 'all' && keys.has(each)) ?? null)
          }
        >
          {(['after-work', 'now'] as const).map((each) => (
            <MenuItem key={each} id={each} shouldCloseOnSelect={false}>
              {t(`state.wish.${each}`)}
            </MenuItem>
          ))}
        </MenuPart>
      ) : null}
      <MenuPart title={t('state.forAll')}>{choices.plain.map((each) => line(each))}</MenuPart>
      {choices.recent.length === 0 ? null : (
        <MenuPart title={t('state.recent')}>{choices.recent.map((each) => line(each))}</MenuPart>
      )}
      {choices.reasons.length === 0 ? null : (
        <MenuPart title={t('state.withReason')}>{choices.reasons.map((each) => line(each))}</MenuPart>
      )}
      <MenuPart title={t('state.more')}>
        <MenuItem
          id="channels"
          icon={<RadioTower size={16} />}
          hint={<Kbd>{channelsDigit}</Kbd>}
          onAction={onChannels}
        >
          {t('state.channels')}
        </MenuItem>
        {check ? (
          <MenuItem id={check.id} icon={check.icon} onAction={check.run}>
            {check.name ?? check.id}
          </MenuItem>
        ) : null}
      </MenuPart>
    </Menu>
  )

  function line(choice: StateChoice) {
    return <ChoiceLine key={choice.key} choice={choice} onTake={take} />
  }
}

function ChoiceLine({
  choice,
  onTake,
}: {
  readonly choice: StateChoice
  readonly onTake: (choice: StateChoice) => void
}) {
  const { t, local } = useText()
  const { key, state, reason, digit } = choice
  const Icon = reason ? reasonIcons[reason.icon] : stateLook[state].icon
  const most = reason?.maximumMs ?? null
  return (
    <MenuItem
      id={key}
      icon={<Icon size={16} />}
      hint={
        <>
          {most === null ? null : t('state.atMost', { time: clockText(most) })} <Kbd>{digit}</Kbd>
        </>
      }
      onAction={() => onTake(choice)}
    >
      {reason ? local(reason.name) : t(`state.name.${state}`)}
    </MenuItem>
  )
}
