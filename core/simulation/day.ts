/** A day in a centre as something to be lived through: what is to happen when, and what has happened lately. */
import type { InteractionId } from '../id.ts'
import type { InteractionEvent } from '../interaction/event.ts'
import { plan, type Agenda } from './agenda.ts'
import { happen, type Centre } from './centre.ts'
import { exponential, type Dice } from './dice.ts'

export type Day = {
  readonly centre: Centre
  readonly dice: Dice
  readonly agenda: Agenda<() => void>
  readonly endsAt: number
  arrivals: number
  /** Held because somebody took or gave it by hand, which no capacity forbids (I9, I10, I20, I21). */
  readonly byHand: Set<InteractionId>
  /** What happened last, for whoever has to find out why a check failed. */
  readonly diary: string[]
}

export const secondMs = 1000
export const minuteMs = 60 * secondMs

/** From time to time, until the evening. */
export function again(day: Day, meanMs: number, act: () => void): void {
  const at = day.centre.at + Math.ceil(exponential(day.dice, meanMs))
  if (at >= day.endsAt) return
  plan(day.agenda, at, () => {
    act()
    again(day, meanMs, act)
  })
}

export function after(day: Day, delayMs: number, act: () => void): void {
  plan(day.agenda, day.centre.at + Math.ceil(delayMs), act)
}

export function note(day: Day, text: string): void {
  day.diary.push(`${day.centre.at} ${text}`)
  if (day.diary.length > 40) day.diary.shift()
}

export function pick<Value>(dice: Dice, values: readonly Value[]): Value | undefined {
  return values[Math.floor(dice() * values.length)]
}

/** Refusals are part of the day: what comes too late is told so. */
export function act(day: Day, id: InteractionId, event: InteractionEvent): boolean {
  const refused = happen(day.centre, id, event)
  note(day, `${id} ${JSON.stringify(event)}${refused ? ` refused: ${refused.refused}` : ''}`)
  return refused === null
}
