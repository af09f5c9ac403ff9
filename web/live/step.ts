/** The core's steps as the page takes them: on what is shown, and without their effects, which only the server carries out. */
import { heldValue } from '#core/case/case-value.ts'
import type { FieldChange } from '#core/case/change-case.ts'
import type { QueueId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { stepInteraction } from '#core/interaction/step.ts'
import type { PresenceEvent, QueueRules } from '#core/presence/event.ts'
import { stepPresence } from '#core/presence/step.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { changeTags, type TagChange } from '#core/tag/change-tags.ts'
import type { OwnStateView } from '#protocol/agent-state.ts'
import type { InteractionView } from '#protocol/interaction.ts'

/** What can be wished for an interaction: the core's events, and what stands beside its state. */
export type ViewEvent =
  | InteractionEvent
  | ({ readonly type: 'tags-changed' } & TagChange)
  | { readonly type: 'case-changed'; readonly changes: readonly FieldChange[] }

export function stepView(view: InteractionView, event: ViewEvent, at: number): InteractionView | Refusal {
  if (event.type === 'tags-changed') {
    // Which tags are current the page knows from what it offers; the server looks again.
    const tagIds = changeTags(view.tagIds, event, () => true)
    return 'refused' in tagIds ? tagIds : { ...view, tagIds }
  }
  if (event.type === 'case-changed') return withCaseChanges(view, event.changes)
  const step = stepInteraction(view, event, at)
  return isRefusal(step) ? step : { ...view, ...step.state }
}

/** What the fields may hold is looked at before it is wished; here only whether it is still made upon what is there (C3). */
function withCaseChanges(view: InteractionView, changes: readonly FieldChange[]): InteractionView | Refusal {
  const isBehind = changes.some(({ key, from, to }) => {
    const held = heldValue(view.caseData, key)
    return held !== from && held !== to
  })
  if (isBehind) return refuse('case-changed-meanwhile')
  return {
    ...view,
    caseData: { ...view.caseData, ...Object.fromEntries(changes.map((one) => [one.key, one.to])) },
  }
}

/** The wishes an agent can have (asking for a state, finishing after-call work) look at no queue's rules; the server's own do. */
const noRules: QueueRules = {
  afterWork: { limitMs: 0, extensionMs: 0, forcedEndMs: null, then: { state: 'as-before' } },
  misses: { limit: 0, banMs: null, mayLiftOwn: true },
}

export function stepOwn(own: OwnStateView, event: PresenceEvent, at: number): OwnStateView | Refusal {
  const step = stepPresence(own.presence, event, at, (_: QueueId) => noRules)
  return isRefusal(step) ? step : { ...own, presence: step.state }
}
