/** Opens the settings over the page. What stands under Alerts comes from the feature that sounds them (see desk-page.tsx). */
import { Suspense, useSyncExternalStore } from 'react'
import { useKey } from '#web/keys/use-key.ts'
import { hideWindow, pageWindow, showWindow } from '#web/live/page-window.ts'
import type { SettingsSlots } from './settings-dialog.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const SettingsDialog = partOfPage(
  'window',
  async () => (await import('./settings-dialog.tsx')).SettingsDialog,
)

export function SettingsHost({ slots }: { readonly slots: SettingsSlots }) {
  const shown = useSyncExternalStore(pageWindow.subscribe, pageWindow.get)
  useKey('page.settings', () => showWindow({ name: 'settings', section: 'appearance' }))
  return shown?.name === 'settings' ? (
    <Suspense>
      <SettingsDialog first={shown.section} slots={slots} onClose={hideWindow} />
    </Suspense>
  ) : null
}
