/** Where the windows of the own state open, from wherever they were asked for; and what it says in passing. */
import { Suspense, useSyncExternalStore } from 'react'
import { AbsenceNotice } from './absence-notice.tsx'
import { ExceededNotice } from './exceeded-notice.tsx'
import { closeStateWindow, stateWindow } from './state-window.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const ChannelsPanel = partOfPage('window', async () => (await import('./channels-panel.tsx')).ChannelsPanel)
const SignOutDialog = partOfPage('window', async () => (await import('./sign-out-dialog.tsx')).SignOutDialog)

export function StateHost({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const window = useSyncExternalStore(stateWindow.subscribe, stateWindow.get)
  return (
    <>
      <ExceededNotice />
      <AbsenceNotice />
      <Suspense>
        {window === 'channels' ? <ChannelsPanel onClose={closeStateWindow} /> : null}
        {window === 'sign-out' ? (
          <SignOutDialog
            onClose={closeStateWindow}
            onSignedOut={() => {
              closeStateWindow()
              onSignedOut()
            }}
          />
        ) : null}
      </Suspense>
    </>
  )
}
