import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Preferences, Workspace } from '#protocol/workspace.ts'
import { useDesk } from './desk-context.ts'
import { useWorkspace } from './workspace-context.ts'

/** What the agent prefers, and how to change it: at once here, kept on the server, taken back with a word when that failed. */
export function usePreferences() {
  const { api, tellProblem } = useDesk()
  const queries = useQueryClient()
  const { preferences } = useWorkspace().agent

  const save = useCallback(
    async (changes: Partial<Preferences>): Promise<void> => {
      const put = (make: (before: Preferences) => Preferences): void => {
        queries.setQueryData<Workspace>(['workspace'], (workspace) =>
          workspace
            ? { ...workspace, agent: { ...workspace.agent, preferences: make(workspace.agent.preferences) } }
            : workspace,
        )
      }
      const before = queries.getQueryData<Workspace>(['workspace'])?.agent.preferences
      put((now) => ({ ...now, ...changes }))
      const answer = await api.savePreferences(changes)
      if (answer.ok) return
      if (before) put(() => before)
      tellProblem(answer.problem)
    },
    [api, queries, tellProblem],
  )
  return [preferences, save] as const
}
