import type { ReactNode } from 'react'
import type { KeyAct } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { contextTabs, showContext, type ContextTab } from '#web/live/context-tab.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { ContextSlots } from './context.tsx'

const keyOfTab = {
  contact: null,
  case: 'conversation.case',
  response: 'conversation.responses',
  note: 'conversation.note',
} as const satisfies Record<ContextTab, KeyAct | null>

/** The keys that lead into the tabs, also while the column is put away. The contact's is the conversation's own. */
export function ContextKeys({ slots }: { readonly slots: ContextSlots }): ReactNode {
  return contextTabs.map((tab) => {
    const act = slots[tab] ? keyOfTab[tab] : null
    return act ? <TabKey key={tab} tab={tab} act={act} /> : null
  })
}

function TabKey({ tab, act }: { readonly tab: ContextTab; readonly act: KeyAct }) {
  const { storage } = useDesk()
  useKey(act, () => showContext(tab, storage))
  return null
}
