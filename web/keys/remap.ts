/**
 * Giving an act another key. A key does one thing at most: where another act has it, the agent is told and may swap the two; what a browser, the
 * system or a screen reader owns is refused. Only what differs from the page's own keys is kept.
 */
import type { Preferences } from '#protocol/workspace.ts'
import { fixedActs, keyActs, keyOf, keysWith, type KeyAct } from './key-map.ts'
import { takenBy, type Taken } from './taken-keys.ts'

type Changes = NonNullable<Preferences['keys']>

export type Remapped =
  | { readonly changes: Changes }
  /** It is this act's key now. */
  | { readonly usedBy: KeyAct }
  | { readonly taken: Taken }

/** null: no key at all. */
export function remap(changes: Changes, act: KeyAct, key: string | null): Remapped {
  if (key !== null) {
    const taken = takenBy(key)
    if (taken) return { taken }
    const keys = keysWith(changes)
    const usedBy = keyActs.find((other) => other !== act && keys[other] === key)
    if (usedBy) return { usedBy }
  }
  return { changes: differing({ ...keysWith(changes), [act]: key }) }
}

/** `act` gets the key of `other`, which gets what `act` had. */
export function swapKeys(changes: Changes, act: KeyAct, other: KeyAct): Changes {
  const keys = keysWith(changes)
  return differing({ ...keys, [act]: keys[other], [other]: keys[act] })
}

/** Its own key again. Who has it meanwhile gets the one that `act` has now. */
export function resetKey(changes: Changes, act: KeyAct): Changes {
  const keys = keysWith(changes)
  const holder = keyActs.find((other) => other !== act && keyOf[act] !== null && keys[other] === keyOf[act])
  return holder ? swapKeys(changes, act, holder) : differing({ ...keys, [act]: keyOf[act] })
}

function differing(keys: Readonly<Record<KeyAct, string | null>>): Changes {
  return Object.fromEntries(
    keyActs.filter((act) => !fixedActs.has(act) && keys[act] !== keyOf[act]).map((act) => [act, keys[act]]),
  )
}
