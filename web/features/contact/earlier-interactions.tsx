import { NotebookPen } from 'lucide-react'
import type { ReactNode } from 'react'
import { pathOf } from '#core/disposition/path-of.ts'
import type { ContactInteraction } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace, type WorkspaceQueue } from '#web/live/workspace-context.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { TagChip } from '#web/ui/tag-chip.tsx'
import styles from './contact-card.module.css'

const shownAtFirst = 20

export function EarlierInteractions({
  interactions,
  ofEach,
}: {
  readonly interactions: readonly ContactInteraction[]
  readonly ofEach: (interaction: ContactInteraction) => ReactNode
}) {
  const { t } = useText()
  const latest = interactions.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, shownAtFirst)
  return (
    <section className={styles['part']} aria-label={t('contact.earlier')}>
      <h3 className={styles['title']}>{t('contact.earlier')}</h3>
      {latest.length === 0 ? (
        <p className={styles['none']}>{t('contact.noneEarlier')}</p>
      ) : (
        <ol className={styles['history']}>
          {latest.map((interaction) => (
            <li key={interaction.id}>
              <Earlier interaction={interaction} />
              {ofEach(interaction)}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Earlier({ interaction }: { readonly interaction: ContactInteraction }) {
  const { t, format, language } = useText()
  const { now } = useDesk()
  const { queues, dispositionTrees, tags } = useWorkspace()
  const { id, channel, queueId, startedAt, closedAt, agentName, dispositionId, preview, tagIds, note } =
    interaction
  const queue = queues.find((one) => one.id === queueId)
  const outcome = dispositionId ? outcomeText(queue, dispositionTrees, dispositionId, language) : null
  const on = tags.filter((tag) => tagIds.includes(tag.id))
  return (
    <button type="button" className={styles['earlier']} onClick={() => go({ open: id })}>
      <ChannelGlyph channel={channel} />
      <span className={styles['when']} title={format.dateTime(startedAt)}>
        {format.moment(startedAt, now())}
        {closedAt === null ? <span className={styles['open']}>{t('contact.stillOpen')}</span> : null}
      </span>
      <span className={styles['what']}>{[queue?.name, agentName, outcome].filter(Boolean).join(' · ')}</span>
      {preview === null ? null : <span className={styles['preview']}>{preview}</span>}
      {note && note.preview !== '' ? (
        <span className={styles['note']}>
          <NotebookPen size={14} role="img" aria-label={t('note.title')} />
          <span className={styles['noteText']}>{note.preview}</span>
        </span>
      ) : null}
      {on.length === 0 ? null : (
        <span className={styles['tags']}>
          {on.map((tag) => (
            <TagChip key={tag.id} name={tag.name} colour={tag.colour} size="small" />
          ))}
        </span>
      )}
    </button>
  )
}

function outcomeText(
  queue: WorkspaceQueue | undefined,
  trees: ReturnType<typeof useWorkspace>['dispositionTrees'],
  id: NonNullable<ContactInteraction['dispositionId']>,
  language: 'es' | 'en',
): string | null {
  const tree = trees.find((one) => one.id === queue?.dispositionTreeId)
  return tree ? pathOf(tree.nodes, id, language) : null
}
