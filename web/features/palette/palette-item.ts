import type { ReactNode } from 'react'

export const groups = ['act', 'interaction', 'colleague', 'contact', 'response'] as const
export type Group = (typeof groups)[number]

/** One line of the palette. */
export type PaletteItem = {
  readonly id: string
  readonly group: Group
  readonly name: string
  readonly hint?: string | undefined
  readonly words?: string | undefined
  readonly icon?: ReactNode
  /** Its key now, as caps. */
  readonly keys?: readonly string[]
  /** Only when something was typed: there are too many of its kind. */
  readonly isOnlyFound?: boolean
  readonly run: () => void
}
