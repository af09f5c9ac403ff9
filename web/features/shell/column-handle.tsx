/**
 * The edge between two columns: drag it, or put the focus on it and use the arrows (with Shift in bigger steps), Home and End. A double click gives the
 * original width back, Enter folds the column away. While it is dragged only a variable of the columns changes, and nothing is drawn by React.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import styles from './column-handle.module.css'
import { widthAfter, widths, type Column } from './column-width.ts'

type Props = {
  readonly column: Column
  /** The id of the column whose width it is. */
  readonly controls: string
  readonly width: number
  /** With every movement. */
  readonly onMove: (width: number) => void
  /** null: the original width. */
  readonly onSettle: (width: number | null) => void
  readonly onFold: () => void
}

export function ColumnHandle({ column, controls, width, onMove, onSettle, onFold }: Props) {
  const { t } = useText()
  const drag = useRef<{ readonly fromX: number; readonly from: number; to: number } | null>(null)
  /** The list grows to the right, contact and case to the left. */
  const outward = column === 'list' ? 1 : -1
  const Fold = column === 'list' ? ChevronLeft : ChevronRight

  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus()
    drag.current = { fromX: event.clientX, from: width, to: width }
  }
  const move = (event: PointerEvent): void => {
    if (!drag.current) return
    const { fromX, from } = drag.current
    drag.current.to = from + (event.clientX - fromX) * outward
    onMove(widthAfter(column, drag.current.to, 0))
  }
  const drop = (): void => {
    if (!drag.current) return
    const { from, to } = drag.current
    drag.current = null
    // Pushed far beyond its narrowest, it was meant to go.
    if (to < widths[column].narrowest / 2) {
      onMove(from)
      onFold()
    } else if (Math.abs(to - from) > 1) onSettle(widthAfter(column, to, 0))
  }
  const cancel = (): void => {
    if (drag.current) onMove(drag.current.from)
    drag.current = null
  }

  const press = (event: KeyboardEvent): void => {
    const { narrowest, widest, step } = widths[column]
    const by = step * (event.shiftKey ? 4 : 1)
    const to: Readonly<Record<string, number>> = {
      ArrowRight: widthAfter(column, width, by * outward),
      ArrowLeft: widthAfter(column, width, -by * outward),
      Home: narrowest,
      End: widest,
    }
    const next = to[event.key]
    if (next !== undefined) {
      onMove(next)
      onSettle(next)
    } else if (event.key === 'Enter') onFold()
    else if (event.key === 'Escape' && drag.current) cancel()
    else return
    event.preventDefault()
  }

  return (
    <div className={classNames(styles['place'], styles[column])}>
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t(`layout.width.${column}`)}
        aria-controls={controls}
        aria-valuenow={Math.round(width)}
        aria-valuemin={widths[column].narrowest}
        aria-valuemax={widths[column].widest}
        className={styles['handle']}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={drop}
        onPointerCancel={cancel}
        onLostPointerCapture={drop}
        onDoubleClick={() => onSettle(null)}
        onKeyDown={press}
      />
      <button
        type="button"
        className={styles['fold']}
        aria-label={t(`layout.fold.${column}`)}
        onClick={onFold}
      >
        <Fold size={14} aria-hidden="true" />
      </button>
    </div>
  )
}
