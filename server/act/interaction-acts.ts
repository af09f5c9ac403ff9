/**
 * What people do with interactions, one function each: may this person do it (core/permission), then one step of core in one transaction.
 * Each answers the interaction as it is afterwards, or why not.
 */
import type { AgentId, DispositionId, InteractionId, OfferId, QueueId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { mayChoose } from '#core/disposition/may-choose.ts'
import type { InteractionAct } from '#core/permission/interaction-act.ts'
import type { Actor } from '#core/permission/may.ts'
import { withRead } from '#core/interaction/summary.ts'
import type { Refusal } from '#core/step.ts'
import { isRefusal, refuse } from '#core/step.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { SystemNote } from '#protocol/message.ts'
import type { Context } from '../context.ts'
import { firstName } from '../present/message-view.ts'
import { toInteractionView } from '../present/interaction-view.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'
import { markIncomingRead } from '../store/message-state.ts'
import { refusalOf } from './may-act-on.ts'
import { noteQueue, toQueue } from './transfer.ts'
import { act, type Unit } from './unit.ts'

type Outcome = Promise<{ interaction: InteractionView } | Refusal>

async function change(
  context: Context,
  actor: Actor,
  id: InteractionId,
  what: InteractionAct,
  event: (record: InteractionRecord) => InteractionEvent | Refusal,
  after: (unit: Unit, before: InteractionRecord) => Promise<Refusal | null> = () => Promise.resolve(null),
  toAgentId?: AgentId,
): Outcome {
  const done = await act(context, async (unit) => {
    const before = await unit.interaction(id)
    if (!before) return refuse('not-found')
    const refusal = refusalOf(context, actor, what, before, toAgentId)
    if (refusal) return refusal
    const happened = event(before)
    if (isRefusal(happened)) return happened
    const refused = await unit.applyToInteraction(id, happened)
    if (refused) return refused
    return (await after(unit, before)) ?? unit
  })
  if (isRefusal(done)) return named(context, done)
  const record = await done.interaction(id)
  return record ? { interaction: toInteractionView(record) } : refuse('not-found')
}

/** "Taken by" is told with a name. */
function named(context: Context, refusal: Refusal): Refusal {
  const agentId = refusal.details?.['agentId']
  if (typeof agentId !== 'string') return refusal
  const agent = context.configuration.agent(agentId as AgentId)
  return refuse(refusal.refused, { ...refusal.details, agent: agent?.name ?? '…' })
}

function note(
  context: Context,
  id: InteractionId,
  code: SystemNote['code'],
  agentId: AgentId | null,
): (unit: Unit) => Promise<null> {
  const agent = agentId ? context.configuration.agent(agentId) : null
  return async (unit) => {
    await unit.note(id, { code, ...(agent ? { values: { agent: firstName(agent.name) } } : {}) })
    return null
  }
}

export async function acceptOffer(
  context: Context,
  actor: Actor,
  id: InteractionId,
  offerId: OfferId,
): Outcome {
  return await change(
    context,
    actor,
    id,
    'accept',
    () => ({ type: 'accepted', offerId, agentId: actor.agentId }),
    note(context, id, 'accepted', actor.agentId),
  )
}

export async function rejectOffer(
  context: Context,
  actor: Actor,
  id: InteractionId,
  offerId: OfferId,
): Outcome {
  return await change(context, actor, id, 'reject', () => ({
    type: 'rejected',
    offerId,
    agentId: actor.agentId,
  }))
}

/** Work in the hands of somebody who is not there would wait for nobody. */
async function isOnline(unit: Unit, agentId: AgentId): Promise<boolean> {
  return (await unit.presence(agentId))?.presence.online ?? false
}

/** Takes what waits, or what was stored in a workbin, by hand. */
export async function takeInteraction(context: Context, actor: Actor, id: InteractionId): Outcome {
  const { agentId } = actor
  return await change(
    context,
    actor,
    id,
    // Both are of members and supervisors; what is in which state is core's answer.
    'take',
    ({ interaction: { state } }) => ({ type: state.name === 'stored' ? 'taken' : 'pulled', agentId }),
    async (unit) => {
      if (!(await isOnline(unit, actor.agentId))) return refuse('agent-offline')
      return await note(context, id, 'accepted', actor.agentId)(unit)
    },
  )
}

export async function assignInteraction(
  context: Context,
  actor: Actor,
  id: InteractionId,
  agentId: AgentId,
): Outcome {
  return await change(
    context,
    actor,
    id,
    'assign',
    (record) => {
      const agent = context.configuration.agent(agentId)
      if (!agent || agent.archivedAt) return refuse('unknown-reference', { what: agentId })
      if (!agent.channels.includes(record.interaction.channel)) return refuse('channel-not-assigned')
      return { type: 'assigned', agentId }
    },
    async (unit, before) => {
      if (before.interaction.state.name === 'ended') return null
      if (!(await isOnline(unit, agentId))) return refuse('agent-offline')
      return await note(context, id, 'accepted', agentId)(unit)
    },
    agentId,
  )
}

export async function returnInteraction(context: Context, actor: Actor, id: InteractionId): Outcome {
  return await change(
    context,
    actor,
    id,
    'return',
    () => ({ type: 'returned' }),
    note(context, id, 'returned', null),
  )
}

export async function transferInteraction(
  context: Context,
  actor: Actor,
  id: InteractionId,
  queueId: QueueId,
): Outcome {
  return await change(
    context,
    actor,
    id,
    'transfer',
    (record) => toQueue(context, record, queueId),
    async (unit) => await noteQueue(context, unit, id, queueId),
  )
}

export async function endInteraction(context: Context, actor: Actor, id: InteractionId): Outcome {
  return await change(
    context,
    actor,
    id,
    'end',
    (record) => ({
      type: 'ended',
      by:
        'agentId' in record.interaction.state && record.interaction.state.agentId === actor.agentId
          ? 'agent'
          : 'supervisor',
    }),
    note(context, id, 'ended-by-agent', actor.agentId),
  )
}

export async function disposeInteraction(
  context: Context,
  actor: Actor,
  id: InteractionId,
  dispositionId: DispositionId | null,
): Outcome {
  return await change(context, actor, id, 'dispose', (record) => {
    const queue = context.configuration.queue(record.interaction.queueId)
    const tree = queue?.dispositionTreeId
      ? context.configuration.dispositionTree(queue.dispositionTreeId)
      : null
    if (dispositionId && !(tree && mayChoose(tree.nodes, dispositionId))) return refuse('disposition-unknown')
    return { type: 'disposed', dispositionId, policy: queue?.dispositionPolicy ?? 'optional' }
  })
}

/** Marks it done. */
export async function closeInteraction(context: Context, actor: Actor, id: InteractionId): Outcome {
  return await change(context, actor, id, 'close', (record) => ({
    type: 'closed',
    policy: context.configuration.queue(record.interaction.queueId)?.dispositionPolicy ?? 'optional',
  }))
}

/** The owner has seen everything up to now. */
export async function readInteraction(context: Context, actor: Actor, id: InteractionId): Outcome {
  const done = await act(context, async (unit) => {
    const record = await unit.interaction(id)
    if (!record) return refuse('not-found')
    const refusal = refusalOf(context, actor, 'say', record)
    if (refusal) return refusal
    if (record.summary.unread > 0) {
      await unit.amend(id, { summary: withRead(record.summary) })
      const position = await markIncomingRead(unit.transaction, id, unit.at)
      unit.log({
        type: 'read-by-agent',
        interactionId: id,
        agentId: actor.agentId,
        audience: { customer: `${record.interaction.accountId}|${record.externalUser}` },
        body: { position },
      })
    }
    return unit
  })
  if (isRefusal(done)) return done
  const record = await done.interaction(id)
  return record ? { interaction: toInteractionView(record) } : refuse('not-found')
}
