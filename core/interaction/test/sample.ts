/** Interactions for the tests, brought into each state by the same events that do it in life. */
import type { AgentId, OfferId } from '#core/id.ts'
import type { InteractionEffect, InteractionEvent } from '#core/interaction/event.ts'
import type { Interaction, InteractionState, Offer } from '#core/interaction/interaction.ts'
import { openDraft, openInteraction, stepInteraction, type NewInteraction } from '#core/interaction/step.ts'
import { isRefusal, type Step } from '#core/step.ts'

export const ana: AgentId = 'agt_ana'
export const bruno: AgentId = 'agt_bruno'
export const carla: AgentId = 'agt_carla'

/** When the sample interaction begins; every state below is reached before `later`. */
export const start = 1_000_000
export const later = start + 100_000
/** The deadline of the sample's offers, park and workbin. */
export const deadline = start + 200_000

export const newcomer: NewInteraction = {
  id: 'int_1',
  caseId: 'cas_1',
  contactId: 'con_1',
  channel: 'voice',
  accountId: 'acc_1',
  direction: 'inbound',
  queueId: 'que_sales',
  priority: 3,
  requiredSkills: [{ skillId: 'skl_french', level: 4 }],
  preferredAgentId: carla,
}

export function offerTo(agentId: AgentId, more: Partial<Offer> = {}): Offer {
  const id: OfferId = `off_${agentId.slice(4)}`
  return { id, agentId, offeredAt: start + 1_000, deadlineAt: deadline, autoAnswer: false, ...more }
}

/** The step that must not be refused. */
export function must(
  interaction: Interaction,
  event: InteractionEvent,
  at: number = later,
): Step<Interaction, InteractionEffect> {
  const answer = stepInteraction(interaction, event, at)
  if (isRefusal(answer)) throw new Error(`${event.type} in ${interaction.state.name}: ${answer.refused}`)
  return answer
}

export function after(interaction: Interaction, ...events: readonly InteractionEvent[]): Interaction {
  return events.reduce((now, event) => must(now, event, start + 2_000).state, interaction)
}

const waiting = openInteraction(newcomer, start).state
const offered = must(
  waiting,
  { type: 'offered', offers: [offerTo(ana), offerTo(bruno)] },
  start + 1_000,
).state
const active = after(offered, { type: 'accepted', offerId: 'off_ana', agentId: ana })
const ended = after(active, { type: 'ended', by: 'agent' })

/** Ana is the owner wherever there is one. */
export const inState: { readonly [Name in InteractionState['name']]: Interaction } = {
  draft: openDraft({ ...newcomer, direction: 'outbound' }, ana, start).state,
  waiting,
  offered,
  active,
  parked: after(active, { type: 'parked', slot: '701', untilAt: deadline }),
  stored: after(active, { type: 'stored', workbinId: 'bin_team', dueAt: deadline }),
  ended,
  closed: after(ended, { type: 'closed', policy: 'optional' }),
}

export function agentEvents(effects: readonly InteractionEffect[], agentId: AgentId): readonly object[] {
  return effects.flatMap((effect) =>
    effect.type === 'agent' && effect.agentId === agentId ? [effect.event] : [],
  )
}
