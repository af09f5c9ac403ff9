import { ChevronRight, Clock, Folder, MessageSquareQuote, Star, type LucideIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Collection } from 'react-aria-components/Collection'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import type { ResponseId } from '#core/id.ts'
import type { ResponseLibrary } from '#protocol/response.ts'
import { useText, type Text } from '#web/text/use-text.ts'
import { branchWith, responseBranches, type Branch } from './response-branches.ts'
import styles from './response-panel.module.css'
import { ResponseRow } from './response-row.tsx'

const icons: Readonly<Record<Exclude<Branch['kind'], 'response'>, LucideIcon>> = {
  favourites: Star,
  recents: Clock,
  folder: Folder,
  loose: MessageSquareQuote,
}

type Props = {
  readonly library: ResponseLibrary
  readonly favourites: ReadonlySet<ResponseId>
  readonly recents: readonly ResponseId[]
  readonly chosenId: ResponseId | null
  readonly onChoose: (id: ResponseId) => void
  readonly onInsert: (id: ResponseId) => void
}

export function ResponseTree({ library, favourites, recents, chosenId, onChoose, onInsert }: Props) {
  const { t } = useText()
  const branches = useMemo(
    () => responseBranches(library, favourites, recents),
    [favourites, library, recents],
  )
  const [open, setOpen] = useState<ReadonlySet<string | number>>(new Set(['favourites', 'recents']))
  const [place, setPlace] = useState<string | null>(null)
  const isChosen = place !== null && place.endsWith(`/${chosenId ?? ''}`)
  const turn = (id: string): void =>
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const onAction = (key: string | number): void => {
    const branch = branchWith(branches, String(key))
    if (branch?.response) onInsert(branch.response.id)
    else if (branch) turn(branch.id)
  }
  return (
    <Tree
      aria-label={t('response.open')}
      items={branches}
      dependencies={[open, favourites]}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={isChosen ? [place] : []}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        const branch = key === undefined ? null : branchWith(branches, String(key))
        if (!branch?.response) return
        setPlace(branch.id)
        onChoose(branch.response.id)
      }}
      expandedKeys={open}
      onExpandedChange={setOpen}
      onAction={onAction}
    >
      {(branch) => <BranchItem branch={branch} open={open} favourites={favourites} onTurn={turn} />}
    </Tree>
  )
}

function nameOf(branch: Branch, { t, local }: Text): string {
  if (branch.response) return local(branch.response.name)
  if (branch.folder) return local(branch.folder.name)
  if (branch.kind === 'favourites') return t('response.favourites')
  return branch.kind === 'recents' ? t('response.recents') : t('response.loose')
}

function BranchItem({
  branch,
  open,
  favourites,
  onTurn,
}: {
  readonly branch: Branch
  readonly open: ReadonlySet<string | number>
  readonly favourites: ReadonlySet<ResponseId>
  readonly onTurn: (id: string) => void
}) {
  const text = useText()
  const { response, children } = branch
  const Icon = branch.kind === 'response' ? null : icons[branch.kind]
  return (
    <TreeItem
      id={branch.id}
      textValue={nameOf(branch, text)}
      hasChildItems={children.length > 0}
      className={styles['branch'] ?? ''}
    >
      <TreeItemContent>
        {({ isExpanded, level }) => (
          <div
            className={styles['line']}
            style={{ paddingInlineStart: `${(level - 1) * 18 + (response ? 10 : 4)}px` }}
            {...(response ? {} : { onClick: () => onTurn(branch.id) })}
          >
            {response ? null : (
              <AriaButton slot="chevron" className={styles['chevron'] ?? ''}>
                <ChevronRight
                  size={16}
                  aria-hidden="true"
                  className={isExpanded ? styles['turned'] : undefined}
                />
              </AriaButton>
            )}
            {Icon ? <Icon size={16} aria-hidden="true" /> : null}
            {response ? (
              <ResponseRow response={response} isFavourite={favourites.has(response.id)} />
            ) : (
              <>
                <span className={styles['folder']}>{nameOf(branch, text)}</span>
                <span className={styles['count']}>{children.length}</span>
              </>
            )}
          </div>
        )}
      </TreeItemContent>
      {/* What is closed is not made: a library may have thousands. */}
      {open.has(branch.id) ? (
        <Collection items={children}>
          {(child) => <BranchItem branch={child} open={open} favourites={favourites} onTurn={onTurn} />}
        </Collection>
      ) : null}
    </TreeItem>
  )
}
