import { createContext, use } from 'react'
import type { AgentId, QueueId } from '#core/id.ts'
import type { Workspace } from '#protocol/workspace.ts'

export const WorkspaceContext = createContext<Workspace | null>(null)

/** The centre as the server described it: people, queues, reasons, trees. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (!workspace) throw new Error('There is no workspace around this component.')
  return workspace
}

export type WorkspaceQueue = Workspace['queues'][number]

export function useQueue(id: QueueId): WorkspaceQueue | null {
  return useWorkspace().queues.find((queue) => queue.id === id) ?? null
}

export function agentName(workspace: Workspace, id: AgentId): string | null {
  return workspace.agents.find((agent) => agent.id === id)?.name ?? null
}
