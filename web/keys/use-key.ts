import { useEffect, useEffectEvent } from 'react'
import { areLettersOn } from './letters.ts'
import { actOf, type KeyAct } from './key-map.ts'

/** Runs `act` when its key is pressed outside text fields and outside what has keys of its own. */
export function useKey(act: KeyAct, run: () => void, isOn = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || actOf(event) !== act || !areLettersOn() || hasOwnKeys(act, event.target))
      return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    if (!isOn) return undefined
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}

const writing =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
/** Lists that find by typing. */
const findsByTyping = '[role=menu], [role=treegrid], [role=grid], [role=spinbutton]'
/** A window that asks for something first, also before it has taken the focus: only an offer is more urgent. */
const asking = '[role=dialog], [role=alertdialog]'

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(writing) !== null
}

function hasOwnKeys(act: KeyAct, target: EventTarget | null): boolean {
  if (!act.startsWith('offer.') && document.querySelector(asking)) return true
  return target instanceof Element && target.closest(`${writing}, ${findsByTyping}`) !== null
}
