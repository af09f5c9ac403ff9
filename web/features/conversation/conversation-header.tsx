import {
  ArrowLeft,
  CalendarSearch,
  CornerUpLeft,
  Forward,
  PanelRight,
  TextSearch,
  CircleStop,
  UserPlus,
} from 'lucide-react'
import { useRef, useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { showContext } from '#web/live/context-tab.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useCallOf } from '#web/live/use-own-calls.ts'
import { useMay } from '#web/live/use-may.ts'
import { useQueue } from '#web/live/workspace-context.ts'
import { go, routeNow, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './conversation-header.module.css'
import { HandOver, type HandOverKind } from './hand-over.tsx'
import { ToolButtons, type Tool } from './tool-buttons.tsx'

export function ConversationHeader({
  interaction,
  onJump,
  onSearch,
}: {
  readonly interaction: InteractionView
  readonly onJump: () => void
  readonly onSearch: () => void
}) {
  const { t } = useText()
  const { acts, notices, storage } = useDesk()
  const { isContactShown } = useRoute()
  const may = useMay(interaction)
  const queue = useQueue(interaction.queueId)
  const [handOver, setHandOver] = useState<HandOverKind | null>(null)
  const { id, contact, channel } = interaction
  // A call is ended and given away where it is heard: by hanging up, and with the call's own transfer.
  const isSpoken = useCallOf(id) !== null
  const mayEnd = may.end && !isSpoken
  const mayAssign = may.assign && !isSpoken
  const mayTransfer = may.transfer && !isSpoken
  const endButton = useRef<HTMLButtonElement>(null)
  const returnButton = useRef<HTMLButtonElement>(null)
  const toolMenu = useRef<HTMLButtonElement>(null)
  const end = (): void => void acts.end(id)
  const leave = (): void => {
    if (routeNow().open === id) go({ open: null }, 'replace')
  }
  const giveBack = async (): Promise<void> => {
    if (!(await acts.giveBack(id))) return
    notices.tell('done', t('conversation.returned', { name: contact.name }))
    leave()
  }
  const toggleContact = (): void =>
    isContactShown ? go({ isContactShown: false }) : showContext('contact', storage)

  useKey('conversation.transfer', () => setHandOver('transfer'), mayTransfer)
  useKey('conversation.assign', () => setHandOver('assign'), mayAssign)
  // One letter must not take a customer away or end a conversation: it leads to the button, and Enter does it.
  useKey(
    'conversation.return',
    () => {
      // Where there is no room for it it stands in the menu.
      const isInRow = returnButton.current?.checkVisibility() ?? false
      const button = isInRow ? returnButton : toolMenu
      button.current?.focus()
    },
    may.return,
  )
  useKey('conversation.end', () => endButton.current?.focus(), mayEnd)
  useKey('conversation.date', onJump)
  useKey('conversation.search', onSearch)
  useKey('conversation.contact', toggleContact)

  const tools: readonly Tool[] = [
    {
      key: 'conversation.search',
      label: t('conversation.search.open'),
      icon: TextSearch,
      isShown: true,
      run: onSearch,
    },
    {
      key: 'conversation.date',
      label: t('conversation.jump'),
      icon: CalendarSearch,
      isShown: true,
      run: onJump,
    },
    {
      key: 'conversation.return',
      label: t('conversation.return'),
      icon: CornerUpLeft,
      isShown: may.return,
      ref: returnButton,
      run: () => void giveBack(),
    },
    {
      key: 'conversation.assign',
      label: t('conversation.assign'),
      icon: UserPlus,
      isShown: mayAssign,
      run: () => setHandOver('assign'),
    },
    {
      key: 'conversation.transfer',
      label: t('conversation.transfer'),
      icon: Forward,
      isShown: mayTransfer,
      run: () => setHandOver('transfer'),
    },
  ]

  return (
    <header className={styles['header']}>
      <IconButton
        label={t('conversation.back')}
        icon={<ArrowLeft size={20} />}
        className={styles['back']}
        onPress={() => go({ open: null })}
      />
      <span className={styles['face']}>
        <Avatar name={contact.name} />
      </span>
      <div className={styles['who']}>
        <h2 className={styles['name']}>{contact.name}</h2>
        <p className={styles['where']}>
          <ChannelGlyph channel={channel} size={14} />
          <span className={classNames(styles['part'], styles['channel'])} aria-hidden="true">
            {t(`channel.${channel}`)}
          </span>
          <span className={styles['part']}>{queue?.name}</span>
          <Time interaction={interaction} />
        </p>
      </div>
      <div className={styles['acts']} role="toolbar" aria-label={t('conversation.acts')}>
        <ToolButtons tools={tools} menuRef={toolMenu} />
        <span className={styles['aside']}>
          <IconButton
            label={t('conversation.contact')}
            shortcut={capOf('conversation.contact')}
            icon={<PanelRight size={18} />}
            onPress={toggleContact}
          />
        </span>
        {mayEnd ? (
          <Button
            icon={<CircleStop size={16} aria-hidden="true" />}
            ref={endButton}
            onPress={end}
            aria-keyshortcuts={ariaKeyOf('conversation.end')}
            className={styles['end']}
          >
            {t('conversation.end')}
          </Button>
        ) : null}
      </div>
      {handOver ? (
        <HandOver
          kind={handOver}
          interaction={interaction}
          onDone={leave}
          onClose={() => setHandOver(null)}
        />
      ) : null}
    </header>
  )
}

/** In line: how long it waits; in hand: how long it is handled; over: when it ended. */
function Time({ interaction }: { readonly interaction: InteractionView }) {
  const { t, format } = useText()
  const { state, placeAt } = interaction
  if (state.name === 'ended' || state.name === 'closed') {
    return (
      <span className={styles['part']}>{t('conversation.endedAt', { time: format.time(state.since) })}</span>
    )
  }
  const isInLine = state.name === 'waiting' || state.name === 'offered'
  return (
    <span className={styles['part']}>
      {t(isInLine ? 'conversation.waiting' : 'conversation.handling')}{' '}
      <Elapsed since={isInLine ? placeAt : state.since} className={styles['time']} />
    </span>
  )
}
