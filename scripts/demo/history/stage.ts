/**
 * Where history is played: the acts of customers and agents, carried out by the same code as in a running centre, at whatever instant the clock
 * has been set to. What a running centre would do by itself (offering, ringing alarms, handing messages over) is done here when asked.
 */
import type { AgentId, ChannelAccountId, InteractionId, OfferId, QueueId } from '#core/id.ts'
import { openOffers } from '#core/interaction/interaction.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import type { Actor } from '#core/permission/may.ts'
import { loadOf, mayTake } from '#core/presence/may-take.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import { beginInteraction, type Customer } from '#server/act/begin-interaction.ts'
import { receiveFromCustomer } from '#server/act/customer-acts.ts'
import { makeOffers } from '#server/act/make-offers.ts'
import { agentConnected, agentLost, askState, lockAgent, lostTimerKey } from '#server/act/presence-acts.ts'
import { createSayBatch, type SayBatch } from '#server/act/say-batch.ts'
import { act } from '#server/act/unit.ts'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import type { FileKeeper } from '#server/file/file-keeper.ts'
import { readInteraction, type InteractionRecord } from '#server/store/interaction-record.ts'
import { takeFence } from '#server/store/lease.ts'
import { settleOutgoing } from '#server/store/message-state.ts'
import { claimPosts, finishPosts } from '#server/store/outbox-row.ts'
import { readPresence, readPresences } from '#server/store/presence-record.ts'
import { cancelTimers, dueTimers, takeTimer } from '#server/store/timer-row.ts'
import type { PersonKey } from '../centre/people.ts'
import { personKeys } from '../centre/people.ts'
import type { DemoCentre } from '../centre/set-up.ts'
import type { Dice } from '../dice.ts'

export type StageParts = {
  readonly context: ConfigurationContext
  readonly files: FileKeeper
  readonly centre: DemoCentre
  readonly dice: Dice
  readonly setClock: (at: number) => void
}

export type Stage = StageParts & {
  readonly sayBatch: SayBatch
  actorOf(person: PersonKey): Actor
  /** Throws what a running centre would have refused: in a written history that is a mistake in the writing. */
  must<T extends object>(answer: T | Refusal): T
  record(id: InteractionId): Promise<InteractionRecord>
  comeIn(person: PersonKey): Promise<void>
  holdsNothing(person: PersonKey): Promise<boolean>
  /** Offers it to a member who is free, as many as the queue's strategy says. Null: nobody is. */
  offer(id: InteractionId, only?: PersonKey): Promise<{ person: PersonKey; offerId: OfferId } | null>
  /** A customer begins, with what the shop's site knows of the matter. */
  begin(customer: Customer): Promise<InteractionId>
  /** What a customer's channel reports. */
  report(account: ChannelAccountId, event: Parameters<typeof receiveFromCustomer>[2]): Promise<InteractionId>
  ringAlarms(): Promise<void>
  /** Hands over what agents have said. */
  deliver(): Promise<void>
  /** Everybody's page is closed, without a word. */
  leave(): Promise<void>
}

const nodeId = 'demo'

