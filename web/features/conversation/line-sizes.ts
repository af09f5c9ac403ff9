/**
 * How high the lines of a conversation were when it was last on the screen, and how high the place for them: coming back to it, the first frame
 * is the right one and nothing has to be measured and moved. Who resizes the window in between loses the gain and nothing else.
 */
import type { InteractionId } from '#core/id.ts'
import type { VirtualItem } from '@tanstack/react-virtual'
import { estimatedHeight, type TimelineItem } from './timeline-items.ts'

const keptConversations = 13

type Kept = { readonly lines: readonly VirtualItem[]; readonly sizes: ReadonlyMap<unknown, number> }

const byConversation = new Map<InteractionId, Kept>()
/** Of the place where the lines are: the same for all. */
let rect = { width: 0, height: 0 }

export function keepLineSizes(
  id: InteractionId,
  lines: readonly VirtualItem[],
  place: { readonly clientWidth: number; readonly clientHeight: number },
): void {
  rect = { width: place.clientWidth, height: place.clientHeight }
  byConversation.delete(id)
  byConversation.set(id, { lines, sizes: new Map(lines.map(({ key, size }) => [key, size])) })
  const [oldest] = byConversation.keys()
  if (byConversation.size > keptConversations && oldest) byConversation.delete(oldest)
}

/** What the virtual list begins with: at the end of these items. */
export function firstLook(id: InteractionId, items: readonly TimelineItem[]) {
  const kept = byConversation.get(id)
  const height = items.reduce((sum, item) => sum + (kept?.sizes.get(item.key) ?? estimatedHeight(item)), 0)
  return {
    initialRect: rect,
    initialOffset: Math.max(0, height - rect.height),
    initialMeasurementsCache: [...(kept?.lines ?? [])],
  }
}
