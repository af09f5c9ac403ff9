/**
 * Brings what waits to who is free. The node that holds the routing lock keeps the matcher's snapshot in memory, built from the tables when it takes
 * the lock and kept up by the event log; every change leads to decisions at once, and each decision is written under its fence by `makeOffers`,
 * which checks it against the rows. A decision that no longer holds costs nothing but a fresh look at those rows.
 */
import { isOpen as isOpenAt, nextChangeAt as nextHoursChangeAt } from '#core/hours/hours.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import type { Interaction } from '#core/interaction/interaction.ts'
import { toRoutingFacts } from '#core/presence/routing-facts.ts'
import { createMatcher } from '#core/routing/matcher.ts'
import type { Decision, Matcher, WaitingInteraction } from '#core/routing/snapshot.ts'
import { isRefusal } from '#core/step.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { makeOffers } from '../act/make-offers.ts'
import type { Context } from '../context.ts'
import { toRoutingAgent, toRoutingQueue } from './routing-facts.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import { readInteraction, readOpenInteractions } from '../store/interaction-record.ts'
import { readPresence, readPresences, type PresenceRecord } from '../store/presence-record.ts'
import { contendForRouting } from '../store/routing-lock.ts'
import type { EventTail } from './event-tail.ts'

export interface Router {
  /** The matcher, while this node routes. */
  matcher(): Matcher | null
  /** Resolves when there is nothing left to decide. */
  settle(): Promise<void>
  close(): Promise<void>
}

type Reign = {
  readonly fence: number
  /** False while the tables are being read: who came later could be given what somebody else waits for longer. */
  isWhole: boolean
  readonly matcher: Matcher
  readonly waiting: Set<InteractionId>
  /** Of what was put last: the log and the rows are read side by side, and what is older must not undo what is newer. */
  readonly versions: Map<AgentId | InteractionId, number>
}

const longestSleepMs = 60_000
const afterErrorMs = 200

