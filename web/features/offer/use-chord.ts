/** While somebody writes, letters are letters: an offer then answers to a chord pressed twice. The first press arms it for a moment, and the card says so. */
import { useEffect, useEffectEvent, useState } from 'react'
import { isAcceptChord } from '#web/keys/key-map.ts'
import { isWriting } from '#web/keys/use-key.ts'

export type Armed = 'accept' | 'reject' | null

/** How long the first press counts. */
const armedMs = 3_000

/** A field with something to save by the same chord: saving goes first, and leaves the chord to the offer afterwards. */
function hasOwnChord(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset['ownChord'] !== undefined
}

export function useChord(
  offerId: string | undefined,
  onChord: (what: 'accept' | 'reject') => void,
): readonly [Armed, () => void] {
  /** Armed for one offer: the next one has to be asked for anew. */
  const [armed, setArmed] = useState<{ readonly id: string; readonly what: 'accept' | 'reject' } | null>(null)
  const now = armed && armed.id === offerId ? armed.what : null

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (offerId === undefined || !isAcceptChord(event)) return
    if (!event.shiftKey && hasOwnChord(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    const what = event.shiftKey ? 'reject' : 'accept'
    if (now === what || !isWriting(event.target)) {
      setArmed(null)
      onChord(what)
    } else setArmed({ id: offerId, what })
  })
  const isHere = offerId !== undefined
  useEffect(() => {
    if (!isHere) return undefined
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [isHere])
  useEffect(() => {
    if (!armed) return undefined
    const timer = setTimeout(() => setArmed(null), armedMs)
    return () => clearTimeout(timer)
  }, [armed])
  return [now, () => setArmed(null)]
}
