/** The double's case data: changed by the core's rules, with who changed what. */
import { heldValue } from '#core/case/case-value.ts'
import { changeCase } from '#core/case/change-case.ts'
import type { AgentId, CaseId, InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse } from '#core/step.ts'
import { changeCase as shape, type CaseChangeView } from '#protocol/case.ts'
import { fieldsOfCase } from './case-fields.ts'
import type { Centre } from './centre.ts'
import { person } from './lookup.ts'

const kept = new WeakMap<Centre, Map<CaseId, CaseChangeView[]>>()

function historyOf(centre: Centre, id: CaseId): CaseChangeView[] {
  const all = kept.get(centre) ?? new Map<CaseId, CaseChangeView[]>()
  kept.set(centre, all)
  const history = all.get(id) ?? []
  all.set(id, history)
  return history
}

/** null: it is about something else. */
export function answerCase(
  centre: Centre,
  agentId: AgentId,
  {
    method,
    path,
    body,
  }: { readonly method?: string | undefined; readonly path: string; readonly body: unknown },
): object | null {
  const [kind, id = '', what, history] = path.split('/')
  if (kind !== 'interactions' || what !== 'case') return null
  const view = centre.interactions.get(id as InteractionId)
  if (!view) return refuse('not-found')
  if (history === 'history') return { changes: historyOf(centre, view.caseId).toReversed(), hasMore: false }
  if (method !== 'PATCH') return refuse('not-found')
  if (ownerOf(view) !== agentId && !isAtLeast(person(agentId).role, 'supervisor'))
    return refuse('not-allowed')
  return setCase(centre, agentId, view.id, shape.parse(body).changes)
}

export function setCase(
  centre: Centre,
  agentId: AgentId,
  id: InteractionId,
  changes: Parameters<typeof changeCase>[1],
): object {
  const view = centre.must(id)
  const history = historyOf(centre, view.caseId)
  const changed = changeCase(
    view.caseData,
    changes,
    (key) => fieldsOfCase.find((one) => one.key === key) ?? null,
  )
  if ('refused' in changed) {
    const last = history.findLast(({ key }) => key === changed.details?.['key'])
    return refuse(changed.refused, { ...changed.details, agent: last?.agentName ?? view.contact.name })
  }
  const { name: agentName } = person(agentId)
  for (const { key, after } of changed.changed) {
    const before = heldValue(view.caseData, key)
    const by = { agentId, agentName, interactionId: id }
    history.push({ id: history.length + 1, key, before, after, at: Date.now(), ...by })
  }
  if (changed.changed.length > 0) {
    centre.interactions.set(id, { ...view, caseData: changed.data })
    centre.changed(id, 'amended', view)
  }
  return { interaction: centre.must(id) }
}
