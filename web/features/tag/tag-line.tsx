import { Plus } from 'lucide-react'
import type { InteractionView } from '#protocol/interaction.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useMay } from '#web/live/use-may.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { TagChip } from '#web/ui/tag-chip.tsx'
import styles from './tag-line.module.css'
import { openTags } from './tagging-store.ts'
import { useTagsOn } from './use-tags.ts'

/** The tags of what is open, beside the contact's card. */
export function TagLine({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const { acts } = useDesk()
  const may = useMay(interaction)
  const on = useTagsOn(interaction)
  if (!may.tag && on.length === 0) return null
  return (
    <section className={styles['line']} aria-label={t('tag.title')}>
      <h3 className={styles['title']}>{t('tag.title')}</h3>
      {may.tag ? (
        <IconButton
          label={t('tag.add')}
          shortcut={capOf('conversation.tags')}
          aria-keyshortcuts={ariaKeyOf('conversation.tags')}
          icon={<Plus size={16} />}
          className={styles['add']}
          onPress={() => openTags(interaction.id)}
        />
      ) : null}
      {on.length === 0 ? (
        <p className={styles['none']}>{t('tag.none')}</p>
      ) : (
        <ul className={styles['tags']}>
          {on.map(({ id, name, colour }) => (
            <li key={id}>
              <TagChip
                name={name}
                colour={colour}
                onRemove={may.tag ? () => void acts.tag(interaction.id, { remove: [id] }) : undefined}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
