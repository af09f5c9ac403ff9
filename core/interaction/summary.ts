/**
 * What a list row shows of a conversation, and how each message changes it. The server keeps it in columns, the page folds live events into
 * it: with the same few lines, so that a row never disagrees with its conversation.
 */

export type LastMessage = { readonly direction: 'in' | 'out'; readonly preview: string; readonly at: number }

export type ConversationSummary = {
  /** Of all lines, the system's too: the last line's position. */
  readonly messageCount: number
  /** Incoming messages since the agent last looked. */
  readonly unread: number
  /** Position of the first of them; null: none. */
  readonly unreadFrom: number | null
  /** The last thing somebody said; what the system notes is not said by anybody. */
  readonly lastMessage: LastMessage | null
  /** Since when the customer has had no answer; null: the last word was ours. */
  readonly customerWaitingSince: number | null
}

export const emptySummary: ConversationSummary = {
  messageCount: 0,
  unread: 0,
  unreadFrom: null,
  lastMessage: null,
  customerWaitingSince: null,
}

export type SummarisedMessage = {
  readonly direction: 'in' | 'out' | 'system'
  readonly text: string
  readonly files: readonly { readonly name: string }[]
  readonly at: number
}

export function withMessage(
  summary: ConversationSummary,
  { direction, text, files, at }: SummarisedMessage,
): ConversationSummary {
  const messageCount = summary.messageCount + 1
  if (direction === 'system') return { ...summary, messageCount }
  const lastMessage: LastMessage = { direction, preview: previewOf(text, files), at }
  return direction === 'in'
    ? {
        messageCount,
        unread: summary.unread + 1,
        unreadFrom: summary.unreadFrom ?? messageCount,
        lastMessage,
        customerWaitingSince: summary.customerWaitingSince ?? at,
      }
    : { ...summary, messageCount, lastMessage, customerWaitingSince: null }
}

export function withRead(summary: ConversationSummary): ConversationSummary {
  return summary.unread === 0 ? summary : { ...summary, unread: 0, unreadFrom: null }
}

const longestPreview = 120

/** One line of at most 120 characters (or `longest`), never half of one; the files' names when there is no text. */
export function previewOf(
  text: string,
  files: readonly { readonly name: string }[],
  longest: number = longestPreview,
): string {
  const line = folded(text) || files.map((file) => folded(file.name)).join(', ')
  const characters = Array.from(line)
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}

const folded = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()
