/** What the widget and its part for calls are to each other. The part is a script of its own, fetched when somebody wants to call. */
import type { Language } from '#protocol/text.ts'
import type { Words } from '../text/words.ts'
import type { Shelf } from '../visit/shelf.ts'
import type { Answers } from '../visit/answers.ts'

export interface CallPartParts {
  /** Where the centre is, and the voice account that is called. */
  readonly server: string
  readonly account: string
  readonly chat: {
    readonly account: string
    /** The chat's session, so that who calls and who writes are one person. */
    readonly token: () => Promise<string>
    /** What the visitor has told the chat's form, by key. */
    readonly answers: () => Answers
  }
  readonly shelf: Shelf
  readonly language: () => Language
  /** The widget's own words: questions and places in line are said alike. */
  readonly words: (language: Language) => Words
  readonly root: ShadowRoot
  /** Its shape, or whether there is a call, is another one. */
  readonly onChange: () => void
  /** The visitor goes on in the chat. */
  readonly onBack: () => void
}

export interface CallPart {
  readonly element: HTMLElement
  /** How much of the panel it takes: none of it, a strip above the chat, or all below the header. */
  readonly shape: 'none' | 'strip' | 'whole'
  /** Somebody is being called, waits or talks. */
  readonly isLive: boolean
  /** Shows the call there is, or asks before there is one. */
  open(): void
  /** After a reload: takes up the call there was, if it still is. */
  resume(): void
  focus(): void
  /** Goes one step back inside; false when there is none. */
  stepBack(): boolean
  /** The page's language is another one. */
  rebuild(): void
  /** Hangs up and forgets the caller. */
  forget(): void
}

export interface CallModule {
  readonly callPart: (parts: CallPartParts) => CallPart
}
