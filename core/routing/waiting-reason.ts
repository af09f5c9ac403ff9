/** Why something still waits (Q14): each reason is a question, asked in this order, that leaves nobody. */
import { candidatesFor, pausedUntil } from './candidate.ts'
import { channelBit } from './channel-mask.ts'
import type { Waiting } from './line.ts'
import { meets, stageAt } from './requirement.ts'
import { isReadyOn } from './roster.ts'
import type { WaitingReason } from './snapshot.ts'

export function waitingReason(waiting: Waiting, at: number): WaitingReason | null {
  const { line, channel, requirement, facts } = waiting
  if (!line.queue?.open) return 'queue-closed'
  const online = [...line.members.values()].map(({ agent }) => agent).filter((agent) => agent.facts.online)
  if (online.length === 0) return 'no-member-online'
  const ready = online.filter((agent) => isReadyOn(agent, channel))
  if (ready.length === 0) return 'no-member-ready'
  const stage = stageAt(requirement, facts.placeAt, at)
  const skilled = ready.filter((agent) => meets(agent.levels, stage))
  if (skilled.length === 0) return 'skill-missing'
  const willing = skilled.filter((agent) => at >= pausedUntil(waiting, agent.id))
  if (willing.length === 0) return 'everyone-declined'
  if (willing.every((agent) => (agent.free & channelBit(facts.channel)) === 0)) return 'everyone-busy'
  return candidatesFor(waiting, at).members.length === 0 ? 'waiting-for-preferred' : null
}
