/**
 * The column beside the conversation: one tab for each thing the agent looks things up in, and below them what must always be at hand. What stands
 * in the tabs comes from outside (desk-page.tsx); a tab that nobody fills is not there.
 */
import { Fragment, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { InteractionView } from '#protocol/interaction.ts'
import {
  chooseContextTab,
  columnIsShown,
  contextChoice,
  contextTabs,
  takesContextWish,
  watchContextChoice,
  type ContextTab,
} from '#web/live/context-tab.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './context.module.css'
import { enterPanel } from './enter-panel.ts'

export type ContextSlots = Partial<Record<ContextTab, (interaction: InteractionView) => ReactNode>>

type Props = {
  readonly interaction: InteractionView
  readonly slots: ContextSlots
  /** Below the tabs, whichever is chosen. */
  readonly foot?: ReactNode
}

export function Context({ interaction, slots, foot }: Props) {
  const { t } = useText()
  const { storage } = useDesk()
  const choice = useSyncExternalStore(watchContextChoice, contextChoice)
  const column = useRef<HTMLDivElement>(null)
  const tabs = contextTabs.filter((tab) => slots[tab])
  const tab = tabs.find((one) => one === choice.tab) ?? tabs[0]

  useEffect(columnIsShown, [])
  useEffect(() => {
    if (!column.current || !takesContextWish()) return undefined
    return enterPanel(column.current)
  }, [choice.wishes])

  return (
    <div ref={column} className={styles['context']}>
      <Tabs
        {...(tab ? { selectedKey: tab } : {})}
        onSelectionChange={(key) => chooseContextTab(key as ContextTab, storage)}
        className={styles['tabs'] ?? ''}
      >
        <TabList aria-label={t('context.title')} className={styles['list'] ?? ''}>
          {tabs.map((one) => (
            <Tab key={one} id={one} className={styles['tab'] ?? ''}>
              {t(`context.${one}`)}
            </Tab>
          ))}
        </TabList>
        {tabs.map((one) => (
          <TabPanel key={one} id={one} className={styles['panel'] ?? ''}>
            <Fragment key={interaction.id}>{slots[one]?.(interaction)}</Fragment>
          </TabPanel>
        ))}
      </Tabs>
      {foot}
    </div>
  )
}
