import type { RoutingAgent } from '../routing/snapshot.ts'
import { occupancy } from './counting.ts'
import { loadOf, readyChannels } from './may-take.ts'
import type { Presence } from './presence.ts'

/** What the matcher must know of a presence; the rest of a routing agent (queues, skills) is configuration. */
export type RoutingFacts = Pick<
  RoutingAgent,
  'id' | 'online' | 'readyOn' | 'load' | 'capacity' | 'idleSince' | 'occupancy'
>

export function toRoutingFacts(presence: Presence, at: number): RoutingFacts {
  return {
    id: presence.agentId,
    online: presence.online,
    readyOn: readyChannels(presence, at),
    load: loadOf(presence),
    capacity: presence.capacity,
    idleSince: presence.idleSince,
    occupancy: occupancy(presence, at),
  }
}
