/**
 * The rest of the lists, which the page fetches after the snapshot while events go on arriving. What an event said is newer than what a page of
 * a list says, by version; what has left meanwhile does not come back with a page that was read before.
 */
import type { InteractionId } from '#core/id.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { keepInteraction } from './keep-interaction.ts'
import type { LiveModel } from './model.ts'

type Early = { readonly version: number; readonly summary: ConversationSummary }

export type Filling = {
  readonly hasMoreWaiting: boolean
  /** What left, with the version it had then. */
  readonly left: ReadonlyMap<InteractionId, number>
  /** What was said in something that is not here yet. */
  readonly early: ReadonlyMap<InteractionId, Early>
}

export function newFilling(hasMoreWaiting: boolean): Filling {
  return { hasMoreWaiting, left: new Map(), early: new Map() }
}

export function withLeft(
  filling: Filling | null,
  { id, version }: Pick<InteractionView, 'id' | 'version'>,
): Filling | null {
  return filling && { ...filling, left: new Map(filling.left).set(id, version) }
}

export function withEarly(
  filling: Filling | null,
  { interactionId, version, summary }: Early & { readonly interactionId: InteractionId },
): Filling | null {
  if (!filling || (filling.early.get(interactionId)?.version ?? 0) > version) return filling
  return { ...filling, early: new Map(filling.early).set(interactionId, { version, summary }) }
}

export function foldFilled(
  model: LiveModel,
  views: readonly InteractionView[],
  hasMoreWaiting: boolean,
): LiveModel {
  const { filling } = model
  if (!filling) return model
  const interactions = new Map(model.interactions)
  for (const view of views) {
    const known = interactions.get(view.id)
    if (known && known.kept.version >= view.version) continue
    if ((filling.left.get(view.id) ?? 0) >= view.version) continue
    interactions.set(view.id, keepInteraction(model, withNews(view, known?.kept, filling.early.get(view.id))))
  }
  return { ...model, interactions, filling: { ...filling, hasMoreWaiting } }
}

/** What was said after the page was read may have come before it. */
function withNews(view: InteractionView, had: InteractionView | undefined, early: Early | undefined) {
  if (had && had.summary.messageCount > view.summary.messageCount) return { ...view, summary: had.summary }
  if (!early || early.version <= view.version) return view
  // With a gap between, a change of the state is still on its way and must not look old when it comes.
  const version = early.version === view.version + 1 ? early.version : view.version
  return { ...view, version, summary: early.summary }
}
