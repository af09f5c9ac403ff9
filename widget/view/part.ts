/** What every part of the screen is given to show. */
import type { Language } from '#protocol/text.ts'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { Words } from '../text/words.ts'
import type { VisitState } from '../visit/visit-state.ts'

export type Shown = {
  readonly state: VisitState
  readonly config: WidgetConfig
  readonly words: Words
  readonly language: Language
  readonly now: number
}

export interface Part {
  readonly element: HTMLElement
  update(shown: Shown): void
}
