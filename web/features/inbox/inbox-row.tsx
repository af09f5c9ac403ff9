import { Hourglass, NotebookPen, Reply } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { isSpoken } from '#web/live/use-may.ts'
import { useNow } from '#web/live/use-now.ts'
import { useCallOf } from '#web/live/use-own-calls.ts'
import { agentName, useQueue, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { DraftMark } from './draft-mark.tsx'
import styles from './inbox-row.module.css'
import { RowTags } from './row-tags.tsx'
import { waitingSince } from './sort.ts'
import { isInLine, waitsLong } from './urgency.ts'

type Props = {
  readonly id: string
  readonly interaction: InteractionView
  readonly isGone: boolean
  readonly isOpen: boolean
  readonly isCurrent: boolean
  /** Of those in hand, the one whose customer waits longest. */
  readonly isNext: boolean
  readonly place: number
  readonly count: number
  readonly top: number
  readonly height: number
  readonly onOpen: (interaction: InteractionView) => void
  /** null: it cannot be taken. */
  readonly onTake: ((interaction: InteractionView) => void) | null
}

export const InboxRow = memo(function InboxRow(props: Props) {
  const { id, interaction, isGone, isOpen, isCurrent, isNext, place, count, top, height } = props
  const { t } = useText()
  const { onTake } = props
  const { summary, contact, state } = interaction
  const { unread } = summary
  const inLine = isInLine(interaction)
  const style: CSSProperties = { height, transform: `translateY(${top}px)` }
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
      data-row={interaction.id}
      className={classNames(
        styles['row'],
        isOpen && styles['open'],
        isGone && styles['gone'],
        isNext && styles['next'],
        unread > 0 && !inLine && styles['unread'],
      )}
      onClick={isGone ? undefined : () => props.onOpen(interaction)}
    >
      <span className={styles['glyph']}>
        <ChannelGlyph channel={interaction.channel} />
      </span>
      <span className={styles['who']}>
        <span className={styles['name']} title={contact.name}>
          {contact.name}
        </span>
        <Where interaction={interaction} />
      </span>
      <Timer interaction={interaction} isNext={isNext} />
      <span className={styles['second']}>
        <span className={styles['last']}>
          {isGone ? null : <DraftMark id={interaction.id} />}
          {isGone ? t('inbox.gone') : <Last interaction={interaction} />}
        </span>
        {interaction.note ? (
          <NotebookPen
            size={12}
            role="img"
            aria-label={t('inbox.hasNote')}
            className={styles['mark'] ?? ''}
          />
        ) : null}
        <RowTags tagIds={interaction.tagIds} />
      </span>
      <span className={styles['end']}>
        {state.name === 'offered' ? (
          <span className={styles['offered']}>{t('inbox.offered')}</span>
        ) : unread > (inLine ? 1 : 0) ? (
          <span className={classNames(styles['badge'], inLine && styles['quiet'])}>
            {unread}
            <HiddenText> {t('inbox.unread', { count: unread })}</HiddenText>
          </span>
        ) : null}
        {onTake && !isGone ? (
          // For the mouse alone: the list's own key takes the current row.
          <span
            aria-hidden="true"
            className={styles['take']}
            onClick={(event) => {
              event.stopPropagation()
              onTake(interaction)
            }}
          >
            {t('inbox.take')}
          </span>
        ) : null}
      </span>
    </div>
  )
})

/** Where it came in; of what colleagues handle, who has it. */
function Where({ interaction }: { readonly interaction: InteractionView }) {
  const workspace = useWorkspace()
  const queue = useQueue(interaction.queueId)
  const owner = ownerOf(interaction)
  const isOthers = owner !== null && owner !== workspace.agent.id
  return (
    <span className={styles['queue']}>{isOthers ? agentName(workspace, owner) : (queue?.name ?? null)}</span>
  )
}

function Last({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const { lastMessage } = interaction.summary
  if (!lastMessage && isSpoken(interaction)) return <SpokenLast interaction={interaction} />
  return (
    <>
      {lastMessage?.direction === 'out' ? <span className={styles['me']}>{t('inbox.you')} </span> : null}
      {lastMessage?.preview ?? t('inbox.nothingSaid')}
    </>
  )
}

/** Of a call: how it stands, for whoever is in it. */
function SpokenLast({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const call = useCallOf(interaction.id)
  const { state } = interaction
  if (state.name === 'parked') return t('call.parked.one', { slot: state.slot })
  if (!call) return t('channel.voice')
  const { isHeld, ownerIn } = call.view
  if (ownerIn === 'consult') return t('call.consult.talking')
  return t(isHeld ? 'call.standing.held' : 'call.standing.talking')
}

/** How long somebody waits, or else how long it is in hand: a sign says which, and a word when it is long. */
function Timer({ interaction, isNext }: { readonly interaction: InteractionView; readonly isNext: boolean }) {
  const { t } = useText()
  const now = useNow()
  const waiting = waitingSince(interaction)
  if (waiting === null) {
    return (
      <span className={styles['timer']}>
        <HiddenText>
          {t(`inbox.since.${interaction.state.name === 'ended' ? 'ended' : 'inHand'}`)}{' '}
        </HiddenText>
        <Elapsed since={interaction.state.since} />
      </span>
    )
  }
  const inLine = isInLine(interaction)
  const isLong = waitsLong(interaction, now)
  const Sign = inLine ? Hourglass : Reply
  return (
    <span className={classNames(styles['timer'], styles['waits'], isLong && styles['long'])}>
      {isNext ? (
        <span className={styles['word']}>{t('inbox.next')}</span>
      ) : isLong ? (
        <span className={styles['word']}>{t('inbox.long')}</span>
      ) : null}
      <Sign size={14} role="img" aria-label={t(inLine ? 'inbox.inLine' : 'inbox.toAnswer')} />
      <Elapsed since={waiting} />
    </span>
  )
}
