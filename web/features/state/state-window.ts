/** The windows of the own state: the channels, and the question before signing out. */
import { createStore } from '#web/live/store.ts'

export const stateWindow = createStore<'channels' | 'sign-out' | null>(null)

export const showChannels = (): void => stateWindow.update(() => 'channels')
export const closeStateWindow = (): void => stateWindow.update(() => null)
