import { clockText } from '#web/text/format.ts'
import type { RecordingMark } from '#protocol/recording.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import type { Moment } from './marks.ts'
import styles from './moments.module.css'

/** What happened in the call, in words; each leads there. */
export function Moments({
  moments,
  atMs,
  onJump,
}: {
  readonly moments: readonly Moment[]
  readonly atMs: number
  readonly onJump: (moment: Moment, text: string) => void
}) {
  const { t } = useText()
  const workspace = useWorkspace()
  const textOf = ({ what, agentId }: RecordingMark): string => {
    if (what !== 'handed-over' && what !== 'joined' && what !== 'left') return t(`recording.mark.${what}`)
    const name = (agentId && agentName(workspace, agentId)) ?? t('recording.somebody')
    return t(`recording.mark.${what}`, { name })
  }
  const last = moments.findLast((moment) => moment.atMs <= atMs)
  if (moments.length === 0) return null
  return (
    <ol className={styles['moments']} aria-label={t('recording.marks')}>
      {moments.map((moment) => {
        const text = moment.marks.map(textOf).join(' · ')
        return (
          <li key={moment.atMs}>
            <button
              type="button"
              className={styles['moment']}
              aria-current={moment === last ? 'true' : undefined}
              onClick={() => onJump(moment, text)}
            >
              <span className={styles['at']}>{clockText(moment.atMs)}</span>
              {text}
            </button>
          </li>
        )
      })}
    </ol>
  )
}
