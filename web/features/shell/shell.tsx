/**
 * The frame of the workspace: rail, top bar and three columns. What stands in them comes from outside. Narrower than 1200 px the contact's column
 * becomes a drawer; on a phone one column is shown at a time. The columns' widths, and what is folded away, are the agent's own.
 */
import { useEffect, useEffectEvent, useRef, type CSSProperties, type ReactNode } from 'react'
import { useKey } from '#web/keys/use-key.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ColumnHandle } from './column-handle.tsx'
import { ContextColumn } from './context-column.tsx'
import { FoldedColumn } from './folded-column.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { useHasColumns, useIsWide } from './use-is-wide.ts'
import { useLayout } from './use-layout.ts'

type Props = {
  readonly topBar: ReactNode
  /** Across the page, above everything: calls that are not on the screen otherwise. */
  readonly strips: ReactNode
  readonly inbox: ReactNode
  /** null: nothing is open. */
  readonly conversation: ReactNode
  readonly context: ReactNode
  readonly welcome: ReactNode
  /** Another place than the inbox, all of it; null: the inbox. */
  readonly elsewhere: ReactNode
}

export function Shell({ topBar, strips, inbox, conversation, context, welcome, elsewhere }: Props) {
  const { t } = useText()
  const { centre } = useWorkspace()
  const { open, isContactShown } = useRoute()
  const isWide = useIsWide()
  const hasColumns = useHasColumns()
  const [layout, put] = useLayout()
  const columns = useRef<HTMLDivElement>(null)
  const isBeside = isWide && Boolean(context)
  const isListFolded = hasColumns && layout.isListCollapsed
  const foldList = (isListCollapsed: boolean): void => put({ isListCollapsed })
  const foldContext = (isContextCollapsed: boolean): void => put({ isContextCollapsed })
  const draw = (name: '--list' | '--beside', width: number): void =>
    columns.current?.style.setProperty(name, `${width}px`)

  // Whoever asks for contact or case wants to see it: where it is folded away it unfolds.
  const unfold = useEffectEvent(() => {
    foldContext(false)
    go({ isContactShown: false }, 'replace')
  })
  const isWantedBeside = isBeside && layout.isContextCollapsed && isContactShown
  useEffect(() => {
    if (isWantedBeside) unfold()
  }, [isWantedBeside])

  useKey('page.list', () => foldList(!layout.isListCollapsed), hasColumns && elsewhere === null)
  useKey('page.context', () => foldContext(!layout.isContextCollapsed), isBeside && elsewhere === null)

  return (
    <div className={styles['shell']} data-open={open !== null}>
      <Rail />
      <header className={styles['top']}>
        <HiddenText as="h1">{centre.name}</HiddenText>
        {topBar}
      </header>
      <main className={styles['main']}>
        <OfflineBar />
        {strips}
        {elsewhere ?? (
          <div
            ref={columns}
            className={styles['columns']}
            data-list={isListFolded ? 'folded' : 'shown'}
            data-context={isBeside ? (layout.isContextCollapsed ? 'folded' : 'shown') : 'none'}
            style={
              { '--list': `${layout.listWidth}px`, '--beside': `${layout.contextWidth}px` } as CSSProperties
            }
          >
            {isListFolded ? <FoldedColumn column="list" onShow={() => foldList(false)} /> : null}
            {/* Folded away it still moves by keys. */}
            <div className={styles['inbox']} id="column-list" hidden={isListFolded}>
              {inbox}
            </div>
            {hasColumns && !isListFolded ? (
              <ColumnHandle
                column="list"
                controls="column-list"
                width={layout.listWidth}
                onMove={(width) => draw('--list', width)}
                onSettle={(width) => put({ listWidth: width ?? undefined })}
                onFold={() => foldList(true)}
              />
            ) : null}
            <div className={styles['conversation']}>{conversation ?? welcome}</div>
            {isBeside && !layout.isContextCollapsed ? (
              <>
                <ColumnHandle
                  column="context"
                  controls="column-context"
                  width={layout.contextWidth}
                  onMove={(width) => draw('--beside', width)}
                  onSettle={(width) => put({ contextWidth: width ?? undefined })}
                  onFold={() => foldContext(true)}
                />
                <ContextColumn>{context}</ContextColumn>
              </>
            ) : null}
            {isBeside && layout.isContextCollapsed ? (
              <FoldedColumn column="context" onShow={() => foldContext(false)} />
            ) : null}
          </div>
        )}
      </main>
      {!isWide && context ? (
        <Dialog
          title={t('shell.context')}
          shape="sheet"
          isOpen={isContactShown}
          onClose={() => go({ isContactShown: false }, 'replace')}
        >
          <div className={styles['drawer']}>{context}</div>
        </Dialog>
      ) : null}
    </div>
  )
}
