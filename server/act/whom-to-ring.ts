/**
 * From what somebody has chosen — a colleague, a queue, a team — to the one agent who is rung or given the call. A colleague in person may have sent
 * calls elsewhere (K30); of a queue or a team it is whoever may take a call now, longest idle first. The one who is found is locked.
 */
import { agentIdOf, listensUnseen, type Call } from '#core/call/call.ts'
import { forwarded, type ForwardFacts, type Forwarded, type Reach } from '#core/call/forwarding.ts'
import { longestIdleFirst, reachToAsk, reachToGive } from '#core/call/ringing.ts'
import type { AgentId } from '#core/id.ts'
import type { Presence } from '#core/presence/presence.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { CallTarget } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { readOpenCallsOf } from '../store/call-record.ts'
import { readPresences } from '../store/presence-record.ts'
import type { Thing } from '../configuration/kinds.ts'
import { chainOf, forwardRules } from './forward-rules.ts'
import type { Unit } from './unit.ts'

/** `ask`: may be refused (K29). `give`: must be taken at once (P7). */
export type RingFor = 'ask' | 'give'

type Ringing = {
  readonly call: Pick<Call, 'id' | 'parties'>
  readonly for: RingFor
}

export async function whomToRing(
  context: Context,
  unit: Unit,
  target: CallTarget,
  ringing: Ringing,
): Promise<Forwarded | Refusal> {
  if ('number' in target) return refuse('no-telephone-line')
  if ('agentId' in target) return await inPerson(context, unit, target.agentId, ringing)
  const members = membersOf(context, target)
  return isRefusal(members) ? members : await whoIsFree(unit, members, ringing)
}

/** A colleague who can be called at all. */
export function calledAgent(context: Context, agentId: AgentId): Thing<'agent'> | Refusal {
  const agent = context.configuration.agent(agentId)
  if (!agent || agent.archivedAt) return refuse('unknown-reference', { what: agentId })
  return agent.channels.includes('voice') ? agent : refuse('channel-not-assigned')
}

async function inPerson(
  context: Context,
  unit: Unit,
  wanted: AgentId,
  ringing: Ringing,
): Promise<Forwarded | Refusal> {
  const agent = calledAgent(context, wanted)
  if (isRefusal(agent)) return agent
  const facts = await forwardFacts(context, unit, wanted, ringing)
  if (facts.isIn(wanted)) {
    const isSeen = ringing.call.parties.some((one) => agentIdOf(one) === wanted && !listensUnseen(one))
    return isSeen ? refuse('already-in-call') : refuse('agent-in-call', { agent: agent.name })
  }
  const found = forwarded(wanted, facts)
  const reach = facts.reachOf(found.to)
  return reach === 'free' ? found : whyNot(context, unit, found.to, reach, ringing.for)
}

/** What the chain of forwardings from this agent on is decided by, with everybody in it locked. */
export async function forwardFacts(
  context: Context,
  unit: Unit,
  from: AgentId,
  { call, for: ringFor }: Ringing,
): Promise<ForwardFacts> {
  const rules = await forwardRules(context, unit.transaction)
  const reaches = new Map<AgentId, Reach>()
  for (const agentId of chainOf(from, rules).toSorted())
    reaches.set(agentId, await reachOf(unit, agentId, call, ringFor))
  return {
    ruleOf: (agentId) => rules.get(agentId) ?? null,
    reachOf: (agentId) => reaches.get(agentId) ?? 'away',
    isIn: (agentId) => isIn(call, agentId),
  }
}

const isIn = (call: Pick<Call, 'parties'>, agentId: AgentId): boolean =>
  call.parties.some((party) => agentIdOf(party) === agentId)

async function reachOf(
  unit: Unit,
  agentId: AgentId,
  call: Pick<Call, 'id'>,
  ringFor: RingFor,
): Promise<Reach> {
  const record = await unit.presence(agentId)
  if (!record) return 'away'
  const reach = ringFor === 'ask' ? reachToAsk(record.presence) : reachToGive(record.presence, unit.at)
  return reach === 'free' && (await isRungElsewhere(unit, agentId, call)) ? 'busy' : reach
}

/** Nobody's telephone rings for two at once. */
async function isRungElsewhere(unit: Unit, agentId: AgentId, { id }: Pick<Call, 'id'>): Promise<boolean> {
  const calls = await readOpenCallsOf(unit.transaction, agentId)
  return calls.some(
    ({ call }) =>
      call.id !== id &&
      call.parties.some((party) => agentIdOf(party) === agentId && party.leg.name === 'ringing'),
  )
}

async function whyNot(
  context: Context,
  unit: Unit,
  agentId: AgentId,
  reach: Reach,
  ringFor: RingFor,
): Promise<Refusal> {
  const agent = context.configuration.agent(agentId)?.name ?? '…'
  if (reach === 'away') return refuse('agent-offline', { agent })
  if (ringFor === 'give') return refuse('agent-busy', { agent })
  const state = (await unit.presence(agentId))?.presence.channels.voice?.state
  return refuse(state === 'dnd' ? 'agent-undisturbed' : 'agent-in-call', { agent })
}

function membersOf(
  context: Context,
  target: Exclude<CallTarget, { readonly agentId: AgentId } | { readonly number: string }>,
): ReadonlySet<AgentId> | Refusal {
  const { configuration } = context
  if ('teamId' in target) {
    const team = configuration.get('team', target.teamId)
    if (!team || team.archivedAt) return refuse('unknown-reference', { what: target.teamId })
    return idsOf(configuration.agents().filter(({ teamIds }) => teamIds.includes(target.teamId)))
  }
  const queue = configuration.queue(target.queueId)
  if (!queue || queue.archivedAt || !queue.channels.includes('voice'))
    return refuse('unknown-reference', { what: target.queueId })
  return idsOf(
    configuration.agents().filter(({ queues }) => queues.some(({ queueId }) => queueId === target.queueId)),
  )
}

const idsOf = (agents: readonly Thing<'agent'>[]): ReadonlySet<AgentId> => new Set(agents.map(({ id }) => id))

async function whoIsFree(
  unit: Unit,
  members: ReadonlySet<AgentId>,
  { call }: Ringing,
): Promise<Forwarded | Refusal> {
  const presences = (await readPresences(unit.transaction)).map(({ presence }) => presence)
  const candidates = presences.filter(({ agentId }) => members.has(agentId) && !isIn(call, agentId))
  for (const { agentId } of longestIdleFirst(candidates, unit.at))
    if (await isStillFree(unit, agentId, call)) return { to: agentId, insteadOf: [] }
  return refuse('nobody-free')
}

async function isStillFree(unit: Unit, agentId: AgentId, call: Pick<Call, 'id'>): Promise<boolean> {
  const locked: Presence | undefined = (await unit.presence(agentId))?.presence
  return (
    locked !== undefined &&
    reachToGive(locked, unit.at) === 'free' &&
    !(await isRungElsewhere(unit, agentId, call))
  )
}
