/** Why something still waits (Q14): each reason is a question, asked in this order, that leaves nobody. */
import { candidatesFor, pausedUntil } from './candidate.ts'
import type { Waiting } from './line.ts'
import { stageAt } from './requirement.ts'
import { isFreeOn, isReadyOn, isSkilled, type Roster } from './roster.ts'
import type { WaitingReason } from './snapshot.ts'

export function waitingReason(roster: Roster, waiting: Waiting, at: number): WaitingReason | null {
  const { line, channel, requirement, placeAt } = waiting
  if (!line.open) return 'queue-closed'
  const online = [...line.members.values()].filter((agent) => agent.facts.online)
  if (online.length === 0) return 'no-member-online'
  const ready = online.filter((agent) => isReadyOn(agent, channel))
  if (ready.length === 0) return 'no-member-ready'
  const stage = stageAt(requirement, placeAt, at)
  const skilled = ready.filter((agent) => isSkilled(agent, stage))
  if (skilled.length === 0) return 'skill-missing'
  const willing = skilled.filter((agent) => at >= pausedUntil(waiting, agent.id))
  if (willing.length === 0) return 'everyone-declined'
  if (!willing.some((agent) => isFreeOn(agent, channel))) return 'everyone-busy'
  return candidatesFor(roster, waiting, at).agents.length === 0 ? 'waiting-for-preferred' : null
}
