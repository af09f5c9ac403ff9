/** The agent's channels: the state of each with its own timer, what it may bring, and how to change one or all. */
import { CircleCheck, CircleMinus, CornerUpRight } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import { loadOf } from '#core/presence/may-take.ts'
import type { ChannelPresence, Presence } from '#core/presence/presence.ts'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { theActs, watchActs } from '#web/live/act-list.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { useOwnState } from '#web/live/use-top-state.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './channels-panel.module.css'
import { hindranceOf } from './own-wishes.ts'

export function ChannelsPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const { acts } = useDesk()
  const state = useOwnState()
  const kinds = channelKinds.filter((kind) => state?.presence.channels[kind])
  return (
    <Dialog title={t('state.channels')} shape="sheet" isOpen onClose={onClose}>
      <div className={styles['panel']}>
        {kinds.length > 1 ? (
          <div className={styles['all']} role="group" aria-labelledby="all-channels">
            <p id="all-channels" className={styles['name']}>
              {t('state.forAll')}
            </p>
            <Button
              icon={<CircleCheck size={16} aria-hidden="true" />}
              onPress={() => void acts.askState({ state: 'ready' })}
            >
              {t('state.channel.ready')}
            </Button>
            <Button
              icon={<CircleMinus size={16} aria-hidden="true" />}
              onPress={() => void acts.askState({ state: 'dnd' })}
            >
              {t('state.channel.dnd')}
            </Button>
          </div>
        ) : null}
        {state && kinds.length > 0 ? (
          <ul className={styles['list']}>
            {kinds.map((kind) => {
              const channel = state.presence.channels[kind]
              return channel ? (
                <ChannelLine
                  key={kind}
                  kind={kind}
                  channel={channel}
                  presence={state.presence}
                  onClose={onClose}
                />
              ) : null
            })}
          </ul>
        ) : (
          <p className={styles['none']}>{t('state.noChannels')}</p>
        )}
      </div>
    </Dialog>
  )
}

/** What one asks for most first. */
const inOrder = ['ready', 'not-ready', 'dnd', 'logged-out'] as const

function ChannelLine({
  kind,
  channel,
  presence,
  onClose,
}: {
  readonly kind: ChannelKind
  readonly channel: ChannelPresence
  readonly presence: Presence
  readonly onClose: () => void
}) {
  const { t, local } = useText()
  const { acts } = useDesk()
  const { reasons } = useWorkspace()
  const name = t(`channel.${kind}`)
  const reason = reasons.find(({ id }) => id === channel.reasonId)
  const wish = presence.pending.find(({ channels }) => channels.includes(kind))
  const wished = reasons.find(({ id }) => id === wish?.reasonId)
  return (
    <li className={styles['channel']}>
      <div className={styles['head']}>
        <ChannelGlyph channel={kind} isNamed={false} size={20} />
        <span className={styles['name']}>{name}</span>
        <span className={styles['state']}>
          {reason ? local(reason.name) : t(`state.channel.${channel.state}`)}
        </span>
        <Elapsed since={channel.since} className={styles['time']} />
      </div>
      <ToggleButtonGroup
        aria-label={t('state.chooseFor', { channel: name })}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[channel.state]}
        onSelectionChange={(keys) => {
          const state = inOrder.find((each) => keys.has(each))
          if (state) void acts.askState({ state, channels: [kind] })
        }}
        className={styles['states'] ?? ''}
      >
        {inOrder.map((each) => (
          <ToggleButton key={each} id={each} className={styles['choice'] ?? ''}>
            {t(`state.channel.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {wish ? (
        <p className={styles['fact']}>
          {t('state.channelPending', {
            name: wished ? local(wished.name) : t(`state.channel.${wish.state}`),
          })}
        </p>
      ) : null}
      <Brings kind={kind} presence={presence} />
      {kind === 'voice' ? <Forwarded onClose={onClose} /> : null}
    </li>
  )
}

/** Where calls of colleagues go instead, and the way to change it; who has no telephone on this page has no such act. */
function Forwarded({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const [{ forwarding = null }] = usePreferences()
  const act = useSyncExternalStore(watchActs, theActs).find(({ id }) => id === 'call.forward')
  if (!act) return null
  const to = forwarding?.to
  const name = to && ('agentId' in to ? (agentName(workspace, to.agentId) ?? '') : to.number)
  return (
    <Button
      icon={<CornerUpRight size={16} aria-hidden="true" />}
      onPress={() => {
        onClose()
        act.run()
      }}
    >
      {t('call.forward.title')}:{' '}
      {forwarding ? t(`call.forward.short.${forwarding.when}`, { name }) : t('call.forward.off')}
    </Button>
  )
}

/** How many at once, what may come in between, and why nothing comes now. */
function Brings({ kind, presence }: { readonly kind: ChannelKind; readonly presence: Presence }) {
  const { t } = useText()
  const now = useNow()
  const { maximum, interruptedBy } = presence.capacity
  const most = maximum[kind] ?? 0
  const load = loadOf(presence)[kind] ?? 0
  const hindrance = hindranceOf(presence, kind, now)
  const others = channelKinds.filter((other) => other !== kind && presence.channels[other])
  const between = others
    .filter((other) => interruptedBy[kind]?.includes(other))
    .map((other) => t(`channel.${other}`))
    .join(', ')
  return (
    <div className={styles['facts']}>
      <p className={styles['fact']}>{t('state.handles', { load, most })}</p>
      {others.length === 0 ? null : (
        <p className={styles['fact']}>
          {between === '' ? t('state.uninterrupted') : t('state.interruptedBy', { channels: between })}
        </p>
      )}
      {hindrance ? (
        <p className={styles['hindrance']}>
          {t(`state.nothingComes.${hindrance.why}`, {
            other: hindrance.why === 'busy-on' ? t(`channel.${hindrance.other}`) : '',
          })}
        </p>
      ) : null}
    </div>
  )
}
