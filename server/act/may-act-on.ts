import type { AgentId } from '#core/id.ts'
import type { InteractionAct, InteractionSubject } from '#core/permission/interaction-act.ts'
import { may, type Actor } from '#core/permission/may.ts'
import type { Refusal } from '#core/step.ts'
import type { Context } from '../context.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'

function subjectOf(
  context: Context,
  { interaction, lastOwnerId, pastOwnerIds }: InteractionRecord,
): InteractionSubject {
  return {
    interaction,
    pastOwnerIds: lastOwnerId ? [...pastOwnerIds, lastOwnerId] : pastOwnerIds,
    membersMayAssign: context.configuration.queue(interaction.queueId)?.membersMayAssign ?? false,
  }
}

/** Whether this person may do this with this interaction as it is now; null: yes. */
export function refusalOf(
  context: Context,
  actor: Actor,
  act: InteractionAct,
  record: InteractionRecord,
  toAgentId?: AgentId,
): Refusal | null {
  const allowed = may(actor, act, { ...subjectOf(context, record), ...(toAgentId ? { toAgentId } : {}) })
  return allowed === true ? null : allowed
}

export function maySee(context: Context, actor: Actor, record: InteractionRecord): boolean {
  return may(actor, 'see-interaction', subjectOf(context, record)) === true
}
