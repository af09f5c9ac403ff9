import type { AgentId, QueueId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'

/** Who does it: always a signed-in person, as the configuration knows them now. */
export type Actor = { readonly agentId: AgentId; readonly role: Role; readonly queueIds: readonly QueueId[] }
