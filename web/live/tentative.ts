/**
 * What the server has said, and what the page shows until it answers a wish. A wish is one event put to the same `step` the server will put it
 * to; it is taken away when the server has answered, whichever way, and what is shown is worked out anew from what was kept.
 */
import { isRefusal, type Refusal } from '#core/step.ts'

export type Wish<Event> = { readonly id: number; readonly event: Event; readonly at: number }

export type Tentative<State, Event> = {
  readonly kept: State
  readonly wishes: readonly Wish<Event>[]
  readonly shown: State
}

export type StepOf<State, Event> = (state: State, event: Event, at: number) => State | Refusal

export function settled<State extends object, Event>(kept: State): Tentative<State, Event> {
  return { kept, wishes: [], shown: kept }
}

/** A wish that no longer fits what the server has said meanwhile is passed over; its answer will say so. */
export function tentative<State extends object, Event>(
  kept: State,
  wishes: readonly Wish<Event>[],
  step: StepOf<State, Event>,
): Tentative<State, Event> {
  const shown = wishes.reduce((state, { event, at }) => {
    const next = step(state, event, at)
    return isRefusal(next) ? state : next
  }, kept)
  return { kept, wishes, shown }
}

export function wished<State extends object, Event>(
  now: Tentative<State, Event>,
  wish: Wish<Event>,
  step: StepOf<State, Event>,
): Tentative<State, Event> {
  return tentative(now.kept, [...now.wishes, wish], step)
}

/** The server has answered: the wish goes, and `kept` may be newer. */
export function answered<State extends object, Event>(
  now: Tentative<State, Event>,
  wishId: number,
  kept: State,
  step: StepOf<State, Event>,
): Tentative<State, Event> {
  const wishes = now.wishes.filter(({ id }) => id !== wishId)
  return tentative(kept, wishes, step)
}
