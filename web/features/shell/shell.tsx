/**
 * The frame of the workspace: rail, top bar and three columns. What stands in them comes from outside. Narrower than 1200 px the contact's column
 * becomes a drawer; on a phone one column is shown at a time.
 */
import type { ReactNode } from 'react'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ContextColumn } from './context-column.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { useIsWide } from './use-is-wide.ts'

type Props = {
  readonly topBar: ReactNode
  readonly inbox: ReactNode
  /** null: nothing is open. */
  readonly conversation: ReactNode
  readonly context: ReactNode
  readonly welcome: ReactNode
  /** Another place than the inbox, all of it; null: the inbox. */
  readonly elsewhere: ReactNode
}

export function Shell({ topBar, inbox, conversation, context, welcome, elsewhere }: Props) {
  const { t } = useText()
  const { centre } = useWorkspace()
  const { open, isContactShown } = useRoute()
  const isWide = useIsWide()
  return (
    <div className={styles['shell']} data-open={open !== null}>
      <Rail />
      <header className={styles['top']}>
        <HiddenText as="h1">{centre.name}</HiddenText>
        {topBar}
      </header>
      <main className={styles['main']}>
        <OfflineBar />
        {elsewhere ?? (
          <div className={styles['columns']}>
            <div className={styles['inbox']}>{inbox}</div>
            <div className={styles['conversation']}>{conversation ?? welcome}</div>
            {isWide && context ? <ContextColumn>{context}</ContextColumn> : null}
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
