import { excerptAround } from '#core/search/excerpt.ts'
import { searchWords } from '#core/search/fold-text.ts'
import type { InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { ConversationSearch, conversationSearchQuery } from '#protocol/conversation-search.ts'
import type { z } from 'zod'
import { maySee } from '../act/may-act-on.ts'
import type { Context } from '../context.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { searchMessages, type FoundMessage } from '../store/message-search.ts'

const longestExcerpt = 160
/** After every message there can be: the column's largest number. */
const lastPosition = 2_147_483_647

/** Whoever may read a conversation may search it; who may not is not told whether it exists. */
export async function searchConversation(
  context: Context,
  actor: Actor,
  id: InteractionId,
  { q, before = lastPosition, limit }: z.output<typeof conversationSearchQuery>,
): Promise<ConversationSearch | Refusal> {
  const record = await readInteraction(context.database, id)
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  const words = searchWords(q)
  const found = words.length === 0 ? [] : await searchMessages(context.database, id, words, before, limit)
  const total = found[0]?.total ?? 0
  return { hits: found.map((row) => toHit(row, words)), total, hasMore: total > found.length }
}

function toHit({ id, position, direction, name, at, text, files }: FoundMessage, words: readonly string[]) {
  const said = [text, ...files.map((file) => file.name)].filter((part) => part !== '').join(' · ')
  return {
    messageId: id,
    position,
    direction,
    name,
    at,
    excerpt: excerptAround(said, words, longestExcerpt),
  }
}
