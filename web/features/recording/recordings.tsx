/** The recordings of a call, one line each until one is listened to. Looking at the line is not listening: nothing of it is fetched. */
import { useQuery } from '@tanstack/react-query'
import { AudioLines, CircleDot, FileX2, Play } from 'lucide-react'
import { useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { RecordingId, RecordingView } from '#protocol/recording.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { problemText } from '#web/net/problem.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { RecordingPlayer } from './recording-player.tsx'
import styles from './recordings.module.css'

/** How soon it is asked again about one that the server is still putting down. */
const againMs = 2_000

export function Recordings({
  interactionId,
  state,
}: {
  readonly interactionId: InteractionId
  /** Where the call stands: what there is changes with it. */
  readonly state: 'going' | 'over'
}) {
  const { t, language } = useText()
  const { api } = useDesk()
  const fetched = useQuery({
    queryKey: ['recordings', interactionId, state],
    queryFn: async () => (await unwrap(api.recordings(interactionId))).recordings,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      state === 'over' && data?.some((one) => one.state === 'running') ? againMs : false,
  })
  const [listened, setListened] = useState<RecordingId | null>(null)

  if (fetched.error) {
    return (
      <div role="alert" className={styles['problem']}>
        <p>
          {t('recording.notLoaded')} {problemText(problemOfError(fetched.error), language)}
        </p>
        <Button onPress={() => void fetched.refetch()}>{t('common.retry')}</Button>
      </div>
    )
  }
  if (!fetched.data) return <Skeleton shape="line" count={1} />
  if (fetched.data.length === 0)
    return state === 'over' ? <p className={styles['none']}>{t('recording.none')}</p> : null
  return (
    <ol className={styles['recordings']} aria-label={t('recording.title')}>
      {fetched.data.map((recording) => (
        <li key={recording.id} className={styles['recording']}>
          <Line
            recording={recording}
            isListened={recording.id === listened}
            onListen={() => setListened(recording.id)}
          />
          {recording.id === listened ? <RecordingPlayer recording={recording} /> : null}
        </li>
      ))}
    </ol>
  )
}

function Line({
  recording: { state, startedAt, durationMs },
  isListened,
  onListen,
}: {
  readonly recording: RecordingView
  readonly isListened: boolean
  readonly onListen: () => void
}) {
  const { t, format } = useText()
  const { now } = useDesk()
  const when = format.moment(startedAt, now())
  if (state !== 'ready') {
    const Icon = state === 'running' ? CircleDot : FileX2
    return (
      <p className={styles['line']} data-state={state}>
        <Icon size={16} aria-hidden="true" className={styles['icon']} />
        <span>{t(`recording.${state}`)}</span>
      </p>
    )
  }
  return (
    <p className={styles['line']} data-state={state}>
      <AudioLines size={16} aria-hidden="true" className={styles['icon']} />
      <span title={format.dateTime(startedAt)}>{t('recording.of', { when })}</span>
      <span className={styles['length']}>{clockText(durationMs)}</span>
      {isListened ? null : (
        <Button
          icon={<Play size={14} aria-hidden="true" />}
          onPress={onListen}
          className={styles['listen']}
          aria-label={t('recording.listenTo', { when, length: clockText(durationMs) })}
        >
          {t('recording.listen')}
        </Button>
      )}
    </p>
  )
}
