import { X } from 'lucide-react'
import { useText } from '../text/use-text.ts'
import type { TagColour } from '#protocol/config/tag.ts'
import { classNames } from './class-names.ts'
import styles from './tag-chip.module.css'

/** A tag: its word on its colour. With `onRemove` it has a button that takes it off; Delete and Backspace on it do the same. */
export function TagChip({
  name,
  colour,
  size = 'normal',
  onRemove,
}: {
  readonly name: string
  readonly colour: TagColour
  readonly size?: 'small' | 'normal'
  readonly onRemove?: (() => void) | undefined
}) {
  const { t } = useText()
  return (
    <span className={classNames(styles['chip'], styles[colour], styles[size])} title={name}>
      <span className={styles['name']}>{name}</span>
      {onRemove ? (
        <button
          type="button"
          className={styles['remove']}
          aria-label={t('tag.remove', { name })}
          onClick={onRemove}
          onKeyDown={(event) => {
            if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
          }}
        >
          <X size={12} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  )
}
