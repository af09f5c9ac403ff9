import type { AgentId, QueueId } from '../id.ts'
import { refuse, type Refusal } from '../step.ts'
import type { Role } from './role.ts'

/** Who wants to do something: always a person of the centre, with the queues that person is a member of now. */
export type Actor = { readonly agentId: AgentId; readonly role: Role; readonly queueIds: readonly QueueId[] }

export type PermissionRefusal = 'not-allowed' | 'last-owner'

/** Details say what was wanted and by which role, so that a screen can say whom to ask. */
export function notAllowed(actor: Actor, act: string): Refusal<'not-allowed'> {
  return refuse('not-allowed', { act, role: actor.role })
}
