/** The windows over the whole page that more than one feature opens: one at a time. */
import type { ContactId } from '#core/id.ts'
import { createStore } from './store.ts'

export type SettingsSection = 'appearance' | 'language' | 'keys' | 'alerts' | 'calls'

export type PageWindow =
  | { readonly name: 'settings'; readonly section: SettingsSection }
  /** `title`: whose card it is, before it has come. */
  | { readonly name: 'contact'; readonly id: ContactId; readonly title: string }
  | { readonly name: 'keys' | 'palette' }

export const pageWindow = createStore<PageWindow | null>(null)

export const showWindow = (window: PageWindow): void => pageWindow.update(() => window)
export const hideWindow = (): void => pageWindow.update(() => null)
