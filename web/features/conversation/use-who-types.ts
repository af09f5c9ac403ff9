import { isOpen } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useLive } from '#web/live/desk-context.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'

/** Whoever writes in this conversation now: the customer, or the colleague who has it. */
export function useWhoTypes(interaction: InteractionView): string | null {
  const { id, contact } = interaction
  const workspace = useWorkspace()
  const isCustomer = useLive((model) => model.typing.has(id))
  const colleague = useLive((model) => model.agentTyping.get(id) ?? null)
  if (!isOpen(interaction)) return null
  if (isCustomer) return contact.name
  return colleague === null ? null : agentName(workspace, colleague)
}
