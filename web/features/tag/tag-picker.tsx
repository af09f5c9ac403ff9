/**
 * The window of tags: typing narrows them down, Enter puts the one in question on or takes it off, and the window stays for the next. A word that
 * is no tag yet can become one where the centre allows it.
 */
import { Check, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { SearchBox } from '#web/ui/search-box.tsx'
import { mostTags } from '#core/tag/change-tags.ts'
import { isAtLeast } from '#core/permission/role.ts'
import type { TagId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { TagChip } from '#web/ui/tag-chip.tsx'
import { takeFirst } from '#web/ui/take-first.ts'
import styles from './tag-picker.module.css'
import { tagOptions, usedTimes } from './tag-options.ts'
import { useCreateTag, useTagsOn } from './use-tags.ts'

type Props = { readonly interaction: InteractionView; readonly onClose: () => void }

const createKey = 'create'

export function TagPicker({ interaction, onClose }: Props) {
  const { t } = useText()
  const { acts } = useDesk()
  const { tags, centre, agent } = useWorkspace()
  const interactions = useLive((model) => model.interactions)
  const create = useCreateTag(interaction)
  const [query, setQuery] = useState('')
  // As they were when the window opened: what is put on now must not change the order under the hand.
  const [used] = useState(() => usedTimes(interactions.values()))
  const mayCreate = centre.agentsMayAddTags || isAtLeast(agent.role, 'manager')
  const on = useTagsOn(interaction)
  const options = useMemo(
    () => tagOptions(tags, interaction.tagIds, query, used, mayCreate),
    [tags, interaction.tagIds, query, used, mayCreate],
  )
  const isFull = interaction.tagIds.length >= mostTags

  const act = (key: string): void => {
    if (key === createKey) {
      if (options.create !== null) void create(options.create).then((done) => done && setQuery(''))
      return
    }
    const id = key as TagId
    void acts.tag(interaction.id, interaction.tagIds.includes(id) ? { remove: [id] } : { add: [id] })
    setQuery('')
  }

  return (
    <Dialog title={t('tag.title')} isOpen onClose={onClose}>
      {on.length > 0 ? (
        <ul className={styles['on']}>
          {on.map(({ id, name, colour }) => (
            <li key={id}>
              <TagChip
                name={name}
                colour={colour}
                onRemove={() => void acts.tag(interaction.id, { remove: [id] })}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchBox
          label={t('tag.search')}
          autoFocus
          maxLength={40}
          onKeyDown={(event) => {
            // Enter on nothing typed puts nothing on.
            if (query !== '') takeFirst(event)
          }}
        />
        <ListBox
          aria-label={t('tag.list')}
          className={styles['list'] ?? ''}
          selectionMode="none"
          onAction={(key) => act(String(key))}
          renderEmptyState={() => (
            <p className={styles['nothing']}>
              {tags.length === 0 ? t('tag.empty') : mayCreate ? t('tag.nothingToCreate') : t('tag.nothing')}
            </p>
          )}
        >
          {options.found.map(({ tag, isOn, used: count }) => (
            <ListBoxItem
              key={tag.id}
              id={tag.id}
              textValue={tag.name}
              isDisabled={isFull && !isOn}
              className={styles['item'] ?? ''}
            >
              <Check size={16} aria-hidden="true" className={styles['check'] ?? ''} data-on={isOn} />
              <TagChip name={tag.name} colour={tag.colour} />
              {isOn ? <HiddenText>, {t('tag.on')}</HiddenText> : null}
              {count > 0 ? <span className={styles['count']}>{t('tag.used', { count })}</span> : null}
            </ListBoxItem>
          ))}
          {options.create === null || isFull ? null : (
            <ListBoxItem
              key={createKey}
              id={createKey}
              textValue={t('tag.create', { name: options.create })}
              className={styles['item'] ?? ''}
            >
              <Plus size={16} aria-hidden="true" />
              {t('tag.create', { name: options.create })}
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
      <p className={styles['foot']}>
        {isFull ? (
          <span role="status">{t('tag.full', { limit: mostTags })}</span>
        ) : (
          <>
            <Kbd>↵</Kbd> {t('tag.help')} <Kbd>Esc</Kbd> {t('tag.close')}
          </>
        )}
      </p>
    </Dialog>
  )
}
