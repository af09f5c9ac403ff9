/**
 * What must be true of a centre after every step, said from the rules and not from the code: it reads interactions, presences, alarms and
 * decisions, and asks neither the matcher nor the steps who may be given what.
 */
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import { openOffers, ownerOf, type Interaction } from '#core/interaction/interaction.ts'
import type { Presence } from '#core/presence/presence.ts'
import type { Decision } from '#core/routing/snapshot.ts'
import type { Centre, CentreAgent } from '#core/simulation/centre.ts'
import type { Day } from '#core/simulation/day.ts'

export type Watch = {
  /** Where each stands in line, which never changes (I1). */
  readonly places: Map<InteractionId, number>
  steps: number
  decisions: number
}

export function createWatch(): Watch {
  return { places: new Map(), steps: 0, decisions: 0 }
}

export function checkAll(watch: Watch, day: Day, decisions: readonly Decision[]): void {
  watch.steps++
  watch.decisions += decisions.length
  checkOwners(day.centre)
  checkCapacity(day)
  checkOffers(day.centre, decisions)
  checkNobodyOvertaken(day.centre, decisions)
  checkNothingForgotten(watch, day)
  checkNobodyFreeForWhatWaits(day.centre)
  checkTimers(day.centre)
}

function ensure(holds: boolean, text: () => string): void {
  if (!holds) throw new Error(text())
}

/** [I24] One owner at most, and both sides say the same of who has what and who is offered what. */
function checkOwners({ interactions, presences }: Centre): void {
  const held = new Map<InteractionId, AgentId>()
  let offers = 0
  for (const { agentId, handling, offers: alerting, online } of presences.values()) {
    for (const { interactionId } of handling) {
      ensure(
        !held.has(interactionId),
        () => `${interactionId} is held by ${held.get(interactionId)} and ${agentId}`,
      )
      held.set(interactionId, agentId)
    }
    ensure(online || alerting.length === 0, () => `${agentId} is away and has offers`)
    for (const { interactionId, offerId } of alerting) {
      const interaction = interactions.get(interactionId)
      const isOpen =
        interaction && openOffers(interaction).some((one) => one.id === offerId && one.agentId === agentId)
      ensure(isOpen === true, () => `${agentId} has an alert for ${interactionId} that is not offered`)
      offers++
    }
  }
  let open = 0
  let active = 0
  for (const interaction of interactions.values()) {
    open += openOffers(interaction).length
    if (interaction.state.name !== 'active') continue
    active++
    ensure(
      held.get(interaction.id) === ownerOf(interaction),
      () => `${interaction.id} is not in its owner's hands`,
    )
  }
  ensure(open === offers, () => `${open} open offers, and agents know of ${offers}`)
  ensure(active === held.size, () => `${active} active interactions, and agents hold ${held.size}`)
}

/** [P7] What the matcher has given fits the maximum; what was taken by hand may be beyond it. */
function checkCapacity({ centre, byHand }: Day): void {
  for (const { agentId, handling, offers, capacity } of centre.presences.values()) {
    const given = [...offers, ...handling.filter(({ interactionId }) => !byHand.has(interactionId))]
    for (const channel of channelKinds) {
      const load = given.filter((one) => one.channel === channel).length
      ensure(load <= (capacity.maximum[channel] ?? 0), () => `${agentId} was given ${load} on ${channel}`)
    }
  }
}

/** [Q1][Q4][Q5][Q12] It is offered to members with the skills whom no decline and no preference keeps from it. */
function checkOffers(centre: Centre, decisions: readonly Decision[]): void {
  for (const { interactionId, agentIds } of decisions) {
    const interaction = centre.interactions.get(interactionId)
    for (const id of agentIds) {
      const agent = centre.agents.get(id)
      const isRight = interaction && agent && couldBeOffered(centre, interaction, agent)
      ensure(isRight === true, () => `${interactionId} should not be offered to ${id}`)
    }
  }
}

/** [Q2] Whoever is offered has no equal who has waited longer and still waits. */
function checkNobodyOvertaken({ interactions }: Centre, decisions: readonly Decision[]): void {
  for (const { interactionId } of decisions) {
    const served = interactions.get(interactionId)
    if (!served || !isPlain(served)) continue
    for (const other of interactions.values()) {
      if (other.state.name !== 'waiting' || !isPlain(other) || !areEqual(other, served)) continue
      const isOlder =
        other.placeAt < served.placeAt || (other.placeAt === served.placeAt && other.id < served.id)
      ensure(!isOlder, () => `${served.id} has overtaken ${other.id}`)
    }
  }
}

const isPlain = ({ declines, preferredAgentId }: Interaction): boolean =>
  declines.length === 0 && preferredAgentId === null

const areEqual = (one: Interaction, other: Interaction): boolean =>
  one.queueId === other.queueId &&
  one.channel === other.channel &&
  one.priority === other.priority &&
  JSON.stringify(one.requiredSkills) === JSON.stringify(other.requiredSkills)

