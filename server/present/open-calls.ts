/** The open calls that a person may see: their own, and for supervisors all. */
import type { AgentId } from '#core/id.ts'
import { isAtLeast, type Role } from '#core/permission/role.ts'
import type { CallView } from '#protocol/call.ts'
import { aboutCall } from '../act/call-news.ts'
import type { Context } from '../context.ts'
import { readOpenCalls, readOpenCallsOf } from '../store/call-record.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { asSeenBy, toCallView } from './call-view.ts'

export async function openCallsFor(
  context: Context,
  { agentId, role }: { readonly agentId: AgentId; readonly role: Role },
): Promise<readonly CallView[]> {
  const { database } = context
  const isSupervisor = isAtLeast(role, 'supervisor')
  const records = isSupervisor ? await readOpenCalls(database) : await readOpenCallsOf(database, agentId)
  return await Promise.all(
    records.map(async (record) => {
      const { interactionId } = record.call
      const interaction = interactionId ? await readInteraction(database, interactionId) : null
      return asSeenBy(toCallView(record, aboutCall(context, interaction)), { agentId, isSupervisor })
    }),
  )
}
