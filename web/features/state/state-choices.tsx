import { CircleMinus, CirclePause, CircleCheck, LogOut } from 'lucide-react'
import { SubmenuTrigger } from 'react-aria-components/Menu'
import type { ChannelKind } from '#core/channel-kind.ts'
import { channelStates, type ChannelState, type Presence } from '#core/presence/presence.ts'
import type { StateWish } from '#web/live/acts.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { Menu, MenuItem, MenuPart } from '#web/ui/menu.tsx'
import { reasonIcons } from '#web/ui/state-look.ts'

type Ask = (wish: StateWish) => void

const icons = {
  ready: CircleCheck,
  'not-ready': CirclePause,
  dnd: CircleMinus,
  'logged-out': LogOut,
} as const

export function StateChoices({ presence, onAsk }: { readonly presence: Presence; readonly onAsk: Ask }) {
  const { t, local } = useText()
  const { reasons } = useWorkspace()
  const channels = Object.entries(presence.channels) as [ChannelKind, { readonly state: ChannelState }][]
  return (
    <>
      <MenuPart title={t('state.forAll')}>
        <MenuItem icon={<CircleCheck size={16} />} onAction={() => onAsk({ state: 'ready' })}>
          {t('state.name.ready')}
        </MenuItem>
        <MenuItem icon={<CircleMinus size={16} />} onAction={() => onAsk({ state: 'dnd' })}>
          {t('state.name.dnd')}
        </MenuItem>
        <MenuItem icon={<CirclePause size={16} />} onAction={() => onAsk({ state: 'not-ready' })}>
          {t('state.name.not-ready')}
        </MenuItem>
      </MenuPart>
      {reasons.length === 0 ? null : (
        <MenuPart title={t('state.withReason')}>
          {reasons
            .toSorted((a, b) => a.order - b.order)
            .map(({ id, name, icon, maximumMs }) => {
              const Icon = reasonIcons[icon]
              return (
                <MenuItem
                  key={id}
                  icon={<Icon size={16} />}
                  hint={maximumMs === null ? undefined : t('state.atMost', { time: clockText(maximumMs) })}
                  onAction={() => onAsk({ state: 'not-ready', reasonId: id })}
                >
                  {local(name)}
                </MenuItem>
              )
            })}
        </MenuPart>
      )}
      <MenuPart title={t('state.byChannel')}>
        {channels.map(([channel, { state }]) => (
          <ChannelChoice key={channel} channel={channel} state={state} onAsk={onAsk} />
        ))}
      </MenuPart>
    </>
  )
}

function ChannelChoice({
  channel,
  state,
  onAsk,
}: {
  readonly channel: ChannelKind
  readonly state: ChannelState
  readonly onAsk: Ask
}) {
  const { t } = useText()
  const name = t(`channel.${channel}`)
  return (
    <SubmenuTrigger>
      <MenuItem icon={<ChannelGlyph channel={channel} isNamed={false} />} hint={t(`state.channel.${state}`)}>
        {name}
      </MenuItem>
      <Menu
        aria-label={t('state.chooseFor', { channel: name })}
        placement="right top"
        selectionMode="single"
        selectedKeys={[state]}
        onAction={(wanted) => {
          const next = channelStates.find((each) => each === wanted)
          if (next) onAsk({ state: next, channels: [channel] })
        }}
      >
        {channelStates.toReversed().map((each) => {
          const Icon = icons[each]
          return (
            <MenuItem key={each} id={each} icon={<Icon size={16} />}>
              {t(`state.channel.${each}`)}
            </MenuItem>
          )
        })}
      </Menu>
    </SubmenuTrigger>
  )
}
