/** The two lanes, customer above and agents below, as a slider: pressed, dragged, or moved by keys. */
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { steps, type Loudness } from './loudness.ts'
import { spanAt, type Moment, type Span } from './marks.ts'
import styles from './wave.module.css'

const stepMs = 5_000
const leapMs = 30_000

export function Wave({
  loudness,
  durationMs,
  atMs,
  moments,
  spans,
  onSeek,
  onToggle,
}: {
  readonly loudness: Loudness
  readonly durationMs: number
  readonly atMs: number
  readonly moments: readonly Moment[]
  readonly spans: readonly Span[]
  readonly onSeek: (toMs: number) => void
  readonly onToggle: () => void
}) {
  const { t } = useText()
  const lane = useRef<HTMLDivElement>(null)
  // What is said aloud changes with what the listener does, not with every second that passes.
  const [saidMs, setSaid] = useState(atMs)
  const seek = (toMs: number): void => {
    const to = Math.min(durationMs, Math.max(0, toMs))
    setSaid(to)
    onSeek(to)
  }
  const onPointer = (event: PointerEvent): void => {
    const box = lane.current?.getBoundingClientRect()
    if (!box || (event.type === 'pointermove' && event.buttons === 0)) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    seek(((event.clientX - box.left) / box.width) * durationMs)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = {
      ArrowRight: atMs + stepMs,
      ArrowUp: atMs + stepMs,
      ArrowLeft: atMs - stepMs,
      ArrowDown: atMs - stepMs,
      PageUp: atMs + leapMs,
      PageDown: atMs - leapMs,
      Home: 0,
      End: durationMs,
    }[event.key]
    if (to !== undefined) seek(to)
    else if (event.key === ' ') onToggle()
    else return
    event.preventDefault()
  }
  const inside = spanAt(spans, saidMs)
  const where = t('recording.at', { at: clockText(saidMs), of: clockText(durationMs) })
  const share = (ms: number): string => `${((durationMs === 0 ? 0 : ms / durationMs) * 100).toFixed(3)}%`
  return (
    <div
      ref={lane}
      role="slider"
      tabIndex={0}
      aria-label={t('recording.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1_000)}
      aria-valuenow={Math.round(saidMs / 1_000)}
      aria-valuetext={inside ? `${where}, ${t(`recording.mark.${inside.what}`)}` : where}
      className={styles['wave']}
      style={{ '--at': share(atMs) } as CSSProperties}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
      onFocus={() => setSaid(atMs)}
    >
      {spans.map(({ what, fromMs, toMs }) => (
        <span
          key={`${what} ${fromMs}`}
          className={classNames(styles['span'], styles[what])}
          style={{ left: share(fromMs), width: share(toMs - fromMs) }}
        />
      ))}
      <Lane levels={loudness.customer} side="customer" />
      <Lane levels={loudness.agents} side="agents" />
      {moments.map((moment) => (
        <span key={moment.atMs} className={styles['mark']} style={{ left: share(moment.atMs) }} />
      ))}
      <span className={styles['head']} />
    </div>
  )
}

/** Drawn twice: what was heard stands over what is to come. */
function Lane({ levels, side }: { readonly levels: readonly number[]; readonly side: keyof Loudness }) {
  const shape = shapeOf(levels)
  return (
    <span className={classNames(styles['lane'], styles[side])} aria-hidden="true">
      {['toCome', 'heard'].map((part) => (
        <svg
          key={part}
          viewBox={`0 0 ${steps} 2`}
          preserveAspectRatio="none"
          className={classNames(styles['shape'], styles[part])}
        >
          <path d={shape} />
        </svg>
      ))}
    </span>
  )
}

/** A bar for each step, around the middle; silence is a thin line. */
function shapeOf(levels: readonly number[]): string {
  return levels
    .map((level, step) => {
      const height = Math.max(0.03, level * 0.94)
      return `M${step + 0.15} ${(1 - height).toFixed(3)}h.7v${(height * 2).toFixed(3)}h-.7z`
    })
    .join('')
}
