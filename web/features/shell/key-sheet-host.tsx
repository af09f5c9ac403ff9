import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useKey } from '#web/keys/use-key.ts'
import { hideWindow, pageWindow, showWindow } from '#web/live/page-window.ts'

const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

export function KeySheetHost() {
  const shown = useSyncExternalStore(pageWindow.subscribe, pageWindow.get)
  useKey('page.keys', () => showWindow({ name: 'keys' }))
  return shown?.name === 'keys' ? (
    <Suspense>
      <KeySheet onClose={hideWindow} />
    </Suspense>
  ) : null
}
