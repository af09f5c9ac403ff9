/**
 * One act in progress: a transaction that loads what it touches under row locks, lets core decide, and at the end saves everything,
 * appends to the log, sets the alarms and commits. Effects of one step that concern another thing (an interaction tells its agents, an agent
 * gives up offers) are carried out within the same transaction, so that no screen ever sees half of it.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { InteractionEffect, InteractionEvent } from '#core/interaction/event.ts'
import { ownerOf, type Interaction } from '#core/interaction/interaction.ts'
import { stepInteraction, type InteractionRefusal } from '#core/interaction/step.ts'
import { withMessage } from '#core/interaction/summary.ts'
import type { PresenceEffect, PresenceEvent, QueueRules } from '#core/presence/event.ts'
import { stepPresence, type PresenceRefusal } from '#core/presence/step.ts'
import { isRefusal, type Refusal, type Step } from '#core/step.ts'
import type { SystemNote } from '#protocol/message.ts'
import type { Context } from '../context.ts'
import { toAgentStateView } from '../present/agent-state-view.ts'
import { audienceOfChange, toInteractionView } from '../present/interaction-view.ts'
import { newMessageView } from '../present/message-view.ts'
import { deleteReplyDrafts } from '../store/draft-row.ts'
import { appendEvents, type NewEvent } from '../store/event-log.ts'
import {
  insertInteraction,
  lockInteraction,
  saveInteraction,
  type InteractionRecord,
} from '../store/interaction-record.ts'
import { insertMessages, type NewMessageRow } from '../store/message-row.ts'
import { lockPresence, savePresence, type PresenceRecord } from '../store/presence-record.ts'
import { cancelTimers, setTimers, type Timer } from '../store/timer-row.ts'
import { trackCalls, type UnitCalls } from './unit-calls.ts'
import type { Transaction } from '../store/transaction.ts'

type Tracked<Record> = { loaded: Record | null; record: Record; causes: string[] }

export interface Unit extends UnitCalls {
  readonly transaction: Transaction
  readonly at: number
  /** Locks it; null when it does not exist. */
  interaction(id: InteractionId): Promise<InteractionRecord | null>
  presence(id: AgentId): Promise<PresenceRecord | null>
  /** A new one, with the effects of its opening step. */
  open(record: InteractionRecord, effects: readonly InteractionEffect[]): Promise<void>
  /** Steps an interaction and carries the effects on; a refusal changes nothing. */
  applyToInteraction(
    id: InteractionId,
    event: InteractionEvent,
  ): Promise<Refusal<InteractionRefusal | 'not-found'> | null>
  applyToAgent(id: AgentId, event: PresenceEvent): Promise<Refusal<PresenceRefusal | 'not-found'> | null>
  /** Changes what is beside core's state. `caseData` is only shown from here on: the case's own row is written by the act. */
  amend(
    id: InteractionId,
    change: Partial<Pick<InteractionRecord, 'offerWhy' | 'summary' | 'caseData' | 'tagIds' | 'note'>>,
  ): Promise<void>
  /** A system line in the conversation. */
  note(id: InteractionId, note: SystemNote): Promise<void>
  setTimer(timer: Timer): void
  cancelTimer(key: string): void
  /** An event about something else, after those of the things changed. */
  log(event: NewEvent): void
}

