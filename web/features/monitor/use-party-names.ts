import type { PartyView } from '#protocol/call.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'

/** Who they are, one after the other. */
export function usePartyNames(): (parties: readonly PartyView[]) => string {
  const { t } = useText()
  const workspace = useWorkspace()
  const nameOf = ({ who }: PartyView): string => {
    if (who.kind === 'agent') return agentName(workspace, who.agentId) ?? t('monitor.agent')
    if (who.kind === 'number') return who.number
    return who.name === '' ? t('monitor.customer') : who.name
  }
  return (parties) => parties.map(nameOf).join(', ')
}
