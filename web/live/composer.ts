/**
 * The way into what the agent is writing, for those who are not the composer: standard responses, the palette, emoji, drafts. The composer of the
 * open conversation registers itself here, and guests join it; they do not know each other.
 */
import type { InteractionId } from '#core/id.ts'
import type { FileView, MessageQuote } from '#protocol/message.ts'

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
  /** The message that the one being written answers; null: none any more. */
  readonly quote: (quote: MessageQuote | null) => void
  readonly quoted: () => MessageQuote | null
  /** More files, wherever the caret is. */
  readonly attach: (files: readonly FileView[]) => void
  readonly focus: () => void
}

/** Somebody who looks over the agent's shoulder while a message is written. Each member is asked only when it is there. */
export type ComposerGuest = {
  /** A key in the field, before the composer looks at it. True: it was the guest's and means nothing else. */
  readonly onKeyDown?: (event: KeyboardEvent) => boolean
  /** The text or the place of the caret has changed. */
  readonly onTyped?: (text: string, caret: number) => void
  /** Send was asked for. False: not now, and the guest shows why. Guests are asked in the order in which they came, until one objects. */
  readonly maySend?: (text: string) => boolean
  /** The text as it goes out, when it may: each guest is given what the one before has made of it. */
  readonly toSend?: (text: string) => string
}

export type Composers = {
  /** The composer of a conversation on the screen. Returns how to take it away again. */
  readonly register: (access: ComposerAccess) => () => void
  readonly of: (id: InteractionId) => ComposerAccess | null
  /** Returns how to leave. A guest may come before the composer does. */
  readonly join: (id: InteractionId, guest: ComposerGuest) => () => void
  readonly guestsOf: (id: InteractionId) => readonly ComposerGuest[]
}

export function createComposers(): Composers {
  const byId = new Map<InteractionId, ComposerAccess>()
  const guests = new Map<InteractionId, readonly ComposerGuest[]>()
  const guestsOf = (id: InteractionId): readonly ComposerGuest[] => guests.get(id) ?? []
  return {
    register(access) {
      byId.set(access.interactionId, access)
      return () => {
        if (byId.get(access.interactionId) === access) byId.delete(access.interactionId)
      }
    },
    of: (id) => byId.get(id) ?? null,
    join(id, guest) {
      guests.set(id, [...guestsOf(id), guest])
      return () => {
        const others = guestsOf(id).filter((one) => one !== guest)
        if (others.length > 0) guests.set(id, others)
        else guests.delete(id)
      }
    },
    guestsOf,
  }
}
