import { useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { newSince, type NewSince } from './new-since.ts'

/** Only for whoever answers: what is unread is unread by them. */
export function useNewSince({ summary }: InteractionView, isSeen: boolean, isMine: boolean): NewSince | null {
  const [line, setLine] = useState<NewSince | null>(() => newSince(null, summary, false))
  const next = newSince(line, summary, isSeen)
  if (next !== line) setLine(next)
  return isMine ? next : null
}
