/** What can be asked for, in the order of the menu: the three plain states, then the reasons, those used lately first. The first ones have a digit. */
import type { ReasonId } from '#core/id.ts'
import type { Reason } from '#protocol/config/reason.ts'

export type CentreReason = Reason & { readonly id: ReasonId }

export type StateChoice = {
  /** Of the menu's item. */
  readonly key: string
  readonly state: 'ready' | 'dnd' | 'not-ready'
  readonly reason: CentreReason | null
  /** The key that takes it while the menu is open; empty: none. */
  readonly digit: string
}

export type StateChoices = {
  readonly plain: readonly StateChoice[]
  readonly recent: readonly StateChoice[]
  readonly reasons: readonly StateChoice[]
}

/** From how many reasons on they can be searched, and those used lately stand apart. */
export const manyReasons = 6
const keptRecent = 3
/** Opens the channels, in the menu as everywhere else. */
export const channelsDigit = '9'
const lastDigit = 8

export function choicesOf(reasons: readonly CentreReason[], recentIds: readonly ReasonId[]): StateChoices {
  let digits = 0
  const choice = (state: StateChoice['state'], reason: CentreReason | null = null): StateChoice => {
    digits += 1
    return { key: reason?.id ?? state, state, reason, digit: digits > lastDigit ? '' : String(digits) }
  }
  const plain = [choice('ready'), choice('dnd'), choice('not-ready')]
  const inOrder = reasons.toSorted((a, b) => a.order - b.order)
  const recentOnes =
    reasons.length > manyReasons
      ? recentIds.slice(0, keptRecent).flatMap((id) => inOrder.find((reason) => reason.id === id) ?? [])
      : []
  const recent = recentOnes.map((reason) => choice('not-ready', reason))
  const others = inOrder.filter((reason) => !recentOnes.includes(reason))
  return { plain, recent, reasons: others.map((reason) => choice('not-ready', reason)) }
}

export function allChoices({ plain, recent, reasons }: StateChoices): readonly StateChoice[] {
  return [...plain, ...recent, ...reasons]
}

/** As the preferences keep them: the latest first. */
export function withRecent(recentIds: readonly ReasonId[], used: ReasonId): ReasonId[] {
  return [used, ...recentIds.filter((id) => id !== used)].slice(0, keptRecent)
}
