import type { QueueId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import type { Context } from '../context.ts'
import type { SignedIn } from './signed-in.ts'

/** Who is signed in, with the queues that person is a member of now. */
export function actorOf(context: Context, who: SignedIn): Actor {
  const queues = context.configuration.agent(who.agentId)?.queues ?? []
  return { agentId: who.agentId, role: who.role, queueIds: queues.map(({ queueId }): QueueId => queueId) }
}