export function startRouter(
  context: Context,
  tail: EventTail,
  nodeId: string,
  dice: () => number = Math.random,
): Router {
  const { configuration, database, log } = context
  let reign: Reign | null = null
  let rung = false
  let deciding: Promise<void> | null = null
  let sleep: NodeJS.Timeout | undefined

  function putQueues(matcher: Matcher): void {
    const at = context.now()
    for (const queue of configuration.queues()) {
      const hours = queue.hoursId ? configuration.hours(queue.hoursId) : null
      matcher.putQueue(toRoutingQueue(queue, !hours || isOpenAt(hours, at)))
    }
  }

  function putAgent({ matcher, versions }: Reign, { presence, version }: PresenceRecord): void {
    if ((versions.get(presence.agentId) ?? 0) > version) return
    versions.set(presence.agentId, version)
    const agent = configuration.agent(presence.agentId)
    if (agent && !agent.archivedAt)
      matcher.putAgent(toRoutingAgent(agent, toRoutingFacts(presence, context.now())))
    else matcher.removeAgent(presence.agentId)
  }

  function putInteraction(
    { matcher, waiting, versions }: Reign,
    interaction: Interaction,
    version: number,
  ): void {
    if ((versions.get(interaction.id) ?? 0) > version) return
    // Closed is final; a row of before that comes after it would be put right by the refusal of its offer.
    if (interaction.state.name === 'closed') versions.delete(interaction.id)
    else versions.set(interaction.id, version)
    if (interaction.state.name === 'waiting') {
      matcher.putWaiting(toWaiting(interaction))
      waiting.add(interaction.id)
    } else if (waiting.delete(interaction.id)) matcher.removeWaiting(interaction.id)
  }

  async function rebuild(fence: number): Promise<void> {
    const next: Reign = {
      fence,
      isWhole: false,
      matcher: createMatcher(),
      waiting: new Set(),
      versions: new Map(),
    }
    putQueues(next.matcher)
    // From here on the log's events are applied too.
    reign = next
    for (const record of await readPresences(database)) putAgent(next, record)
    for (const { interaction, version } of await readOpenInteractions(database))
      putInteraction(next, interaction, version)
    next.isWhole = true
    log.info({ fence, waiting: next.waiting.size }, 'This server routes.')
    decide()
  }

  async function rereadAgents(now: Reign): Promise<void> {
    for (const record of await readPresences(database)) putAgent(now, record)
    if (reign === now) decide()
  }

  function learnConfiguration(): void {
    if (!reign) return
    putQueues(reign.matcher)
    rereadAgents(reign).catch((error: unknown) =>
      log.error({ err: error }, 'Agents could not be read again after a change of the configuration.'),
    )
  }

  function learn(events: readonly LoggedEvent[]): void {
    if (!reign) return
    for (const event of events) {
      // The bodies are what this server's own acts have written.
      if (event.type === 'interaction-changed') {
        const { interaction } = event.body as { interaction: InteractionView }
        putInteraction(reign, interaction, interaction.version)
      }
      if (event.type === 'agent-changed') putAgent(reign, (event.body as { own: PresenceRecord }).own)
    }
    decide()
  }

  function decide(): void {
    if (!reign?.isWhole) return
    if (deciding) {
      rung = true
      return
    }
    deciding = carryOutAll(reign)
      .catch((error: unknown) => log.error({ err: error }, 'A routing decision could not be carried out.'))
      .then(() => {
        deciding = null
        if (rung) {
          rung = false
          decide()
        } else sleepUntilChange()
      })
  }

  async function carryOutAll(now: Reign): Promise<void> {
    for (;;) {
      const decisions = now.matcher.decide(context.now(), dice)
      if (decisions.length === 0 || reign !== now) return
      await Promise.all(decisions.map(async (decision) => await carryOut(now, decision)))
    }
  }

  async function carryOut(now: Reign, decision: Decision): Promise<void> {
    try {
      const made = await makeOffers(context, decision, now.fence)
      if (!isRefusal(made)) return
      if (made.refused === 'not-leader') return
    } catch (error) {
      log.error({ err: error }, 'An offer could not be written; it will be decided again.')
      await new Promise((resolve) => setTimeout(resolve, afterErrorMs))
    }
    // The matcher takes the decision for carried out; until it is told otherwise this one would wait for nobody.
    while (reign === now) {
      try {
        return await lookAgain(now, decision)
      } catch (error) {
        log.error({ err: error }, 'What a decision was about could not be read; trying again.')
        await new Promise((resolve) => setTimeout(resolve, afterErrorMs))
      }
    }
  }

  /** The facts were old: put the fresh ones. */
  async function lookAgain(now: Reign, decision: Decision): Promise<void> {
    const [record, ...presences] = await Promise.all([
      readInteraction(database, decision.interactionId),
      ...decision.agentIds.map(async (id: AgentId) => await readPresence(database, id)),
    ])
    if (reign !== now) return
    for (const presence of presences) if (presence) putAgent(now, presence)
    if (record) putInteraction(now, record.interaction, record.version)
  }

  function sleepUntilChange(): void {
    clearTimeout(sleep)
    if (!reign) return
    const at = context.now()
    const byTime = reign.matcher.nextChangeAt(at) ?? Infinity
    const byHours = Math.min(
      Infinity,
      ...configuration.queues().flatMap((queue) => {
        const hours = queue.hoursId ? configuration.hours(queue.hoursId) : null
        return hours ? (nextHoursChangeAt(hours, at) ?? []) : []
      }),
    )
    sleep = setTimeout(
      () => {
        if (!reign) return
        putQueues(reign.matcher)
        decide()
      },
      Math.min(longestSleepMs, Math.max(1, Math.min(byTime, byHours) - at)),
    )
  }

  const unfollow = tail.follow(learn)
  const unlisten = configuration.onChange(learnConfiguration)
  const lock = contendForRouting(database, log, nodeId, {
    onHeld: rebuild,
    onLost: () => {
      reign = null
      clearTimeout(sleep)
      log.warn({}, 'This server routes no longer.')
    },
  })

  return {
    matcher: () => reign?.matcher ?? null,
    async settle() {
      decide()
      while (deciding) await deciding
    },
    async close() {
      reign = null
      clearTimeout(sleep)
      unfollow()
      unlisten()
      await lock.close()
      while (deciding) await deciding
    },
  }
}

function toWaiting(interaction: Interaction): WaitingInteraction {
  const { id, queueId, channel, placeAt, priority, requiredSkills, preferredAgentId, declines } = interaction
  return { id, queueId, channel, placeAt, priority, requiredSkills, preferredAgentId, declines }
}
