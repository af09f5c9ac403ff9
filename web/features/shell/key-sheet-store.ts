import { createStore } from '#web/live/store.ts'

export const areKeysShown = createStore(false)

export const showKeys = (): void => areKeysShown.update(() => true)
export const hideKeys = (): void => areKeysShown.update(() => false)
