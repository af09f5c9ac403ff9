import type { MessageView } from '#protocol/message.ts'
import type { Writing } from '#web/live/composer-slot.ts'
import { CrossingLine } from './crossing-line.tsx'
import type { LineActs } from './line-acts.ts'
import { useCrossing } from './use-crossing.ts'

type Props = {
  readonly writing: Writing
  readonly messages: readonly MessageView[]
  readonly hasNewer: boolean
  readonly isSeen: boolean
  readonly acts: LineActs
}

/** In the composer: it knows what is written, and its conversation what was said. */
export function CrossingNotice({ writing: { interaction, text }, messages, hasNewer, isSeen, acts }: Props) {
  const { arrived, isHeld } = useCrossing({ interaction, text, messages, hasNewer, isSeen })
  return <CrossingLine name={interaction.contact.name} arrived={arrived} isHeld={isHeld} onJump={acts.jump} />
}
