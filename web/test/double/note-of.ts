import type { AgentId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import type { SystemNote } from '#protocol/message.ts'
import { person, queueName } from './lookup.ts'

const firstName = (agentId: AgentId): string => person(agentId).name.split(' ')[0] ?? ''

/** The line an act leaves in the conversation; null: none. */
export function noteOf(event: InteractionEvent, by: AgentId): SystemNote | null {
  if (event.type === 'accepted' || event.type === 'pulled') {
    return { code: 'accepted', values: { agent: firstName(by) } }
  }
  if (event.type === 'assigned') return { code: 'accepted', values: { agent: firstName(event.agentId) } }
  if (event.type === 'returned') return { code: 'returned' }
  if (event.type === 'transferred') {
    return { code: 'transferred', values: { queue: queueName(event.queueId) } }
  }
  return event.type === 'ended' ? { code: 'ended-by-agent', values: { agent: firstName(by) } } : null
}