export function openStage(parts: StageParts): Stage {
  const { context, centre, dice } = parts
  const { database, configuration } = context
  const sayBatch = createSayBatch(context)
  let fence: number | null = null

  function must<T extends object>(answer: T | Refusal): T {
    if (isRefusal(answer)) throw new Error(`Refused in the demo's history: ${JSON.stringify(answer)}`)
    return answer
  }

  async function record(id: InteractionId): Promise<InteractionRecord> {
    const found = await readInteraction(database, id)
    if (!found) throw new Error(`There is no interaction ${id}.`)
    return found
  }

  async function presenceOf(person: PersonKey) {
    const found = await readPresence(database, centre.people[person])
    if (!found) throw new Error(`${person} has no presence.`)
    return found.presence
  }

  async function candidates(
    queueId: QueueId,
    only: PersonKey | undefined,
  ): Promise<{ person: PersonKey; load: number }[]> {
    const presences = new Map(
      (await readPresences(database)).map(({ presence }) => [presence.agentId, presence]),
    )
    return personKeys.flatMap((person) => {
      const presence = presences.get(centre.people[person])
      const queues = configuration.agent(centre.people[person])?.queues ?? []
      const may =
        (only === undefined || person === only) &&
        queues.some((queue) => queue.queueId === queueId) &&
        presence !== undefined &&
        mayTake(presence, 'web-chat', context.now())
      return may ? [{ person, load: loadOf(presence)['web-chat'] ?? 0 }] : []
    })
  }

  return {
    ...parts,
    sayBatch,
    must,
    record,

    actorOf(person) {
      const agentId: AgentId = centre.people[person]
      const agent = configuration.agent(agentId)
      if (!agent) throw new Error(`${person} is not there.`)
      return { agentId, role: agent.role, queueIds: agent.queues.map(({ queueId }): QueueId => queueId) }
    },

    async comeIn(person) {
      const agentId = centre.people[person]
      must(await agentConnected(context, agentId))
      // The page that is open moves it forward again and again; here nobody would.
      await cancelTimers(database, [lostTimerKey(agentId)])
      must(await askState(context, this.actorOf(person), { state: 'ready', reasonId: null }))
    },

    async holdsNothing(person) {
      const { offers, handling, afterWork } = await presenceOf(person)
      return offers.length === 0 && handling.length === 0 && afterWork === null
    },

    async offer(id, only) {
      await this.ringAlarms()
      const { interaction } = await record(id)
      const free = await candidates(interaction.queueId, only)
      if (free.length === 0) return null
      const least = Math.min(...free.map(({ load }) => load))
      const { person } = dice.pick(free.filter(({ load }) => load === least))
      const queue = configuration.queue(interaction.queueId)
      fence ??= await takeFence(database, 'routing', nodeId, context.now())
      const people = queue?.strategy === 'all-at-once' ? free.map((one) => one.person) : [person]
      must(
        await makeOffers(
          context,
          {
            interactionId: id,
            queueId: interaction.queueId,
            agentIds: people.map((one) => centre.people[one]),
            why: {
              strategy: queue?.strategy ?? 'longest-idle',
              candidates: free.length,
              preferred: false,
              skills: queue?.requiredSkills ?? [],
              relaxed: false,
              waitedMs: context.now() - interaction.placeAt,
            },
          },
          fence,
        ),
      )
      const made = openOffers((await record(id)).interaction).find(
        ({ agentId }) => agentId === centre.people[person],
      )
      if (!made) throw new Error(`${person} was not offered ${id}.`)
      return { person, offerId: made.id }
    },

    async begin(customer) {
      const begun = await act(context, async (unit) => ({
        id: await beginInteraction(context, unit, customer),
      }))
      return must(begun).id
    },

    async report(account, event) {
      const accepted = await receiveFromCustomer({ context, sayBatch }, account, event)
      if (!accepted.kept) throw new Error(`Refused in the demo's history: ${accepted.refused}`)
      return accepted.conversation as InteractionId
    },

    async ringAlarms() {
      for (const { key, kind, subjectId } of await dueTimers(database, context.now(), 100)) {
        // Customers keep their pages open as long as they are needed here.
        if (kind !== 'interaction' && kind !== 'presence') continue
        await act(context, async (unit) => {
          if (kind === 'presence') await lockAgent(unit, subjectId as AgentId)
          const timer = await takeTimer(unit.transaction, key, unit.at)
          if (timer === null) return unit
          // The table's body was written by core's own effects, for the kind of subject named beside it.
          if (kind === 'interaction')
            await unit.applyToInteraction(subjectId as InteractionId, timer.body as InteractionEvent)
          else await unit.applyToAgent(subjectId as AgentId, timer.body as PresenceEvent)
          return unit
        })
      }
    },

    async deliver() {
      for (;;) {
        const posts = await claimPosts(database, nodeId, context.now(), context.now() + 60_000, 1_000, [
          'message',
        ])
        if (posts.length === 0) return
        const sent = posts.flatMap(({ kind, body }) =>
          kind === 'message'
            ? [{ id: body.messageId, state: 'sent', reason: null, externalId: null } as const]
            : [],
        )
        await settleOutgoing(database, sent, context.now())
        await finishPosts(
          database,
          posts.map(({ id }) => id),
          nodeId,
        )
      }
    },

    async leave() {
      await this.ringAlarms()
      await this.deliver()
      for (const person of personKeys) {
        must(
          await act(context, async (unit) => {
            await agentLost(context, unit, centre.people[person])
            return unit
          }),
        )
      }
    },
  }
}
