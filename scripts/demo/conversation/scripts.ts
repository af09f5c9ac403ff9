/** All written conversations, and how far one that is going on has come. */
import { englishScripts } from './english.ts'
import { invoiceScripts } from './invoices.ts'
import { orderScripts } from './orders.ts'
import { returnScripts } from './returns.ts'
import { salesScripts } from './sales.ts'
import type { Line, Script } from './script.ts'
import { patternOf, readSlots, type Pattern, type Slots } from './template.ts'

export const scripts: readonly Script[] = [
  ...salesScripts,
  ...orderScripts,
  ...returnScripts,
  ...invoiceScripts,
  ...englishScripts,
]

type Reading = { readonly script: Script; readonly lines: readonly { turn: number; pattern: Pattern }[] }

const readings: readonly Reading[] = scripts.map((script) => ({
  script,
  lines: script.turns.flatMap(({ customer }, turn) =>
    customer.map(({ text }) => ({ turn, pattern: patternOf(text) })),
  ),
}))

export type Progress = {
  readonly script: Script
  /** What the customer said in the slots so far. */
  readonly slots: Slots
  /** How many of the customer's lines were said. */
  readonly said: number
  /** The turn that the customer has just finished; null in the middle of one. */
  readonly finished: number | null
}

/** Which written conversation a customer is following, by everything the customer has said; what fits nowhere is passed over. */
export function findProgress(texts: readonly string[]): Progress | null {
  for (const { script, lines } of readings) {
    let said = 0
    let slots: Slots = {}
    for (const text of texts) {
      const line = lines[said]
      const found = line ? readSlots(line.pattern, text) : null
      if (!found) continue
      slots = { ...slots, ...found }
      said += 1
    }
    if (said === 0) continue
    const turn = lines[said - 1]?.turn ?? 0
    return { script, slots, said, finished: lines[said]?.turn === turn ? null : turn }
  }
  return null
}

export function customerLines({ turns }: Script): readonly Line[] {
  return turns.flatMap(({ customer }) => customer)
}
