/** The palette over the page, and the field in the top bar that says it is there. */
import { Search } from 'lucide-react'
import { Suspense, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { hideWindow, pageWindow, showWindow } from '#web/live/page-window.ts'
import { useText } from '#web/text/use-text.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'
import styles from './palette-host.module.css'
import { listenAhead, takeTypedAhead } from './typed-ahead.ts'

const Palette = partOfPage('window', async () => {
  try {
    return (await import('./palette.tsx')).Palette
  } catch (error) {
    // The page's keys are the page's again.
    takeTypedAhead()
    throw error
  }
})

function open(): void {
  if (pageWindow.get()?.name === 'palette') return
  listenAhead()
  showWindow({ name: 'palette' })
}

/** `onColleague`: shows who was chosen among the team. */
export function PaletteHost({ onColleague }: { readonly onColleague: (name: string) => void }) {
  const shown = useSyncExternalStore(pageWindow.subscribe, pageWindow.get)
  useKey('page.palette', open)
  return shown?.name === 'palette' ? (
    <Suspense>
      <Palette onColleague={onColleague} onClose={hideWindow} />
    </Suspense>
  ) : null
}

export function PaletteButton() {
  const { t } = useText()
  return (
    <Button
      className={styles['field'] ?? ''}
      aria-label={t('palette.title')}
      aria-keyshortcuts={ariaKeyOf('page.palette')}
      onPress={open}
    >
      <Search size={16} aria-hidden="true" />
      <span className={styles['text']}>{t('palette.title')}</span>
      <Kbd>{capOf('page.palette')}</Kbd>
    </Button>
  )
}
