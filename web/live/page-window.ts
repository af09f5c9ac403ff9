/** The windows over the whole page that more than one feature opens: one at a time. */
import { createStore } from './store.ts'

export type SettingsSection = 'appearance' | 'language' | 'keys' | 'alerts'

export type PageWindow =
  | { readonly name: 'settings'; readonly section: SettingsSection }
  | { readonly name: 'keys' | 'palette' }

export const pageWindow = createStore<PageWindow | null>(null)

export const showWindow = (window: PageWindow): void => pageWindow.update(() => window)
export const hideWindow = (): void => pageWindow.update(() => null)
