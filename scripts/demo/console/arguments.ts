/** What may be said after `npm run demo --`. */
import { parseArgs } from 'node:util'

export type DemoArguments = { readonly visitors: number | null }

/** More from one address would be turned away by the chat's own limits. */
const mostVisitors = 150

export const usage = `Usage: npm run demo [-- --visitors <1–${mostVisitors}>]`

/** Null: it cannot be understood. `visitors` null: nothing was said of them. */
export function readArguments(given: readonly string[]): DemoArguments | null {
  try {
    const { values } = parseArgs({ args: [...given], options: { visitors: { type: 'string' } } })
    if (values.visitors === undefined) return { visitors: null }
    const visitors = /^\d{1,3}$/.test(values.visitors) ? Number(values.visitors) : 0
    return visitors >= 1 && visitors <= mostVisitors ? { visitors } : null
  } catch {
    return null
  }
}
