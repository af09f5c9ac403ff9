/** The outcomes as a tree to walk through: folders open and close and cannot be chosen. */
import { ChevronRight, Folder, Tag } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Collection } from 'react-aria-components/Collection'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { pathOf } from '#core/disposition/path-of.ts'
import type { DispositionNode } from '#core/disposition/tree.ts'
import type { DispositionId } from '#core/id.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './disposition-picker.module.css'

export function DispositionTree({
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
      {(node) => <Branch node={node} nodes={nodes} chosen={chosen} />}
    </Tree>
  )
}

function Branch({
  node,
  nodes,
  chosen,
}: {
  readonly node: DispositionNode
  readonly nodes: readonly DispositionNode[]
  readonly chosen: DispositionId | null
}) {
  const { local, t, language } = useText()
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
          <div
            className={styles['row']}
            title={pathOf(nodes, node.id, language) ?? undefined}
            style={{ paddingInlineStart: `${(level - 1) * 22 + 8}px` }}
          >
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
          {(child) => <Branch node={child} nodes={nodes} chosen={chosen} />}
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
