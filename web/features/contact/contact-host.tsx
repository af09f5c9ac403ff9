import { useSyncExternalStore, type ReactNode } from 'react'
import type { ContactInteraction } from '#protocol/interaction.ts'
import { hideWindow, pageWindow } from '#web/live/page-window.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { ContactCard } from './contact-card.tsx'
import styles from './contact-host.module.css'

/** The card of a contact with whom nothing is open: found in the palette. */
export function ContactHost({
  ofEarlier,
}: {
  readonly ofEarlier: (interaction: ContactInteraction) => ReactNode
}) {
  const { t } = useText()
  const shown = useSyncExternalStore(pageWindow.subscribe, pageWindow.get)
  return shown?.name === 'contact' ? (
    <Dialog title={t('contact.title')} shape="sheet" isOpen onClose={hideWindow}>
      <div className={styles['card']} tabIndex={0} role="group" aria-label={shown.title}>
        <ContactCard contact={{ id: shown.id, name: shown.title }} interaction={null} ofEarlier={ofEarlier} />
      </div>
    </Dialog>
  ) : null
}
