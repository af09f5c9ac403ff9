/** Whose a standard response is (V1). */
import type { QueueId, TeamId } from '../id.ts'
import { isAtLeast, type Role } from '../permission/role.ts'

export type ResponseScope = {
  readonly queueIds: readonly QueueId[]
  readonly teamIds: readonly TeamId[]
}

export type ResponseReader = {
  readonly role: Role
  readonly queueIds: readonly QueueId[]
  readonly teamIds: readonly TeamId[]
}

/** `conversationQueueId`: of the conversation it is for, which may have come from a queue that is not the agent's; null: none. */
export function mayUseResponse(
  { queueIds, teamIds }: ResponseScope,
  reader: ResponseReader,
  conversationQueueId: QueueId | null,
): boolean {
  if (queueIds.length === 0 && teamIds.length === 0) return true
  if (isAtLeast(reader.role, 'supervisor')) return true
  return (
    teamIds.some((id) => reader.teamIds.includes(id)) ||
    queueIds.some((id) => id === conversationQueueId || reader.queueIds.includes(id))
  )
}
