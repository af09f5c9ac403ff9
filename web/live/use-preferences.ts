import { useDesk } from './desk-context.ts'
import { useWorkspace } from './workspace-context.ts'

/** What the agent prefers now, and how to change it: at once here, kept on the server, taken back with a word when that failed. */
export function usePreferences() {
  const { preferences } = useDesk()
  return [useWorkspace().agent.preferences, preferences.save] as const
}
