/** The instants at which time alone may give a waiting interaction a candidate: relaxation, patience, the pause after a decline. */
import { pausedUntil } from './candidate.ts'
import type { Alarm, Waiting } from './line.ts'
import { patienceEndsAt } from './preference.ts'
import { insert, outside, remove, type SlottedHeap } from './slotted-heap.ts'

export type Alarms = SlottedHeap<Alarm>

export const isAlarmBefore = (one: Alarm, other: Alarm): boolean => one.at < other.at

/** Sets its next alarm after `at`; ageing needs none, since it changes who is first and not who may. */
export function setAlarm(alarms: Alarms, waiting: Waiting, at: number): void {
  cancelAlarm(alarms, waiting)
  const next = nextInstant(waiting, at)
  if (next === Infinity) return
  waiting.alarm = { at: next, waiting, slot: outside }
  insert(alarms, waiting.alarm)
}

export function cancelAlarm(alarms: Alarms, waiting: Waiting): void {
  if (waiting.alarm) remove(alarms, waiting.alarm)
  waiting.alarm = null
}

function nextInstant(waiting: Waiting, at: number): number {
  if (!waiting.line.open) return Infinity
  let next = Infinity
  const consider = (instant: number): void => {
    if (instant > at && instant < next) next = instant
  }
  const { stages } = waiting.requirement
  for (let index = 1; index < stages.length; index++)
    consider(waiting.placeAt + (stages[index]?.afterMs ?? Infinity))
  if (waiting.heldFor) consider(patienceEndsAt(waiting))
  if (waiting.declinedAt)
    for (const agentId of waiting.declinedAt.keys()) consider(pausedUntil(waiting, agentId))
  return next
}
