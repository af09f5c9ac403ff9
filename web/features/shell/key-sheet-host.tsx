import { Suspense, useSyncExternalStore } from 'react'
import { useKey } from '#web/keys/use-key.ts'
import { hideWindow, pageWindow, showWindow } from '#web/live/page-window.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const KeySheet = partOfPage('window', async () => (await import('./key-sheet.tsx')).KeySheet)

export function KeySheetHost() {
  const shown = useSyncExternalStore(pageWindow.subscribe, pageWindow.get)
  useKey('page.keys', () => showWindow({ name: 'keys' }))
  return shown?.name === 'keys' ? (
    <Suspense>
      <KeySheet onClose={hideWindow} />
    </Suspense>
  ) : null
}
