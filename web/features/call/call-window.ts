/** What of a call is open: the windows one at a time, and the keypad beside them. */
import type { CallId } from '#core/id.ts'
import { createStore } from '#web/live/store.ts'

export type CallWindow =
  /** `give`: ask, transfer, or add; `add` begins with adding. `dial`: a new call. */
  | { readonly name: 'give' | 'add'; readonly callId: CallId }
  | { readonly name: 'dial' | 'parked' | 'forward' }

export const callWindow = createStore<CallWindow | null>(null)
export const showCallWindow = (window: CallWindow): void => callWindow.update(() => window)
export const hideCallWindow = (): void => callWindow.update(() => null)

export const keypadOf = createStore<CallId | null>(null)
export const toggleKeypad = (id: CallId): void => keypadOf.update((open) => (open === id ? null : id))
export const hideKeypad = (): void => keypadOf.update(() => null)
