/** An agent's state as everybody sees it: a sign, a word (or the reason), and the time; longer than allowed is told in colour and in words. */
import { exceeded, type TopState } from '#core/presence/top-state.ts'
import { useNow } from '../live/use-now.ts'
import { useWorkspace } from '../live/workspace-context.ts'
import { clockText } from '../text/format.ts'
import { useText } from '../text/use-text.ts'
import styles from './agent-state.module.css'
import { classNames } from './class-names.ts'
import { lookOf } from './state-look.ts'

type Props = {
  /** null: nothing was heard of this agent, which is offline. */
  readonly top: TopState | null
}

/** The word for a state: the reason where there is one. */
export function useStateWord(): (top: Pick<TopState, 'name' | 'reasonId'> | null) => string {
  const { t, local } = useText()
  const { reasons } = useWorkspace()
  return (top) => {
    const { reason } = lookOf(top, reasons)
    return reason ? local(reason.name) : t(`state.name.${top?.name ?? 'offline'}`)
  }
}

/** The sign alone, in its colour: the word stands beside it. */
export function StateSign({ top, size = 16 }: Props & { readonly size?: number }) {
  const { reasons } = useWorkspace()
  const { tone, icon: Icon } = lookOf(top, reasons)
  return <Icon size={size} strokeWidth={2.2} aria-hidden="true" className={styles[tone]} />
}

/** Sign, word and time. */
export function AgentState({ top }: Props) {
  const { t } = useText()
  const { reasons } = useWorkspace()
  const word = useStateWord()
  const now = useNow()
  const isOver = top !== null && exceeded(top, lookOf(top, reasons).reason?.maximumMs ?? null, now)
  return (
    <span className={classNames(styles['state'], isOver && styles['over'])}>
      <StateSign top={top} />
      <span className={styles['word']}>{word(top)}</span>
      {top && top.name !== 'offline' ? (
        <span className={styles['time']}>{clockText(now - top.since)}</span>
      ) : null}
      {isOver ? <span className={styles['mark']}>{t('state.over')}</span> : null}
    </span>
  )
}
