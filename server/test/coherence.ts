/**
 * Whether the rows agree with one another, at one instant: what an interaction says of its agents is what its agents say of it, nobody has
 * more than may be had, and every alarm is there for something. Read in one snapshot, so that it can be asked in the middle of everything.
 */
import { agentIdOf, withRole, type Call } from '#core/call/call.ts'
import { partyKey } from '#core/call/alarm.ts'
import { takersPart } from '#core/call/follow-interaction.ts'
import { openOffers, ownerOf, type Interaction } from '#core/interaction/interaction.ts'
import { isBanned, loadOf, mayTake } from '#core/presence/may-take.ts'
import { parkKey } from '#core/interaction/alarm.ts'
import type { Presence } from '#core/presence/presence.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import { readOpenCalls } from '../store/call-record.ts'
import { readOpenInteractions } from '../store/interaction-record.ts'
import { readPresences } from '../store/presence-record.ts'
import { dynamicStatement } from '../store/statement.ts'
import type { Database } from '../store/database.ts'

export type Rows = {
  /** All that are not closed. */
  readonly interactions: readonly Interaction[]
  readonly presences: readonly Presence[]
  /** Those that are open. */
  readonly calls: readonly Call[]
  readonly timers: readonly {
    readonly key: string
    readonly kind: string
    readonly subject_id: string
    readonly due_at: number
  }[]
}

const readTimers = dynamicStatement<Rows['timers'][number]>('select key, kind, subject_id, due_at from timer')

export async function readRows(database: Database): Promise<Rows> {
  return await database.transaction(
    async (transaction) => {
      // The first query decides what all of them see.
      const interactions = (await readOpenInteractions(transaction)).map(({ interaction }) => interaction)
      const presences = (await readPresences(transaction)).map(({ presence }) => presence)
      const calls = (await readOpenCalls(transaction)).map(({ call }) => call)
      return { interactions, presences, calls, timers: await transaction.query(readTimers) }
    },
    { isolation: 'repeatable read' },
  )
}

/** One line for each contradiction; none when all is well. `overfull`: who may have more than the capacity, by own hand. */
export function contradictions(rows: Rows, overfull: ReadonlySet<AgentId> = new Set()): string[] {
  return [...betweenThem(rows), ...ofCalls(rows), ...beyondCapacity(rows, overfull), ...alarms(rows)]
}

/** Each call agrees with its interaction about who holds it (K25, K26), and with its agents about who takes part (K27). */
function ofCalls({ interactions, presences, calls }: Rows): string[] {
  const found: string[] = []
  const byInteraction = new Map(calls.map((call) => [call.interactionId, call]))
  for (const call of calls) {
    const interaction = interactions.find(({ id }) => id === call.interactionId)
    const owner = withRole(call, 'owner')
    const ownerId = owner && agentIdOf(owner)
    if (call.interactionId === null) {
      if (call.parties.filter(({ role }) => role !== 'supervisor').length < 2)
        found.push(`${call.id} between colleagues goes on with one`)
    } else if (!interaction || interaction.state.name === 'ended')
      found.push(`${call.id} goes on after its interaction`)
    else {
      const { state } = interaction
      const holderId = state.name === 'active' ? state.agentId : null
      if (ownerId !== holderId)
        found.push(`${call.id} is owned by ${ownerId}, its interaction held by ${holderId}`)
    }
    for (const agentId of takersPart(call))
      if (!presences.some((one) => one.agentId === agentId && hasCall(one, call.id)))
        found.push(`Only the call says: ${agentId} takes part in ${call.id}`)
  }
  for (const { id, channel, state } of interactions)
    if (channel === 'voice' && state.name !== 'ended' && !byInteraction.has(id))
      found.push(`${id} is open without a call`)
  for (const { agentId, calls: own } of presences)
    for (const { callId } of own) {
      const call = calls.find(({ id }) => id === callId)
      if (!call || !takersPart(call).includes(agentId))
        found.push(`Only the agent says: ${agentId} takes part in ${callId}`)
    }
  return found
}

const hasCall = ({ calls }: Presence, id: Call['id']): boolean => calls.some(({ callId }) => callId === id)

