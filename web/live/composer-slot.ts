/** The places in the composer that other features fill; the page's frame (desk-page.tsx) brings them together. */
import type { ReactNode, RefObject } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'

/** What is being written, as those in a slot see it. They change it through `desk.composers`, and join in by `useComposerGuest`. */
export type Writing = {
  readonly interaction: InteractionView
  readonly text: string
  readonly field: RefObject<HTMLTextAreaElement | null>
}

export type ComposerSlots = {
  /** Over the field, inside its frame: warnings, notices. Nothing there, nothing shown. */
  readonly above?: (writing: Writing) => ReactNode
  /** Among the buttons below the field, after the paper clip. */
  readonly tools?: (writing: Writing) => ReactNode
}