/** Runs `work` in one transaction. A refusal it returns rolls everything back. */
export async function act<T>(
  context: Context,
  work: (unit: Unit) => Promise<T | Refusal>,
  at: number = context.now(),
): Promise<T | Refusal> {
  try {
    const result = await context.database.transaction(
      async (transaction) => {
        const { unit, flush } = openUnit(context, transaction, at)
        const answer = await work(unit)
        if (typeof answer === 'object' && answer !== null && isRefusal(answer)) throw new Refused(answer)
        await flush()
        return answer
      },
      { retries: 5 },
    )
    context.doorbell.ring('events')
    context.doorbell.ring('timers')
    return result
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

function openUnit(
  context: Context,
  transaction: Transaction,
  at: number,
): { unit: Unit; flush: () => Promise<void> } {
  const interactions = new Map<InteractionId, Tracked<InteractionRecord>>()
  const presences = new Map<AgentId, Tracked<PresenceRecord>>()
  const notes: NewMessageRow[] = []
  const timers = new Map<string, Timer | null>()
  const logged: NewEvent[] = []

  async function trackedInteraction(id: InteractionId): Promise<Tracked<InteractionRecord> | null> {
    const known = interactions.get(id)
    if (known) return known
    const loaded = await lockInteraction(transaction, id)
    if (!loaded) return null
    const tracked = { loaded, record: loaded, causes: [] }
    interactions.set(id, tracked)
    return tracked
  }

  async function trackedPresence(id: AgentId): Promise<Tracked<PresenceRecord> | null> {
    const known = presences.get(id)
    if (known) return known
    const loaded = await lockPresence(transaction, id)
    if (!loaded) return null
    const tracked = { loaded, record: loaded, causes: [] }
    presences.set(id, tracked)
    return tracked
  }

  function rulesOf(queueId: Interaction['queueId']): QueueRules {
    const queue = context.configuration.queue(queueId)
    return queue
      ? { afterWork: queue.afterWork, misses: queue.misses }
      : {
          afterWork: { limitMs: 0, extensionMs: 0, forcedEndMs: null, then: { state: 'as-before' } },
          misses: { limit: 0, banMs: null, mayLiftOwn: true },
        }
  }

  async function carryInteractionEffects(
    id: InteractionId,
    effects: readonly InteractionEffect[],
  ): Promise<void> {
    for (const effect of effects) {
      if (effect.type === 'wake')
        timers.set(effect.key, {
          key: effect.key,
          dueAt: effect.at,
          kind: 'interaction',
          subjectId: id,
          body: effect.event,
        })
      if (effect.type === 'cancel-wake') timers.set(effect.key, null)
      // An agent who was removed meanwhile has no presence; the interaction's change stands all the same.
      if (effect.type === 'agent') await unit.applyToAgent(effect.agentId, effect.event)
    }
  }

  async function carryPresenceEffects(id: AgentId, effects: readonly PresenceEffect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type === 'wake')
        timers.set(effect.key, {
          key: effect.key,
          dueAt: effect.at,
          kind: 'presence',
          subjectId: id,
          body: effect.event,
        })
      if (effect.type === 'cancel-wake') timers.set(effect.key, null)
      if (effect.type === 'give-up-offers')
        for (const interactionId of effect.interactionIds)
          await unit.applyToInteraction(interactionId, { type: 'agent-gone', agentId: id })
    }
  }

  const calls = trackCalls({
    context,
    transaction,
    at,
    timers,
    interaction: async (id) => await unit.interaction(id),
    applyToInteraction: async (id, event) => await unit.applyToInteraction(id, event),
    applyToAgent: async (id, event) => await unit.applyToAgent(id, event),
    note: async (id, note) => await unit.note(id, note),
  })

  const unit: Unit = {
    call: calls.call,
    openCall: calls.openCall,
    applyToCall: calls.applyToCall,
    renewRecording: calls.renewRecording,
    transaction,
    at,
    async interaction(id) {
      return (await trackedInteraction(id))?.record ?? null
    },
    async presence(id) {
      return (await trackedPresence(id))?.record ?? null
    },
    async open(record, effects) {
      interactions.set(record.interaction.id, { loaded: null, record, causes: ['arrived'] })
      await carryInteractionEffects(record.interaction.id, effects)
    },
    async applyToInteraction(id, event) {
      const tracked = await trackedInteraction(id)
      if (!tracked) return { refused: 'not-found' }
      const step = stepInteraction(tracked.record.interaction, event, at)
      if (isRefusal(step)) return step
      tracked.record = afterStep(tracked.record, step, at)
      tracked.causes.push(event.type)
      await carryInteractionEffects(id, step.effects)
      await calls.follow(tracked.record)
      return null
    },
    async applyToAgent(id, event) {
      const tracked = await trackedPresence(id)
      if (!tracked) return { refused: 'not-found' }
      const step = stepPresence(tracked.record.presence, event, at, rulesOf)
      if (isRefusal(step)) return step
      tracked.record = { ...tracked.record, presence: step.state }
      tracked.causes.push(event.type)
      await carryPresenceEffects(id, step.effects)
      return null
    },
    async amend(id, change) {
      const tracked = await trackedInteraction(id)
      if (!tracked) throw new Error(`There is no interaction ${id} to amend.`)
      tracked.record = { ...tracked.record, ...change }
      tracked.causes.push('amended')
    },
    async note(id, note) {
      const tracked = await trackedInteraction(id)
      if (!tracked) throw new Error(`There is no interaction ${id} to write a line in.`)
      const summary = withMessage(tracked.record.summary, { direction: 'system', text: '', files: [], at })
      tracked.record = { ...tracked.record, summary }
      tracked.causes.push('noted')
      notes.push({
        id: context.newId('msg'),
        interactionId: id,
        position: summary.messageCount,
        direction: 'system',
        authorAgentId: null,
        authorName: null,
        text: '',
        note,
        files: [],
        state: 'sent',
        accountId: tracked.record.interaction.accountId,
        externalUser: tracked.record.externalUser,
        externalId: null,
        clientId: null,
        at,
      })
    },
    setTimer(timer) {
      timers.set(timer.key, timer)
    },
    cancelTimer(key) {
      timers.set(key, null)
    },
    log(event) {
      logged.push(event)
    },
  }

  /** A customer with a connection of their own, who waits: when nobody is connected any more, the place is given up in time. */
  function watchCustomer(before: InteractionRecord | null, { interaction }: InteractionRecord): void {
    if (interaction.channel !== 'web-chat') return
    const key = `customer-gone:${interaction.id}`
    const waited = before !== null && waits(before.interaction)
    if (waits(interaction) && !waited) {
      const goneMs = context.configuration.queue(interaction.queueId)?.customerGoneMs ?? null
      if (goneMs !== null)
        timers.set(key, {
          key,
          dueAt: at + goneMs,
          kind: 'customer-gone',
          subjectId: interaction.id,
          body: {},
        })
    } else if (waited && !waits(interaction)) timers.set(key, null)
  }

  async function flush(): Promise<void> {
    const events: NewEvent[] = []
    const writes: Promise<unknown>[] = []
    const closed: InteractionId[] = []
    for (const tracked of interactions.values()) {
      if (tracked.causes.length === 0) continue
      const record = { ...tracked.record, version: (tracked.loaded?.version ?? 0) + 1 }
      tracked.record = record
      if (tracked.loaded) writes.push(saveInteraction(transaction, record, tracked.loaded.version))
      else
        writes.push(
          insertInteraction(transaction, record).then(() => saveInteraction(transaction, record, 1)),
        )
      watchCustomer(tracked.loaded, record)
      const { name } = record.interaction.state
      if (name === 'closed' && tracked.loaded?.interaction.state.name !== 'closed')
        closed.push(record.interaction.id)
      events.push(interactionChanged(tracked, record))
    }
    for (const note of notes) events.push(noteAdded(note, interactions.get(note.interactionId)))
    for (const [agentId, tracked] of presences) {
      if (tracked.causes.length === 0 || !tracked.loaded) continue
      const record = { presence: tracked.record.presence, version: tracked.loaded.version + 1 }
      tracked.record = record
      writes.push(savePresence(transaction, record, tracked.loaded.version))
      events.push({
        type: 'agent-changed',
        interactionId: null,
        agentId,
        audience: { everyone: true },
        body: {
          agent: toAgentStateView(record, at),
          own: { presence: record.presence, version: record.version },
        },
      })
    }
    await Promise.all(writes)
    // After the rows that calls and recordings refer to.
    events.push(...(await calls.flush()))
    await deleteReplyDrafts(transaction, closed)
    await insertMessages(transaction, notes)
    await setTimers(
      transaction,
      [...timers.values()].filter((timer) => timer !== null),
    )
    await cancelTimers(
      transaction,
      [...timers].filter(([, timer]) => timer === null).map(([key]) => key),
    )
    await appendEvents(transaction, [...events, ...logged], at)
  }

  return { unit, flush }
}

