/**
 * The calls of one act in progress: locked, stepped by core, saved and logged with everything else of the act. A call and its interaction follow each
 * other (K25, K26) within the same transaction, so that no page ever sees half of a transfer.
 */
import { agentIdOf, withRole, type Call } from '#core/call/call.ts'
import type { CallEffect, CallEvent, CallRefusal } from '#core/call/event.ts'
import { followCall, followInteraction, newsForOwner, takersPart } from '#core/call/follow-interaction.ts'
import { stepCall } from '#core/call/step.ts'
import type { AgentId, CallId, InteractionId, LegId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import type { EndedInvitation } from '#protocol/call.ts'
import type { SystemNote } from '#protocol/message.ts'
import type { Context } from '../context.ts'
import { firstName } from '../present/message-view.ts'
import { callIdOf, insertCall, lockCall, readCall, saveCall, type CallRecord } from '../store/call-record.ts'
import type { NewEvent } from '../store/event-log.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'
import { insertRecording } from '../store/recording-row.ts'
import type { Timer } from '../store/timer-row.ts'
import type { Transaction } from '../store/transaction.ts'
import { callChanged } from './call-news.ts'
import { marksOf } from './call-marks.ts'

/** How long whoever is to be heard may take to be there, in ms. */
export const attachMs = { joining: 20_000, agentLost: 15_000, customerLost: 30_000 } as const

export interface UnitCalls {
  /** Locks its interaction, and it. Null: there is none. */
  readonly call: (id: CallId) => Promise<CallRecord | null>
  readonly openCall: (record: CallRecord, effects: readonly CallEffect[]) => Promise<void>
  /** Steps a call and carries the effects on; a refusal changes nothing. */
  readonly applyToCall: (id: CallId, event: CallEvent) => Promise<Refusal<CallRefusal | 'not-found'> | null>
  /** What is recorded from now on is another recording: the one that ran was cut off with what wrote it. Its id; null: none ran. */
  readonly renewRecording: (id: CallId) => Promise<CallRecord['recordingId']>
}

/** What the calls need of the rest of the act. */
export type Surroundings = {
  readonly context: Context
  readonly transaction: Transaction
  readonly at: number
  readonly timers: Map<string, Timer | null>
  readonly interaction: (id: InteractionId) => Promise<InteractionRecord | null>
  readonly applyToInteraction: (id: InteractionId, event: InteractionEvent) => Promise<Refusal | null>
  readonly applyToAgent: (id: AgentId, event: PresenceEvent) => Promise<Refusal | null>
  readonly note: (id: InteractionId, note: SystemNote) => Promise<void>
}

type Tracked = {
  loaded: CallRecord | null
  record: CallRecord
  isChanged: boolean
  invitation: EndedInvitation | null
  readonly digits: { legId: LegId; digits: string }[]
}

/** What stands in the conversation when the call brought it about. */
const notes: Partial<Record<InteractionEvent['type'], SystemNote['code']>> = {
  'customer-left': 'ended-by-customer',
  ended: 'ended-by-agent',
  'agent-lost': 'returned',
  assigned: 'accepted',
}

export function trackCalls(around: Surroundings): UnitCalls & {
  /** After a change of a voice interaction: its call follows. */
  follow(record: InteractionRecord): Promise<void>
  flush(): Promise<readonly NewEvent[]>
} {
  const { context, transaction, at, timers } = around
  const calls = new Map<CallId, Tracked>()
  const callIds = new Map<InteractionId, CallId | null>()
  const started: { recordingId: NonNullable<CallRecord['recordingId']>; call: Call }[] = []

  async function tracked(id: CallId): Promise<Tracked | null> {
    const known = calls.get(id)
    if (known) return known
    const seen = await readCall(transaction, id)
    if (!seen) return null
    // Interactions are locked before their calls, everywhere.
    if (seen.call.interactionId) await around.interaction(seen.call.interactionId)
    const loaded = await lockCall(transaction, id)
    if (!loaded) return null
    return track(loaded, loaded)
  }

  function track(record: CallRecord, loaded: CallRecord | null): Tracked {
    const one: Tracked = { loaded, record, isChanged: loaded === null, invitation: null, digits: [] }
    calls.set(record.call.id, one)
    if (record.call.interactionId) callIds.set(record.call.interactionId, record.call.id)
    return one
  }

  async function apply(id: CallId, event: CallEvent): Promise<Refusal<CallRefusal | 'not-found'> | null> {
    const one = await tracked(id)
    if (!one) return { refused: 'not-found' }
    const step = stepCall(one.record.call, event, at)
    if (isRefusal(step)) return step
    const before = one.record.call
    one.record = afterStep(one.record, step.state)
    // What changes nothing is not written, and nobody is told.
    if (step.state !== before || step.effects.length > 0) one.isChanged = true
    await carry(one, step.effects)
    await tellAgents(id, before, step.state)
    await recordAsQueueSays(one)
    return null
  }

  function afterStep(record: CallRecord, call: Call): CallRecord {
    const begins = record.call.recording === 'off' && call.recording === 'on'
    const recordingId = begins ? context.newId('rec') : record.recordingId
    if (begins && recordingId) started.push({ recordingId, call })
    return {
      ...record,
      call,
      recordingId,
      marks: [...record.marks, ...marksOf(record.call, call, at)],
      speakers: { ...record.speakers, ...speakersIn(call) },
      answeredAt: record.answeredAt ?? (isAnswered(call) ? at : null),
      endedAt: call.state.name === 'over' ? (record.endedAt ?? at) : null,
    }
  }

  async function carry(one: Tracked, effects: readonly CallEffect[]): Promise<void> {
    const { call } = one.record
    for (const effect of effects) {
      if (effect.type === 'wake')
        timers.set(effect.key, {
          key: effect.key,
          dueAt: effect.at,
          kind: 'call',
          subjectId: call.id,
          body: effect.event,
        })
      if (effect.type === 'cancel-wake') timers.set(effect.key, null)
      const { who } = 'party' in effect ? effect.party : { who: null }
      if (effect.type === 'stop-ringing' && who && who.kind !== 'customer')
        one.invitation = { who, why: effect.why }
      if (effect.type === 'send-digits') one.digits.push({ legId: effect.legId, digits: effect.digits })
      if (call.interactionId) await tellInteraction(call.interactionId, effect)
      const news = newsForOwner(effect)
      if (news) await around.applyToAgent(news.agentId, news.event)
    }
  }

  async function tellInteraction(id: InteractionId, effect: CallEffect): Promise<void> {
    const record = await around.interaction(id)
    const event = record && followCall(effect, record.interaction)
    if (!event) return
    const refused = await around.applyToInteraction(id, event)
    const code = notes[event.type]
    if (refused || !code) return
    const agentId = event.type === 'assigned' ? event.agentId : ownerOf(record.interaction)
    const agent = agentId && context.configuration.agent(agentId)
    await around.note(id, { code, ...(agent && { values: { agent: firstName(agent.name) } }) })
  }

  /** K27. */
  async function tellAgents(callId: CallId, before: Call, after: Call): Promise<void> {
    const was = takersPart(before)
    const is = takersPart(after)
    for (const agentId of is)
      if (!was.includes(agentId)) await around.applyToAgent(agentId, { type: 'call-joined', callId })
    for (const agentId of was)
      if (!is.includes(agentId)) await around.applyToAgent(agentId, { type: 'call-left', callId })
  }

  /** Also of a queue to which the call was transferred: what is not recorded there is not recorded on. */
  async function recordAsQueueSays({ record }: Tracked): Promise<void> {
    const { call } = record
    if (!isAnswered(call) || !call.interactionId) return
    const interaction = await around.interaction(call.interactionId)
    const queue = interaction && context.configuration.queue(interaction.interaction.queueId)
    const says = queue?.voice.recording
    if (says === 'always' && call.recording === 'off')
      await apply(call.id, { type: 'recording-set', to: 'on' })
    if (says === 'off' && call.recording !== 'off') await apply(call.id, { type: 'recording-set', to: 'off' })
  }

  return {
    async call(id) {
      return (await tracked(id))?.record ?? null
    },
    async openCall(record, effects) {
      const one = track(record, null)
      await carry(one, effects)
      await tellAgents(record.call.id, { ...record.call, parties: [] }, record.call)
    },
    applyToCall: apply,
    async renewRecording(id) {
      const one = await tracked(id)
      if (!one || one.record.call.recording === 'off' || one.record.call.state.name === 'over') return null
      const cutOff = one.record.recordingId
      const recordingId = context.newId('rec')
      started.push({ recordingId, call: one.record.call })
      one.record = { ...one.record, recordingId }
      one.isChanged = true
      return cutOff
    },
    async follow({ interaction }) {
      if (interaction.channel !== 'voice') return
      if (!callIds.has(interaction.id))
        callIds.set(interaction.id, await callIdOf(transaction, interaction.id))
      const id = callIds.get(interaction.id)
      const one = id && (await tracked(id))
      if (!one) return
      const joining = { partyId: context.newId('pty'), untilAt: at + attachMs.joining }
      for (const event of followInteraction(one.record.call, interaction, joining))
        await apply(one.record.call.id, event)
    },
    async flush() {
      const events: NewEvent[] = []
      for (const one of calls.values()) {
        if (!one.isChanged) continue
        const record = { ...one.record, version: (one.loaded?.version ?? 0) + 1 }
        one.record = record
        if (!one.loaded) await insertCall(transaction, record)
        await saveCall(transaction, record, one.loaded?.version ?? 0)
        const { interactionId } = record.call
        const interaction = interactionId ? await around.interaction(interactionId) : null
        events.push(...callChanged(context, one.loaded, record, interaction, one))
      }
      for (const { recordingId, call } of started)
        await insertRecording(transaction, {
          id: recordingId,
          callId: call.id,
          interactionId: call.interactionId,
          startedAt: at,
        })
      return events
    },
  }
}

function speakersIn(call: Call): CallRecord['speakers'] {
  return Object.fromEntries(
    call.parties.map((party) => [
      party.id,
      { kind: party.who.kind === 'customer' ? 'customer' : 'agent', agentId: agentIdOf(party) },
    ]),
  )
}

/** Customer and owner are both there. */
function isAnswered(call: Call): boolean {
  const owner = withRole(call, 'owner')
  return (
    owner?.leg.name === 'up' && agentIdOf(owner) !== null && withRole(call, 'customer')?.leg.name === 'up'
  )
}
