/**
 * A contact centre in virtual time that runs the real core: every interaction and every agent's presence is what their steps make of what
 * happens, and the real matcher decides who gets what. What the server does with rows, this does with maps: it carries out the effects,
 * keeps the alarms, and tells the matcher of every change. Nothing here decides anything about the centre's rules.
 *
 * What a restart loses is the matcher (`restart`); interactions, presences and alarms are what a database would still have.
 */
import type { ChannelKind } from '../channel-kind.ts'
import type { AgentId, InteractionId, OfferId, QueueId } from '../id.ts'
import type { InteractionEffect, InteractionEvent } from '../interaction/event.ts'
import type { Interaction, Offer } from '../interaction/interaction.ts'
import { openInteraction, stepInteraction, type NewInteraction } from '../interaction/step.ts'
import type { PresenceEffect, PresenceEvent, QueueRules } from '../presence/event.ts'
import { mayTake } from '../presence/may-take.ts'
import type { CapacityRule, Presence } from '../presence/presence.ts'
import { toRoutingFacts } from '../presence/routing-facts.ts'
import { newPresence, stepPresence } from '../presence/step.ts'
import { createMatcher } from '../routing/matcher.ts'
import type {
  Decision,
  Matcher,
  RoutingAgent,
  RoutingQueue,
  WaitingInteraction,
} from '../routing/snapshot.ts'
import { isRefusal, refuse, type Refusal } from '../step.ts'
import { callOff, createAgenda, nextAt, plan, takeNext, type Agenda } from './agenda.ts'
import type { Dice } from './dice.ts'

export type CentreQueue = {
  readonly routing: RoutingQueue
  readonly rules: QueueRules
  readonly offerMs: number
}

export type CentreAgent = Pick<RoutingAgent, 'id' | 'queues' | 'skills'> & {
  readonly channels: readonly ChannelKind[]
  readonly capacity: CapacityRule
}

export type Alarm =
  | { readonly interactionId: InteractionId; readonly event: InteractionEvent }
  | { readonly agentId: AgentId; readonly event: PresenceEvent }

export type Centre = {
  at: number
  readonly dice: Dice
  readonly queues: Map<QueueId, CentreQueue>
  readonly agents: Map<AgentId, CentreAgent>
  /** Those that are not closed. */
  readonly interactions: Map<InteractionId, Interaction>
  readonly closed: Map<InteractionId, Interaction>
  readonly presences: Map<AgentId, Presence>
  readonly alarms: Agenda<Alarm>
  matcher: Matcher
  /** Agents of whom the matcher has not been told yet. */
  readonly changed: Set<AgentId>
  offersMade: number
  /** Told of each decision when its offers stand. */
  readonly onOffered: (decision: Decision, offers: readonly Offer[]) => void
}

export function createCentre(dice: Dice, onOffered: Centre['onOffered'] = () => undefined): Centre {
  return {
    at: 0,
    dice,
    queues: new Map(),
    agents: new Map(),
    interactions: new Map(),
    closed: new Map(),
    presences: new Map(),
    alarms: createAgenda(),
    matcher: createMatcher(),
    changed: new Set(),
    offersMade: 0,
    onOffered,
  }
}

export function putQueue(centre: Centre, queue: CentreQueue): void {
  centre.queues.set(queue.routing.id, queue)
  centre.matcher.putQueue(queue.routing)
}

export function hire(centre: Centre, agent: CentreAgent): void {
  centre.agents.set(agent.id, agent)
  centre.presences.set(agent.id, newPresence(agent.id, agent.channels, agent.capacity, centre.at))
  centre.changed.add(agent.id)
}

/** Somebody arrives. */
export function arrive(centre: Centre, input: NewInteraction): Interaction {
  const { state, effects } = openInteraction(input, centre.at)
  save(centre, state)
  carryOut(centre, state.id, effects)
  return state
}

export function happen(centre: Centre, id: InteractionId, event: InteractionEvent): Refusal | null {
  const interaction = centre.interactions.get(id) ?? centre.closed.get(id)
  if (!interaction) return refuse('not-found')
  const answer = stepInteraction(interaction, event, centre.at)
  if (isRefusal(answer)) return answer
  save(centre, answer.state)
  carryOut(centre, id, answer.effects)
  return null
}

export function tellAgent(centre: Centre, id: AgentId, event: PresenceEvent): Refusal | null {
  const presence = centre.presences.get(id)
  if (!presence) return refuse('not-found')
  const answer = stepPresence(presence, event, centre.at, (queueId) => queueOf(centre, queueId).rules)
  if (isRefusal(answer)) return answer
  centre.presences.set(id, answer.state)
  centre.changed.add(id)
  for (const effect of answer.effects) carryOutForAgent(centre, id, effect)
  return null
}

/** The connection of an agent is gone for longer than the grace time (P13). */
export function lose(centre: Centre, id: AgentId): void {
  tellAgent(centre, id, { type: 'lost' })
  giveBack(centre, id)
}

/** What an agent held who is not there any more goes back to the line (I13). */
export function giveBack(centre: Centre, id: AgentId): void {
  for (const { id: interactionId, state } of centre.interactions.values())
    if ((state.name === 'active' || state.name === 'parked') && state.agentId === id)
      happen(centre, interactionId, { type: 'agent-lost', agentId: id })
}

