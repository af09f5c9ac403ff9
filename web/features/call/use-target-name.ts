import type { CallTarget } from '#protocol/call.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'

export function useTargetName(): (target: CallTarget) => string {
  const { agents, queues, teams } = useWorkspace()
  return (target) => {
    if ('number' in target) return target.number
    if ('agentId' in target) return agents.find(({ id }) => id === target.agentId)?.name ?? ''
    if ('queueId' in target) return queues.find(({ id }) => id === target.queueId)?.name ?? ''
    return teams.find(({ id }) => id === target.teamId)?.name ?? ''
  }
}