function waits({ state }: Interaction): boolean {
  return state.name === 'waiting' || state.name === 'offered'
}

function afterStep(
  record: InteractionRecord,
  step: Step<Interaction, InteractionEffect>,
  at: number,
): InteractionRecord {
  const interaction = step.state
  const { name } = interaction.state
  const over = name === 'ended' || name === 'closed'
  return {
    ...record,
    interaction,
    lastOwnerId: ownerOf(interaction) ?? record.lastOwnerId,
    offerWhy: name === 'offered' ? record.offerWhy : null,
    endedAt: over ? (record.endedAt ?? at) : null,
    closedAt: name === 'closed' ? at : null,
  }
}

function interactionChanged(tracked: Tracked<InteractionRecord>, record: InteractionRecord): NewEvent {
  return {
    type: 'interaction-changed',
    interactionId: record.interaction.id,
    agentId: ownerOf(record.interaction),
    audience: audienceOfChange(tracked.loaded, record),
    body: { interaction: toInteractionView(record), cause: tracked.causes[0] ?? 'changed' },
  }
}

function noteAdded(note: NewMessageRow, tracked: Tracked<InteractionRecord> | undefined): NewEvent {
  if (!tracked) throw new Error('A line was written in an interaction that is not there.')
  return {
    type: 'message-added',
    interactionId: note.interactionId,
    agentId: null,
    audience: audienceOfChange(tracked.loaded, tracked.record),
    body: {
      version: tracked.record.version,
      summary: tracked.record.summary,
      seqOffset: tracked.record.seqOffset,
      message: newMessageView(note),
    },
  }
}
