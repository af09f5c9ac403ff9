import { pathOf } from '#core/disposition/path-of.ts'
import type { DispositionPolicy } from '#core/disposition/policy.ts'
import type { DispositionNode } from '#core/disposition/tree.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useQueue, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'

export type DispositionFacts = {
  readonly policy: DispositionPolicy
  readonly nodes: readonly DispositionNode[]
  /** The chosen one's full path; null: none chosen. */
  readonly path: string | null
}

export function useDisposition({ queueId, dispositionId }: InteractionView): DispositionFacts {
  const { language } = useText()
  const { dispositionTrees } = useWorkspace()
  const queue = useQueue(queueId)
  const nodes = dispositionTrees.find(({ id }) => id === queue?.dispositionTreeId)?.nodes ?? []
  return {
    policy:
      nodes.length === 0 && queue?.dispositionPolicy === 'optional'
        ? 'hidden'
        : (queue?.dispositionPolicy ?? 'hidden'),
    nodes,
    path: dispositionId === null ? null : (pathOf(nodes, dispositionId, language) ?? dispositionId),
  }
}
