import { useMemo, useSyncExternalStore } from 'react'
import type { Workspace } from '#protocol/workspace.ts'
import type { Desk } from './desk.ts'

/** The workspace with what the agent has just wished for in it, before the server has confirmed it. */
export function useWishedWorkspace(workspace: Workspace, desk: Desk | null): Workspace {
  const wished = useSyncExternalStore(
    desk?.preferences.wished.subscribe ?? never,
    desk?.preferences.wished.get ?? nothing,
  )
  return useMemo(() => {
    const { agent } = workspace
    return { ...workspace, agent: { ...agent, preferences: { ...agent.preferences, ...wished } } }
  }, [workspace, wished])
}

const none = {}
const nothing = (): Partial<Workspace['agent']['preferences']> => none
const never = (): (() => void) => () => {}