function betweenThem({ interactions, presences }: Rows): string[] {
  const said = new Set<string>()
  for (const interaction of interactions) {
    const owner = ownerOf(interaction)
    // What is parked is its owner's, who has a hand free meanwhile (I20).
    if (owner && interaction.state.name === 'active') said.add(`${interaction.id} is handled by ${owner}`)
    for (const offer of openOffers(interaction))
      said.add(`${interaction.id} is offered to ${offer.agentId} as ${offer.id}`)
  }
  const found: string[] = []
  const held = new Set<string>()
  const note = (fact: string): void => {
    if (held.has(fact)) found.push(`An agent has it twice: ${fact}`)
    held.add(fact)
    if (!said.has(fact)) found.push(`Only the agent says: ${fact}`)
  }
  for (const { agentId, handling, offers } of presences) {
    for (const one of handling) note(`${one.interactionId} is handled by ${agentId}`)
    for (const one of offers) note(`${one.interactionId} is offered to ${agentId} as ${one.offerId}`)
  }
  for (const fact of said) if (!held.has(fact)) found.push(`Only the interaction says: ${fact}`)
  return found
}

function beyondCapacity({ presences }: Rows, overfull: ReadonlySet<AgentId>): string[] {
  return presences.flatMap((presence) => {
    const had = loadOf(presence)['web-chat'] ?? 0
    const most = presence.capacity.maximum['web-chat'] ?? 0
    return had > most && !overfull.has(presence.agentId) ? [`${presence.agentId} has ${had} of ${most}`] : []
  })
}

/** The interactions that an agent is heard in: given back when the sound is lost, and not before (K28). */
function heardIn(calls: readonly Call[], agentId: AgentId): ReadonlySet<InteractionId> {
  return new Set(
    calls.flatMap(({ interactionId, parties }) =>
      interactionId && parties.some((party) => agentIdOf(party) === agentId && party.leg.name !== 'ringing')
        ? [interactionId]
        : [],
    ),
  )
}

function alarms({ interactions, presences, calls, timers }: Rows): string[] {
  const wanted = new Set<string>()
  for (const { agentId, afterWork, banned } of presences) {
    if (afterWork) wanted.add(`after-work:${agentId}`)
    if (banned && banned.untilAt !== null) wanted.add(`ban:${agentId}`)
  }
  for (const interaction of interactions) {
    for (const offer of openOffers(interaction)) wanted.add(`offer:${offer.id}`)
    const { name } = interaction.state
    if (interaction.channel === 'web-chat' && (name === 'waiting' || name === 'offered'))
      wanted.add(`customer-gone:${interaction.id}`)
    if (name === 'parked') wanted.add(parkKey(interaction.id))
  }
  for (const call of calls)
    for (const party of call.parties) if ('untilAt' in party.leg) wanted.add(partyKey(call, party))
  const set = new Set(timers.map(({ key }) => key))
  for (const { agentId, online, handling } of presences) {
    if (online) wanted.add(`agent-lost:${agentId}`)
    else if (handling.some(({ interactionId }) => !heardIn(calls, agentId).has(interactionId)))
      wanted.add(`give-back:${agentId}`)
  }
  const people = new Set<string>(presences.map(({ agentId }) => agentId))
  const isOfPerson = (kind: string): boolean => kind === 'agent-lost' || kind === 'give-back'
  return [
    ...[...wanted].filter((key) => !set.has(key)).map((key) => `No alarm is set for ${key}`),
    ...timers
      .filter(({ key, kind, subject_id }) => (isOfPerson(kind) ? !people.has(subject_id) : !wanted.has(key)))
      .map(({ key }) => `An alarm is for nothing: ${key}`),
  ]
}

/** What waits although somebody is free for it (Q13), when nothing is under way and no pause after a decline runs. */
export function waitsForNothing(
  { interactions, presences }: Rows,
  membersOf: (queueId: Interaction['queueId']) => ReadonlySet<AgentId>,
  at: number,
): InteractionId[] {
  return interactions
    .filter(({ state, channel, queueId }) => {
      const members = membersOf(queueId)
      return (
        state.name === 'waiting' &&
        presences.some((one) => members.has(one.agentId) && mayTake(one, channel, at) && !isBanned(one, at))
      )
    })
    .map(({ id }) => id)
}
