import { useEffect, useEffectEvent } from 'react'
import { offerAct, theActs } from '../live/act-list.ts'
import { actOf, type KeyAct } from './key-map.ts'

/**
 * Says how `act` is done while this component is there. Its key then does it, outside text fields and outside what has keys of its own, and the
 * palette offers it (`listenForKeys` below).
 */
export function useKey(act: KeyAct, run: () => void, isOn = true): void {
  const onAct = useEffectEvent(run)
  useEffect(() => {
    if (!isOn) return undefined
    return offerAct({ id: act, run: () => onAct() })
  }, [act, isOn])
}

/** The one place where the page listens for its keys. Returns how to stop. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const act = actOf(event)
    if (act === null || hasOwnKeys(act, event)) return
    const doer = theActs().find(({ id }) => id === act)
    if (!doer) return
    event.preventDefault()
    doer.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

const writing =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
/** Lists that find by typing. */
const findsByTyping = '[role=menu], [role=treegrid], [role=grid], [role=spinbutton]'
/** Where the focus is about to go: what is typed before it is there was meant for that place and does nothing here. */
const focusComing = '[data-focus-coming]'
/** A window that asks for something first, also before it has taken the focus: only an offer is more urgent. */
const asking = '[role=dialog], [role=alertdialog]'

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(writing) !== null
}

function hasOwnKeys(act: KeyAct, { target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!act.startsWith('offer.') && document.querySelector(asking)) return true
  // A chord writes nothing: it acts from inside a text field too.
  if (ctrlKey || metaKey) return false
  if (document.querySelector(focusComing)) return true
  return target instanceof Element && target.closest(`${writing}, ${findsByTyping}`) !== null
}
