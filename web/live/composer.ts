/**
 * The way into what the agent is writing, for those who are not the composer: standard responses, the palette, emoji. The composer of the open
 * conversation registers itself here; whoever inserts does not know it, and it does not know them.
 */
import type { InteractionId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'

/** What the composer lets others do. */
export type ComposerAccess = {
  readonly interactionId: InteractionId
  readonly text: () => string
  /** At the caret, or in place of `replacing` (positions in UTF-16 units); the caret stands behind it. Files are added to those attached. */
  readonly insert: (
    text: string,
    more?: {
      readonly files?: readonly FileView[]
      readonly replacing?: { readonly from: number; readonly to: number }
    },
  ) => void
  readonly focus: () => void
}

export type Composers = {
  /** The composer of a conversation on the screen. Returns how to take it away again. */
  readonly register: (access: ComposerAccess) => () => void
  readonly of: (id: InteractionId) => ComposerAccess | null
}

export function createComposers(): Composers {
  const byId = new Map<InteractionId, ComposerAccess>()
  return {
    register(access) {
      byId.set(access.interactionId, access)
      return () => {
        if (byId.get(access.interactionId) === access) byId.delete(access.interactionId)
      }
    },
    of: (id) => byId.get(id) ?? null,
  }
}
