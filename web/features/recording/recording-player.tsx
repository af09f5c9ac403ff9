/** One recording that is listened to: lanes, play, speed, what happened in it, and the file for whoever may keep it. */
import { Download, Pause, Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { RecordingView } from '#protocol/recording.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { soundPath } from '#web/net/recording-api.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#web/ui/menu.tsx'
import { silent, type Loudness } from './loudness.ts'
import { moments, spans } from './marks.ts'
import { Moments } from './moments.tsx'
import { readLoudness } from './read-loudness.ts'
import styles from './recording-player.module.css'
import { speeds, usePlayer, type Player } from './use-player.ts'
import { Wave } from './wave.tsx'

export function RecordingPlayer({ recording }: { readonly recording: RecordingView }) {
  const { t } = useText()
  const { id, durationMs, marks, speakers, mayDownload } = recording
  const workspace = useWorkspace()
  const player = usePlayer(soundPath(id), durationMs)
  const { play, pause, seek, isPlaying, atMs } = player
  const [said, say] = useState('')
  const [loudness, areDrawn] = useLoudness(recording)
  const happened = useMemo(() => moments(marks), [marks])
  const silences = useMemo(() => spans(marks, durationMs), [marks, durationMs])
  const toggle = isPlaying ? pause : play
  // It was asked for.
  useEffect(play, [play])

  const names = [...new Set(speakers.flatMap(({ agentId }) => (agentId ? [agentId] : [])))]
    .map((agentId) => agentName(workspace, agentId))
    .filter(Boolean)
    .join(', ')
  return (
    <div className={styles['player']} role="group" aria-label={t('recording.player')}>
      <div className={styles['sound']}>
        <p className={styles['names']} aria-hidden="true">
          <span className={styles['name']}>{t('recording.customer')}</span>
          <span className={styles['name']} title={names}>
            {names === '' ? t('recording.agents') : names}
          </span>
        </p>
        <Wave
          loudness={loudness}
          durationMs={durationMs}
          atMs={atMs}
          moments={happened}
          spans={silences}
          onSeek={seek}
          onToggle={toggle}
        />
      </div>
      <div className={styles['bar']}>
        <IconButton
          label={t(isPlaying ? 'recording.pause' : 'recording.play')}
          icon={isPlaying ? <Pause size={20} /> : <Play size={20} />}
          onPress={toggle}
          className={styles['play']}
        />
        <span className={styles['time']} aria-hidden="true">
          {clockText(atMs)} <span className={styles['of']}>/ {clockText(durationMs)}</span>
        </span>
        <SpeedMenu player={player} />
        {mayDownload ? (
          <a className={styles['download']} href={`${soundPath(id)}?download`} download>
            <Download size={16} aria-hidden="true" />
            {t('recording.download')}
          </a>
        ) : null}
        <span role="status" className={styles['state']}>
          {player.isLoading ? t('recording.loading') : areDrawn === 'failed' ? t('recording.notDrawn') : ''}
        </span>
      </div>
      {player.hasFailed ? (
        <div role="alert" className={styles['failed']}>
          <p>{t('recording.failed')}</p>
          <Button onPress={play}>{t('common.retry')}</Button>
        </div>
      ) : null}
      <Moments
        moments={happened}
        atMs={atMs}
        onJump={(moment, text) => {
          seek(moment.atMs)
          say(`${clockText(moment.atMs)}, ${text}`)
        }}
      />
      <HiddenText>
        <span role="status">{said}</span>
      </HiddenText>
      <p className={styles['audit']}>{t('recording.audited')}</p>
    </div>
  )
}

function SpeedMenu({ player: { speed, setSpeed } }: { readonly player: Player }) {
  const { t, format } = useText()
  const text = (value: number): string => `${format.number(value)}×`
  return (
    <MenuTrigger>
      <Button tone="quiet" aria-label={t('recording.speedNow', { speed: text(speed) })}>
        {text(speed)}
      </Button>
      <Menu
        aria-label={t('recording.speed')}
        selectionMode="single"
        selectedKeys={[speed]}
        onSelectionChange={(keys) => {
          const [chosen] = keys === 'all' ? [] : keys
          const next = speeds.find((one) => one === chosen)
          if (next !== undefined) setSpeed(next)
        }}
      >
        {speeds.map((one) => (
          <MenuItem key={one} id={one}>
            {text(one)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}

function useLoudness({
  id,
  durationMs,
  speakers,
}: RecordingView): readonly [Loudness, 'reading' | 'read' | 'failed'] {
  const [loudness, setLoudness] = useState(silent)
  const [state, setState] = useState<'reading' | 'read' | 'failed'>('reading')
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    void readLoudness({ path: soundPath(id), durationMs, speakers, signal, onRead: setLoudness }).then(
      (isRead) => {
        if (!signal.aborted) setState(isRead ? 'read' : 'failed')
      },
    )
    return () => leaving.abort()
  }, [id, durationMs, speakers])
  return [loudness, state]
}
