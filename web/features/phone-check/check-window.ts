/** The window in which microphone and loudspeakers are tried out, and whether this browser has done so. */
import { createStore } from '#web/live/store.ts'

export const checkWindow = createStore(false)
export const showCheck = (): void => checkWindow.update(() => true)
export const hideCheck = (): void => checkWindow.update(() => false)

const triedKey = 'atiende.microphone-tried'

/** `later` holds until the browser is closed. */
export type Tried = 'no' | 'later' | 'done'

export const tried = createStore<Tried>(
  localStorage.getItem(triedKey) === null
    ? sessionStorage.getItem(triedKey) === null
      ? 'no'
      : 'later'
    : 'done',
)

export function putAside(): void {
  sessionStorage.setItem(triedKey, 'later')
  tried.update((now) => (now === 'done' ? 'done' : 'later'))
}

export function markDone(): void {
  localStorage.setItem(triedKey, 'done')
  tried.update(() => 'done')
}
