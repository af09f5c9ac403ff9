/** What can be done with a line of the timeline. */
export type LineActs = {
  /** Puts a text that was not sent back into the composer. */
  readonly reuse: (text: string) => void
  /** Answers this message; null: nothing can be said here. */
  readonly reply: ((position: number) => void) | null
  /** Leads to another message of the conversation. */
  readonly jump: (position: number) => void
}