/** The process dies and comes back: all it knew by heart is gone, and is told again from what was kept. */
export function restart(centre: Centre): void {
  centre.matcher = createMatcher()
  for (const { routing } of centre.queues.values()) centre.matcher.putQueue(routing)
  for (const interaction of centre.interactions.values()) tellMatcher(centre, interaction)
  for (const id of centre.agents.keys()) centre.changed.add(id)
}

/** Asks the matcher until it has no decision left, and carries each one out (Q13). */
export function route(centre: Centre): void {
  do {
    for (const id of centre.changed) centre.matcher.putAgent(toRoutingAgent(centre, id))
    centre.changed.clear()
    for (const decision of centre.matcher.decide(centre.at, centre.dice)) makeOffers(centre, decision)
  } while (centre.changed.size > 0)
}

/** When something is due by itself: an alarm, or a decision that time allows. */
export function nextDueAt(centre: Centre): number {
  return Math.min(nextAt(centre.alarms), centre.matcher.nextChangeAt(centre.at) ?? Infinity)
}

/** Rings all alarms that are due by now; one that the steps refuse has been overtaken, and changes nothing. */
export function ringAlarms(centre: Centre): void {
  while (nextAt(centre.alarms) <= centre.at) {
    const alarm = takeNext(centre.alarms)
    if (!alarm) return
    if ('interactionId' in alarm) happen(centre, alarm.interactionId, alarm.event)
    else tellAgent(centre, alarm.agentId, alarm.event)
  }
}

function save(centre: Centre, interaction: Interaction): void {
  if (interaction.state.name === 'closed') {
    centre.interactions.delete(interaction.id)
    centre.closed.set(interaction.id, interaction)
  } else centre.interactions.set(interaction.id, interaction)
  tellMatcher(centre, interaction)
}

function tellMatcher({ matcher }: Centre, interaction: Interaction): void {
  if (interaction.state.name === 'waiting') matcher.putWaiting(toWaiting(interaction))
  else matcher.removeWaiting(interaction.id)
}

function carryOut(centre: Centre, interactionId: InteractionId, effects: readonly InteractionEffect[]): void {
  for (const effect of effects) {
    switch (effect.type) {
      case 'wake':
        plan(centre.alarms, effect.at, { interactionId, event: effect.event }, effect.key)
        break
      case 'cancel-wake':
        callOff(centre.alarms, effect.key)
        break
      case 'agent':
        mustTell(centre, effect.agentId, effect.event)
        break
      case 'offer-withdrawn':
      case 'closed':
        // For screens and reports; here the states say it.
        break
    }
  }
}

/** What an interaction reports to an agent has happened: a presence that refuses it would be a bug. */
function mustTell(centre: Centre, agentId: AgentId, event: PresenceEvent): void {
  const refused = tellAgent(centre, agentId, event)
  if (refused) throw new Error(`${agentId} refused ${event.type}: ${refused.refused}`)
}

function carryOutForAgent(centre: Centre, agentId: AgentId, effect: PresenceEffect): void {
  switch (effect.type) {
    case 'wake':
      plan(centre.alarms, effect.at, { agentId, event: effect.event }, effect.key)
      break
    case 'cancel-wake':
      callOff(centre.alarms, effect.key)
      break
    case 'give-up-offers':
      for (const id of effect.interactionIds) happen(centre, id, { type: 'agent-gone', agentId })
      break
  }
}

function makeOffers(centre: Centre, decision: Decision): void {
  const { interactionId, queueId, agentIds } = decision
  const interaction = centre.interactions.get(interactionId)
  const { offerMs } = queueOf(centre, queueId)
  for (const id of agentIds) {
    const presence = centre.presences.get(id)
    if (!interaction || !presence || !mayTake(presence, interaction.channel, centre.at))
      throw new Error(`${interactionId} was decided for ${id}, who may not be given it.`)
  }
  const offers = agentIds.map((agentId): Offer => {
    const id: OfferId = `off_${centre.offersMade++}`
    return { id, agentId, offeredAt: centre.at, deadlineAt: centre.at + offerMs, autoAnswer: false }
  })
  const refused = happen(centre, interactionId, { type: 'offered', offers })
  if (refused) throw new Error(`${interactionId} refused its offers: ${refused.refused}`)
  centre.onOffered(decision, offers)
}

function queueOf({ queues }: Centre, id: QueueId): CentreQueue {
  const queue = queues.get(id)
  if (!queue) throw new Error(`There is no ${id}.`)
  return queue
}

function toRoutingAgent({ agents, presences, at }: Centre, id: AgentId): RoutingAgent {
  const agent = agents.get(id)
  const presence = presences.get(id)
  if (!agent || !presence) throw new Error(`There is no ${id}.`)
  const { queues, skills } = agent
  return { ...toRoutingFacts(presence, at), queues, skills }
}

function toWaiting(interaction: Interaction): WaitingInteraction {
  const { id, queueId, channel, placeAt, priority, requiredSkills, preferredAgentId, declines } = interaction
  return { id, queueId, channel, placeAt, priority, requiredSkills, preferredAgentId, declines }
}