/** Everybody who arrived is somewhere, once; what waits is known to the matcher; and places never change. */
function checkNothingForgotten({ places }: Watch, { centre, arrivals }: Day): void {
  const { interactions, closed, matcher, queues } = centre
  ensure(
    interactions.size + closed.size === arrivals,
    () => `${interactions.size} + ${closed.size} of ${arrivals} are left`,
  )
  let waiting = 0
  for (const { id, placeAt, state } of interactions.values()) {
    ensure(!closed.has(id), () => `${id} is open and closed`)
    ensure((places.get(id) ?? placeAt) === placeAt, () => `${id} has lost its place`)
    places.set(id, placeAt)
    if (state.name === 'waiting') waiting++
  }
  let known = 0
  for (const id of queues.keys()) known += matcher.waitingIn(id)
  ensure(known === waiting, () => `${waiting} wait, and the matcher knows of ${known}`)
}

/** [Q13] Nothing waits while a candidate is free for it. */
function checkNobodyFreeForWhatWaits(centre: Centre): void {
  const { agents, presences, interactions, at } = centre
  const free = [...agents.values()].flatMap((agent) => {
    const presence = presences.get(agent.id)
    const channels = presence ? channelKinds.filter((channel) => isFree(presence, channel, at)) : []
    return channels.length > 0 ? [{ agent, channels }] : []
  })
  if (free.length === 0) return
  for (const interaction of interactions.values()) {
    if (interaction.state.name !== 'waiting') continue
    for (const { agent, channels } of free) {
      if (!channels.includes(interaction.channel) || !couldBeOffered(centre, interaction, agent)) continue
      throw new Error(`${interaction.id} waits, and ${agent.id} is free for it`)
    }
  }
}

function isFree(presence: Presence, channel: ChannelKind, at: number): boolean {
  const { online, banned, pending, afterWork, channels, offers, handling, capacity } = presence
  if (!online || pending.length > 0 || afterWork || channels[channel]?.state !== 'ready') return false
  if (banned && (banned.untilAt === null || at < banned.untilAt)) return false
  const inHand = [...offers, ...handling].map((one) => one.channel)
  return (
    inHand.filter((one) => one === channel).length < (capacity.maximum[channel] ?? 0) &&
    inHand.every((one) => one === channel || capacity.interruptedBy[one]?.includes(channel) === true)
  )
}

function couldBeOffered(
  { queues, agents, presences, at }: Centre,
  interaction: Interaction,
  agent: CentreAgent,
): boolean {
  const { queueId, placeAt, declines, preferredAgentId, requiredSkills } = interaction
  const queue = queues.get(queueId)?.routing
  if (!queue?.open || !agent.queues.some((one) => one.queueId === queueId)) return false
  const hasSkills = (who: CentreAgent, waitedMs: number): boolean =>
    [...queue.requiredSkills, ...requiredSkills].every(({ skillId, level }) => {
      const eased = queue.relaxations
        .filter((one) => one.skillId === skillId && waitedMs >= one.afterMs)
        .map((one) => one.level)
      return (who.skills[skillId] ?? 0) >= Math.min(level, ...eased)
    })
  if (!hasSkills(agent, at - placeAt)) return false
  if (declines.some((one) => one.agentId === agent.id && at < one.at + queue.declinePauseMs)) return false
  const preferred = agents.get(preferredAgentId ?? agent.id)
  if (!preferred || preferred.id === agent.id || declines.some((one) => one.agentId === preferred.id))
    return true
  const isWaitedFor =
    presences.get(preferred.id)?.online === true &&
    preferred.queues.some((one) => one.queueId === queueId) &&
    hasSkills(preferred, 0) &&
    at < placeAt + queue.preferredPatienceMs
  return !isWaitedFor
}

/** [I23] Each state that ends by itself has its alarm at its instant, and there is no alarm for anything else. */
function checkTimers({ interactions, presences, alarms }: Centre): void {
  const expected = new Map<string, number>()
  for (const interaction of interactions.values()) {
    const { id, state } = interaction
    for (const offer of openOffers(interaction)) expected.set(`offer:${offer.id}`, offer.deadlineAt)
    if (state.name === 'parked') expected.set(`park:${id}`, state.untilAt)
    if (state.name === 'stored' && state.dueAt !== null) expected.set(`due:${id}`, state.dueAt)
  }
  for (const { agentId, afterWork, banned } of presences.values()) {
    if (afterWork) expected.set(`after-work:${agentId}`, afterWork.endsAt)
    if (banned && banned.untilAt !== null) expected.set(`ban:${agentId}`, banned.untilAt)
  }
  for (const [key, at] of expected)
    ensure(alarms.byKey.get(key)?.at === at, () => `${key} has no alarm at ${at}`)
  ensure(alarms.byKey.size === expected.size, () => `${alarms.byKey.size} alarms for ${expected.size} timers`)
}
