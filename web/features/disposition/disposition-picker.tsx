/**
 * The outcomes of a queue: a tree to walk through, and a search over the full paths. Folders open and cannot be chosen. When the conversation has
 * ended already, choosing and marking done are one step for whoever wants it so.
 */
import { ChevronRight, Folder, Search, Tag } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { Collection } from 'react-aria-components/Collection'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { findDispositions } from '#core/disposition/find-dispositions.ts'
import type { DispositionNode } from '#core/disposition/tree.ts'
import type { DispositionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import styles from './disposition-picker.module.css'
import { useDisposition } from './use-disposition.ts'

type Props = { readonly interaction: InteractionView; readonly onClose: () => void }

export function DispositionPicker({ interaction, onClose }: Props) {
  const { t, language } = useText()
  const { acts } = useDesk()
  const { nodes, path } = useDisposition(interaction)
  const [query, setQuery] = useState('')
  const results = useRef<HTMLDivElement>(null)
  const found = useMemo(() => findDispositions(nodes, query, language), [nodes, query, language])
  const isSearching = query.trim() !== ''

  const choose = (id: DispositionId): void => {
    onClose()
    void acts.dispose(interaction.id, id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      results.current?.querySelector<HTMLElement>('[role=option], [role=row]')?.focus()
    }
    const [only] = found
    if (event.key === 'Enter' && isSearching && only) {
      event.preventDefault()
      choose(only.id)
    }
  }

  return (
    <Dialog title={t('disposition.title')} isOpen onClose={onClose} shape="wide">
      <SearchField
        aria-label={t('disposition.search')}
        value={query}
        onChange={setQuery}
        autoFocus
        className={styles['search'] ?? ''}
      >
        <Search size={16} aria-hidden="true" />
        <Input
          placeholder={t('disposition.search')}
          className={styles['input'] ?? ''}
          onKeyDown={onKeyDown}
        />
      </SearchField>
      {path === null ? null : (
        <p className={styles['now']}>
          <Tag size={14} aria-hidden="true" />
          {t('disposition.now', { path })}
        </p>
      )}
      <div ref={results} className={styles['results']}>
        {isSearching ? (
          <ListBox
            aria-label={t('disposition.found')}
            items={found}
            selectionMode="none"
            onAction={(id) => choose(id as DispositionId)}
            renderEmptyState={() => <p className={styles['nothing']}>{t('disposition.nothing')}</p>}
          >
            {({ id, name, path: full }) => (
              <ListBoxItem id={id} textValue={full} className={styles['found'] ?? ''}>
                <span>{name}</span>
                <span className={styles['path']}>{full}</span>
              </ListBoxItem>
            )}
          </ListBox>
        ) : (
          <DispositionTree nodes={nodes} chosen={interaction.dispositionId} onChoose={choose} />
        )}
      </div>
    </Dialog>
  )
}

function DispositionTree({
  nodes,
  chosen,
  onChoose,
}: {
  readonly nodes: readonly DispositionNode[]
  readonly chosen: DispositionId | null
  readonly onChoose: (id: DispositionId) => void
}) {
  const { t } = useText()
  const shown = nodes.filter(({ archived }) => !archived)
  const [open, setOpen] = useState<Set<string | number>>(
    () => new Set(shown.length <= 6 ? shown.map(({ id }) => id) : []),
  )
  const onAction = (id: string | number): void => {
    const node = findNode(nodes, id)
    if (!node) return
    if (!node.children) onChoose(node.id)
    else
      setOpen((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      })
  }
  return (
    <Tree
      aria-label={t('disposition.title')}
      items={shown}
      selectionMode="none"
      expandedKeys={open}
      onExpandedChange={setOpen}
      onAction={onAction}
    >
      {(node) => <Branch node={node} chosen={chosen} />}
    </Tree>
  )
}

function Branch({ node, chosen }: { readonly node: DispositionNode; readonly chosen: DispositionId | null }) {
  const { local, t } = useText()
  const name = local(node.name)
  const isChosen = node.id === chosen
  return (
    <TreeItem
      id={node.id}
      textValue={isChosen ? t('disposition.chosen', { name }) : name}
      className={styles['branch'] ?? ''}
    >
      <TreeItemContent>
        {({ isExpanded, level }) => (
          <div className={styles['row']} style={{ paddingInlineStart: `${(level - 1) * 22 + 8}px` }}>
            {node.children ? (
              <AriaButton slot="chevron" className={styles['chevron'] ?? ''}>
                <ChevronRight
                  size={16}
                  aria-hidden="true"
                  className={isExpanded ? styles['turned'] : undefined}
                />
              </AriaButton>
            ) : (
              <span className={styles['chevron']} />
            )}
            {node.children ? <Folder size={16} aria-hidden="true" /> : <Tag size={16} aria-hidden="true" />}
            <span className={node.children ? styles['folder'] : undefined}>{name}</span>
            {isChosen ? <span className={styles['mark']}>{t('disposition.isChosen')}</span> : null}
          </div>
        )}
      </TreeItemContent>
      {node.children ? (
        <Collection items={node.children.filter(({ archived }) => !archived)}>
          {(child) => <Branch node={child} chosen={chosen} />}
        </Collection>
      ) : null}
    </TreeItem>
  )
}

function findNode(nodes: readonly DispositionNode[], id: string | number): DispositionNode | null {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children ?? [], id)
    if (found) return found
  }
  return null
}
