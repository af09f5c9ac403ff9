import type { TagId } from '#core/id.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { TagChip } from '#web/ui/tag-chip.tsx'
import styles from './inbox-row.module.css'

const shownAtOnce = 2

/** Two of the tags, and how many more there are; what is archived since has no name any more and is left out. */
export function RowTags({ tagIds }: { readonly tagIds: readonly TagId[] }) {
  const { t } = useText()
  const { tags } = useWorkspace()
  const on = tagIds.flatMap((id) => tags.find((tag) => tag.id === id) ?? [])
  if (on.length === 0) return null
  const rest = on.slice(shownAtOnce)
  return (
    <span className={styles['tags']}>
      <HiddenText>{t('tag.title')}: </HiddenText>
      {on.slice(0, shownAtOnce).map(({ id, name, colour }) => (
        <TagChip key={id} name={name} colour={colour} size="small" />
      ))}
      {rest.length > 0 ? (
        <span className={styles['more']} title={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      ) : null}
    </span>
  )
}
