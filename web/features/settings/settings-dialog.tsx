/** The person's own choices, by subject. Each holds at once and is kept on the server; there is nothing to save. */
import { Bell, Headset, Keyboard, Languages, Palette } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { SettingsSection } from '#web/live/page-window.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { KeySettings } from './key-settings.tsx'
import { LanguageSettings } from './language-settings.tsx'
import styles from './settings-dialog.module.css'

/** The subjects that other features bring. */
export type SettingsSlots = {
  readonly alerts: () => ReactNode
  /** Only for who takes calls. */
  readonly calls: () => ReactNode
}

export function SettingsDialog({
  first,
  slots,
  onClose,
}: {
  readonly first: SettingsSection
  readonly slots: SettingsSlots
  readonly onClose: () => void
}) {
  const { t } = useText()
  const { channels } = useWorkspace().agent
  const [section, setSection] = useState<SettingsSection>(first)
  const sections = [
    { id: 'appearance', Icon: Palette, body: () => <AppearanceSettings /> },
    { id: 'language', Icon: Languages, body: () => <LanguageSettings /> },
    { id: 'keys', Icon: Keyboard, body: () => <KeySettings /> },
    { id: 'alerts', Icon: Bell, body: slots.alerts },
    ...(channels.includes('voice') ? [{ id: 'calls', Icon: Headset, body: slots.calls } as const] : []),
  ] as const
  return (
    <Dialog title={t('settings.title')} isOpen onClose={onClose} shape="large">
      <Tabs
        className={styles['tabs'] ?? ''}
        orientation="vertical"
        selectedKey={section}
        onSelectionChange={(key) => setSection(sections.find(({ id }) => id === key)?.id ?? 'appearance')}
      >
        <TabList aria-label={t('settings.title')} className={styles['list'] ?? ''}>
          {sections.map(({ id, Icon }) => (
            <Tab key={id} id={id} className={styles['tab'] ?? ''}>
              <Icon size={16} aria-hidden="true" />
              {t(`settings.section.${id}`)}
            </Tab>
          ))}
        </TabList>
        {sections.map(({ id, body }) => (
          <TabPanel key={id} id={id} className={styles['panel'] ?? ''}>
            {body()}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  )
}
