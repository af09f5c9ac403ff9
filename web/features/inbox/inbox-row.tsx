import { Hourglass, Reply } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useQueue } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import styles from './inbox-row.module.css'
import { waitingSince } from './sort.ts'

type Props = {
  readonly id: string
  readonly interaction: InteractionView
  readonly isGone: boolean
  readonly isOpen: boolean
  readonly isCurrent: boolean
  readonly place: number
  readonly count: number
  readonly style: CSSProperties
  readonly onOpen: () => void
}

export const InboxRow = memo(function InboxRow({
  id,
  interaction,
  isGone,
  isOpen,
  isCurrent,
  place,
  count,
  style,
  onOpen,
}: Props) {
  const { t } = useText()
  const queue = useQueue(interaction.queueId)
  const { summary, contact, state } = interaction
  const { lastMessage, unread } = summary
  const isInLine = state.name === 'waiting' || state.name === 'offered'
  return (
    <div
      id={id}
      role="option"
      aria-selected={isOpen}
      aria-setsize={count}
      aria-posinset={place}
      aria-disabled={isGone}
      style={style}
      data-current={isCurrent}
      className={classNames(
        styles['row'],
        isOpen && styles['open'],
        isGone && styles['gone'],
        unread > 0 && !isInLine && styles['unread'],
      )}
      onClick={isGone ? undefined : onOpen}
    >
      <span className={styles['glyph']}>
        <ChannelGlyph channel={interaction.channel} />
      </span>
      <span className={styles['who']}>
        <span className={styles['name']}>{contact.name}</span>
        <span className={styles['queue']}>{queue?.name}</span>
      </span>
      <Timer interaction={interaction} />
      <span className={styles['last']}>
        {isGone ? (
          t('inbox.gone')
        ) : (
          <>
            {lastMessage?.direction === 'out' ? (
              <span className={styles['me']}>{t('inbox.you')} </span>
            ) : null}
            {lastMessage?.preview ?? t('inbox.nothingSaid')}
          </>
        )}
      </span>
      {state.name === 'offered' ? (
        <span className={styles['offered']}>{t('inbox.offered')}</span>
      ) : unread > (isInLine ? 1 : 0) ? (
        <span className={classNames(styles['badge'], isInLine && styles['quiet'])}>
          {unread}
          <HiddenText> {t('inbox.unread', { count: unread })}</HiddenText>
        </span>
      ) : null}
    </div>
  )
})

/** How long somebody waits, or else how long it is in hand: a sign says which. */
function Timer({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const waiting = waitingSince(interaction)
  if (waiting === null) {
    return (
      <span className={styles['timer']}>
        <Elapsed since={interaction.state.since} />
      </span>
    )
  }
  const isInLine = interaction.state.name === 'waiting' || interaction.state.name === 'offered'
  const Sign = isInLine ? Hourglass : Reply
  return (
    <span className={classNames(styles['timer'], styles['waits'])}>
      <Sign size={14} role="img" aria-label={t(isInLine ? 'inbox.inLine' : 'inbox.toAnswer')} />
      <Elapsed since={waiting} />
    </span>
  )
}
