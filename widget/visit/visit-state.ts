/** What a visit shows, and what it is given to live on. */
import type { FileView } from '#protocol/message.ts'
import type { Language } from '#protocol/text.ts'
import type { WidgetConfig } from '#protocol/widget.ts'
import type { Clock } from '../net/clock.ts'
import type { LineState, Wire } from '../net/line.ts'
import type { SaidQuote, Unsent } from './outbox.ts'
import type { Shelf } from './shelf.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

export type Draft = {
  readonly text: string
  readonly files: readonly FileView[]
  readonly quote?: SaidQuote | null
}

export type VisitState = {
  readonly story: Story
  readonly unsent: readonly Unsent[]
  readonly line: LineState
  readonly stage: Stage
  /** The form was sent and the conversation is not there yet. */
  readonly isStarting: boolean
  /** Why the last form was refused, in the visitor's words. */
  readonly startProblem: string | null
  readonly unread: number
}

export interface VisitParts {
  readonly config: WidgetConfig
  readonly shelf: Shelf
  readonly clock: Clock
  readonly newSession: () => Promise<string>
  readonly dial: () => Wire
  readonly language: () => Language
  readonly page: () => string
  readonly newId: () => string
}
