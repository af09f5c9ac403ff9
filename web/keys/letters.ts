/** Whether single letters act at all. Somebody who dictates, or whose hand is not steady, switches them off on this machine. */
import { createStore } from '../live/store.ts'

const storageKey = 'atiende.letters'

export const letters = createStore(read())

export const areLettersOn = (): boolean => letters.get()

export function setLetters(areOn: boolean): void {
  letters.update(() => areOn)
  localStorage.setItem(storageKey, areOn ? 'on' : 'off')
}

function read(): boolean {
  return globalThis.localStorage?.getItem(storageKey) !== 'off'
}
