import { Star } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AgentId } from '#core/id.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { AgentState } from '#web/ui/agent-state.tsx'
import { Avatar } from '#web/ui/avatar.tsx'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { classNames } from '#web/ui/class-names.ts'
import type { Colleague } from './colleague.ts'
import styles from './team-row.module.css'

type Props = {
  readonly id: string
  readonly colleague: Colleague
  readonly place: number
  readonly of: number
  readonly startPx: number
  readonly heightPx: number
  /** The one row that Tab goes to. */
  readonly isCurrent: boolean
  /** Below the state; the same function for as long as the list is there. */
  readonly ofRow: (id: AgentId) => ReactNode
  readonly onOpen: (id: AgentId) => void
  readonly onFavourite: (id: AgentId) => void
}

export const TeamRow = memo(Row, (a, b) => {
  const isSame = a.colleague.state === b.colleague.state && a.colleague.member === b.colleague.member
  return (
    isSame &&
    a.colleague.isFavourite === b.colleague.isFavourite &&
    a.onFavourite === b.onFavourite &&
    a.place === b.place &&
    a.of === b.of &&
    a.startPx === b.startPx &&
    a.heightPx === b.heightPx &&
    a.isCurrent === b.isCurrent
  )
})

function Row({ id, colleague, place, of, startPx, heightPx, isCurrent, ofRow, onOpen, onFavourite }: Props) {
  const { t, local } = useText()
  const { agent, queues, teams, skills } = useWorkspace()
  const { member, state, isFavourite } = colleague
  const named = <Id extends string>(all: readonly { id: Id; name: string }[], ids: readonly Id[]): string =>
    all
      .filter((one) => ids.includes(one.id))
      .map(({ name }) => name)
      .join(', ')
  const skillNames = named(
    skills.map((skill) => ({ id: skill.id, name: local(skill.name) })),
    member.skillIds,
  )
  const about = [named(teams, member.teamIds), skillNames].filter(Boolean).join(' · ')
  return (
    <div
      role="listitem"
      aria-posinset={place}
      aria-setsize={of}
      className={styles['row']}
      style={{ transform: `translateY(${startPx}px)`, height: heightPx }}
    >
      <button
        type="button"
        id={id}
        className={styles['main']}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => onOpen(colleague.id)}
      >
        <Avatar name={member.name} />
        <span className={styles['who']}>
          <span className={styles['name']}>
            {member.id === agent.id ? t('team.me', { name: member.name }) : member.name}
          </span>
          {about ? <span className={styles['about']}>{about}</span> : null}
        </span>
        <span className={styles['state']}>
          <AgentState top={state?.top ?? null} />
          {ofRow(member.id)}
        </span>
        <span className={styles['channels']}>
          {member.channels.map((channel) => (
            <ChannelLoad key={channel} channel={channel} colleague={colleague} />
          ))}
        </span>
        <span className={styles['queues']}>{named(queues, member.queueIds)}</span>
      </button>
      <button
        type="button"
        className={classNames(styles['star'], isFavourite && styles['starred'])}
        aria-pressed={isFavourite}
        aria-label={t('team.favourite', { name: member.name })}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => onFavourite(colleague.id)}
      >
        <Star size={16} aria-hidden="true" />
      </button>
    </div>
  )
}

/** How much of a channel somebody has of the most that is allowed; plain where more may come. */
function ChannelLoad({
  channel,
  colleague,
}: {
  readonly channel: ChannelKind
  readonly colleague: Colleague
}) {
  const { t } = useText()
  const { member, state } = colleague
  const load = state?.load[channel] ?? 0
  const most = member.maximum[channel] ?? 0
  const mayTake = state?.takes.includes(channel) ?? false
  const words = { channel: t(`channel.${channel}`), load, most }
  return (
    <span
      className={classNames(styles['channel'], mayTake && styles['takes'])}
      title={t(mayTake ? 'team.takes' : 'team.takesNot', words)}
    >
      <ChannelGlyph channel={channel} size={14} />
      <span>{`${load}/${most}`}</span>
    </span>
  )
}
