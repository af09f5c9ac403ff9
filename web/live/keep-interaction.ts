import type { InteractionView } from '#protocol/interaction.ts'
import type { LiveModel, TrackedInteraction } from './model.ts'
import { stepView } from './step.ts'
import { answered, settled } from './tentative.ts'

/** What the server says of it now, with the agent's wishes that are still on their way. */
export function keepInteraction(model: LiveModel, view: InteractionView): TrackedInteraction {
  const tracked = model.interactions.get(view.id)
  return tracked ? answered(tracked, -1, view, stepView) : settled(view)
}
