/**
 * Which tab of the column beside the conversation is shown. The agent's choice holds for every conversation, and over a reload of this browser:
 * who works through cases sees the case each time. Any feature may ask for its own tab (`showContext`); the column need not be open for that.
 */
import { go } from '../route.ts'
import { createKeepsake, type TextStorage } from './keepsake.ts'
import { createStore } from './store.ts'

export const contextTabs = ['contact', 'case', 'response', 'note'] as const
export type ContextTab = (typeof contextTabs)[number]

export type ContextChoice = {
  readonly tab: ContextTab
  /** Grows with each wish to be taken there: the focus then goes into the tab. */
  readonly wishes: number
}

const choice = createStore<ContextChoice>({ tab: 'contact', wishes: 0 })
export const contextChoice = choice.get
export const watchContextChoice = choice.subscribe

const keepsakeOf = (storage: TextStorage) => createKeepsake<string>(storage, 'atiende.context-tab')

/** As this browser was left. */
export function recallContextTab(storage: TextStorage): void {
  const kept = keepsakeOf(storage).read()
  const tab = contextTabs.find((one) => one === kept)
  if (tab) choice.update((before) => ({ ...before, tab }))
}

export function chooseContextTab(tab: ContextTab, storage: TextStorage): void {
  choice.update((before) => (before.tab === tab ? before : { ...before, tab }))
  keepsakeOf(storage).keep(tab)
}

/** Brings the column forward where it is put away, shows this tab, and takes the focus into it. */
export function showContext(tab: ContextTab, storage: TextStorage): void {
  chooseContextTab(tab, storage)
  choice.update((before) => ({ ...before, wishes: before.wishes + 1 }))
  if (columnsOnScreen === 0) go({ isContactShown: true })
}

let taken = 0

/** Whether somebody wished to be taken into the tab and nobody has done so yet: once for each wish. */
export function takesContextWish(): boolean {
  const { wishes } = choice.get()
  const isNew = wishes > taken
  taken = wishes
  return isNew
}

let columnsOnScreen = 0

/** The column says that it is on the screen. Returns how to say that it no longer is. */
export function columnIsShown(): () => void {
  columnsOnScreen += 1
  return () => {
    columnsOnScreen -= 1
  }
}
