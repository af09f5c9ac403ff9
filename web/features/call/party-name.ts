import type { PartyView } from '#protocol/call.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'

/** How somebody in a call is called. */
export function usePartyName(): (who: PartyView['who'] | null | undefined) => string {
  const workspace = useWorkspace()
  const { t } = useText()
  return (who) => {
    if (who?.kind === 'agent') return agentName(workspace, who.agentId) ?? t('call.somebody')
    if (who?.kind === 'number') return who.number
    return who?.name ? who.name : t('call.customer')
  }
}
