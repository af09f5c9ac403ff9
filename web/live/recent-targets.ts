/** Whom this agent has called, asked or given a call to last, on this machine: they stand first when a target is looked for, and the last one is redialled. */
import type { CallTarget } from '#protocol/call.ts'
import type { TextStorage } from './keepsake.ts'

const most = 8

const keyOf = (me: string): string => `atiende.callTargets.${me}`

export const targetId = (target: CallTarget): string => Object.values(target)[0] ?? ''

export function recentTargets(storage: TextStorage, me: string): readonly CallTarget[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(me)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isTarget) : []
  } catch {
    return []
  }
}

export function rememberTarget(storage: TextStorage, me: string, target: CallTarget): void {
  const others = recentTargets(storage, me).filter((one) => targetId(one) !== targetId(target))
  try {
    storage.setItem(keyOf(me), JSON.stringify([target, ...others].slice(0, most)))
  } catch {
    // Full, or forbidden: it is only a convenience.
  }
}

function isTarget(kept: unknown): kept is CallTarget {
  if (typeof kept !== 'object' || kept === null) return false
  const [[kind, id] = [], more] = Object.entries(kept)
  return (
    more === undefined &&
    typeof id === 'string' &&
    ['agentId', 'queueId', 'teamId', 'number'].some((one) => one === kind)
  )
}
