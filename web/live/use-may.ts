/** What the agent may do with an interaction now: allowed by the role (core/permission) and not refused by its state (core/interaction). */
import { useMemo } from 'react'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { stepInteraction } from '#core/interaction/step.ts'
import { interactionRules, type InteractionAct } from '#core/permission/interaction-act.ts'
import { isRefusal } from '#core/step.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { useWorkspace } from './workspace-context.ts'

export type May = Readonly<
  Record<
    'take' | 'assign' | 'transfer' | 'return' | 'end' | 'dispose' | 'close' | 'tag' | 'say' | 'changeCase',
    boolean
  >
>

/** Talked, not written. */
export const isSpoken = ({ channel }: Pick<InteractionView, 'channel'>): boolean => channel === 'voice'

/** To somebody else: whom exactly is chosen afterwards. */
const anybody = 'agt_anybody' as const

export function mayNow(
  interaction: InteractionView,
  { agent, queues }: Pick<Workspace, 'agent' | 'queues'>,
): May {
  const queue = queues.find(({ id }) => id === interaction.queueId)
  const actor = { agentId: agent.id, role: agent.role, queueIds: agent.queueIds }
  const isAllowed = (act: InteractionAct): boolean =>
    interactionRules[act](actor, {
      interaction,
      pastOwnerIds: [],
      membersMayAssign: queue?.membersMayAssign ?? false,
      toAgentId: anybody,
    })
  const isPossible = (event: InteractionEvent): boolean =>
    !isRefusal(stepInteraction(interaction, event, interaction.state.since))
  const { name } = interaction.state
  const others = queues.filter(
    ({ id, channels }) => id !== interaction.queueId && channels.includes(interaction.channel),
  )
  return {
    take:
      name === 'stored'
        ? isAllowed('take-stored')
        : isAllowed('take') && isPossible({ type: 'pulled', agentId: agent.id }),
    assign: isAllowed('assign') && isPossible({ type: 'assigned', agentId: anybody }),
    transfer: isAllowed('transfer') && name === 'active' && others.length > 0,
    return: isAllowed('return') && isPossible({ type: 'returned' }),
    end: isAllowed('end') && isPossible({ type: 'ended', by: 'agent' }),
    dispose:
      isAllowed('dispose') &&
      queue?.dispositionPolicy !== 'hidden' &&
      isPossible({ type: 'disposed', dispositionId: null, policy: 'optional' }),
    // Whether the disposition is missing is said when it is tried: the way to it must be seen.
    close: isAllowed('close') && name === 'ended',
    tag: isAllowed('tag') && name !== 'closed',
    say: isAllowed('say') && name === 'active' && !isSpoken(interaction),
    changeCase: isAllowed('change-case') && name !== 'closed',
  }
}

export function useMay(interaction: InteractionView): May {
  const workspace = useWorkspace()
  return useMemo(() => mayNow(interaction, workspace), [interaction, workspace])
}
