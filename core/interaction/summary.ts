/**
 * What a list row shows of a conversation, and how each message changes it. The server keeps it in columns and the page folds live events with
 * the same functions, so that both always show the same.
 */

export type LastMessage = { readonly direction: 'in' | 'out' | 'system'; readonly preview: string; readonly at: number }

export type ConversationSummary = {
  readonly messageCount: number
  /** What the customer said and no agent has seen. */
  readonly unread: number
  readonly lastMessage: LastMessage | null
  /** Since when the customer waits for an answer; null: nothing to answer. */
  readonly customerWaitingSince: number | null
}

export const emptySummary: ConversationSummary = { messageCount: 0, unread: 0, lastMessage: null, customerWaitingSince: null }

export type SummaryMessage = {
  readonly direction: 'in' | 'out' | 'system'
  readonly text: string
  readonly files: readonly { readonly name: string }[]
  readonly at: number
}

/** System lines count for the order of the conversation, but are nobody's last word. */
export function withMessage(summary: ConversationSummary, { direction, text, files, at }: SummaryMessage): ConversationSummary {
  const messageCount = summary.messageCount + 1
  if (direction === 'system') return { ...summary, messageCount }
  return {
    messageCount,
    unread: summary.unread + (direction === 'in' ? 1 : 0),
    lastMessage: { direction, preview: previewOf(text, files), at },
    customerWaitingSince: direction === 'in' ? (summary.customerWaitingSince ?? at) : null,
  }
}

export function withRead(summary: ConversationSummary): ConversationSummary {
  return { ...summary, unread: 0 }
}

const longestPreview = 120

/** One line of at most 120 characters; the files' names when nothing was written. */
export function previewOf(text: string, files: readonly { readonly name: string }[]): string {
  const line = (text.trim() === '' ? files.map((file) => file.name).join(', ') : text).trim().replaceAll(/\s+/g, ' ')
  const characters = [...line]
  return characters.length <= longestPreview ? line : `${characters.slice(0, longestPreview - 1).join('')}…`
}
