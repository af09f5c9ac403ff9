import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useKey } from '#web/keys/use-key.ts'
import { areKeysShown, hideKeys, showKeys } from './key-sheet-store.ts'

const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

export function KeySheetHost() {
  const isShown = useSyncExternalStore(areKeysShown.subscribe, areKeysShown.get)
  useKey('page.keys', showKeys)
  return isShown ? (
    <Suspense>
      <KeySheet onClose={hideKeys} />
    </Suspense>
  ) : null
}
