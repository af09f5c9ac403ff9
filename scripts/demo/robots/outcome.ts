/** What a robot chooses in the end: what the written conversation says, if the queue's tree has it, or anything that can be chosen. */
import { mayChoose } from '#core/disposition/may-choose.ts'
import { codeOf, codesOf, isArchived } from '#core/disposition/tree.ts'
import type { DispositionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { noAnswer } from '../centre/dispositions.ts'
import type { Script } from '../conversation/script.ts'
import type { Dice } from '../dice.ts'

/** Null: this queue has none to choose from. */
export function chooseOutcome(
  { queues, dispositionTrees }: Pick<Workspace, 'queues' | 'dispositionTrees'>,
  { queueId }: Pick<InteractionView, 'queueId'>,
  script: Script | null,
  dice: Dice,
): DispositionId | null {
  const queue = queues.find(({ id }) => id === queueId)
  const tree = dispositionTrees.find(({ id }) => id === queue?.dispositionTreeId)
  if (!queue || !tree || queue.dispositionPolicy === 'hidden') return null
  const wished = script ? [script.outcome] : Object.values(noAnswer)
  const fitting = wished.find((id) => id !== null && mayChoose(tree.nodes, id))
  if (fitting !== undefined && fitting !== null) return fitting
  const codes = codesOf(tree.nodes).filter((path) => !isArchived(path))
  return codes.length === 0 ? null : codeOf(dice.pick(codes)).id
}
