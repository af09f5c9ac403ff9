/** What can be asked of one conversation at the double: its quotes and searching in it, decided by the same core. */
import { previewOf } from '#core/interaction/summary.ts'
import { excerptAround } from '#core/search/excerpt.ts'
import { foldText, searchWords } from '#core/search/fold-text.ts'
import type { InteractionId } from '#core/id.ts'
import type { ConversationSearch } from '#protocol/conversation-search.ts'
import type { MessageQuote, MessageView } from '#protocol/message.ts'
import type { Centre } from './centre.ts'

export function quoteFrom(
  centre: Centre,
  id: InteractionId,
  messageId: string | null | undefined,
): MessageQuote | null {
  const message = centre.messages.get(id)?.find((one) => one.id === messageId)
  if (!message || message.direction === 'system' || message.author.kind === 'system') return null
  const { position, direction, author, text, files } = message
  return {
    messageId: message.id,
    position,
    direction,
    name: author.name,
    excerpt: previewOf(text, files, 200),
  }
}

export function searchIn(centre: Centre, id: InteractionId, asked: URLSearchParams): ConversationSearch {
  const words = searchWords(asked.get('q') ?? '')
  const before = Number(asked.get('before') ?? Infinity)
  const limit = Number(asked.get('limit') ?? 100)
  const found = (centre.messages.get(id) ?? [])
    .filter(({ direction, position }) => direction !== 'system' && position < before)
    .filter((message) => words.every((word) => foldText(searched(message)).includes(word)))
    .toReversed()
  const hits = found.slice(0, limit).map((message) => ({
    messageId: message.id,
    position: message.position,
    direction: message.direction === 'in' ? ('in' as const) : ('out' as const),
    name: message.author.kind === 'system' ? '' : message.author.name,
    at: message.at,
    excerpt: excerptAround(searched(message), words, 160),
  }))
  return { hits, total: found.length, hasMore: found.length > limit }
}

const searched = ({ text, files }: MessageView): string =>
  [text, ...files.map(({ name }) => name)].filter((part) => part !== '').join(' · ')
