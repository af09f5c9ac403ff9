/** What the handlers of the interaction's states have in common: what they are given, what they answer, how they enter a state. */
import type { InteractionEffect, InteractionEvent } from './event.ts'
import type { Interaction, InteractionState } from './interaction.ts'
import type { InteractionRefusal } from './refusal.ts'
import type { Refusal, Step } from '../step.ts'

export type StateName = InteractionState['name']
export type StateOf<Name extends StateName> = Extract<InteractionState, { readonly name: Name }>
export type EventType = InteractionEvent['type']
export type EventOf<Type extends EventType> = Extract<InteractionEvent, { readonly type: Type }>

export type InteractionStep = Step<Interaction, InteractionEffect>
export type Answer = InteractionStep | Refusal<InteractionRefusal>

export type Given<Name extends StateName = StateName, Type extends EventType = EventType> = {
  readonly interaction: Interaction
  /** The interaction's state, known to be the one the handler is for. */
  readonly state: StateOf<Name>
  readonly event: EventOf<Type>
  readonly at: number
}

export type Handler<Name extends StateName, Type extends EventType> = (given: Given<Name, Type>) => Answer

/** The events one state knows; whatever is not here is refused with `wrong-state` (I22). */
export type HandlersOf<Name extends StateName> = { readonly [Type in EventType]?: Handler<Name, Type> }

export function enter(
  interaction: Interaction,
  state: InteractionState,
  effects: readonly InteractionEffect[] = [],
): InteractionStep {
  return { state: { ...interaction, state }, effects }
}
