/**
 * What else is true of an agent must follow the agent's configuration, in the same transaction: who can sign in, what presence there is,
 * that somebody who left holds nothing any more, and that nobody goes on looking on who may not.
 */
import { newPresence } from '#core/presence/step.ts'
import type { AgentId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { stopLookingOn } from '../act/leave-calls.ts'
import { leaveWork } from '../act/presence-acts.ts'
import type { Unit } from '../act/unit.ts'
import { toAgentStateView } from '../present/agent-state-view.ts'
import { endSessions, putUser } from '../sign-in/user-row.ts'
import { insertPresence, readPresence } from '../store/presence-record.ts'
import type { Bodies } from './kinds.ts'

type Agent = Bodies['agent']

async function arrive(unit: Unit, id: AgentId, agent: Agent): Promise<void> {
  await putUser(unit.transaction, id, agent)
  const presence = newPresence(id, agent.channels, agent.capacity, unit.at)
  await insertPresence(unit.transaction, presence, unit.at)
  // Somebody who returns has one already.
  const record = (await readPresence(unit.transaction, id)) ?? { presence, version: 1 }
  unit.log({
    type: 'agent-changed',
    interactionId: null,
    agentId: id,
    audience: { everyone: true },
    body: { agent: toAgentStateView(record, unit.at), own: record },
  })
}

/** `before` null: a new person. `after` null: archived. */
export async function followAgent(
  unit: Unit,
  id: AgentId,
  before: Agent | null,
  after: Agent | null,
): Promise<void> {
  if (after === null) {
    await endSessions(unit.transaction, id)
    await leaveWork(unit, id)
    return
  }
  if (before === null) return await arrive(unit, id, after)
  await putUser(unit.transaction, id, after)
  if (isAtLeast(before.role, 'supervisor') && !isAtLeast(after.role, 'supervisor'))
    await stopLookingOn(unit, id)
  const isSame =
    JSON.stringify([before.channels, before.capacity]) === JSON.stringify([after.channels, after.capacity])
  if (!isSame)
    await unit.applyToAgent(id, {
      type: 'channels-assigned',
      channels: after.channels,
      capacity: after.capacity,
    })
}
