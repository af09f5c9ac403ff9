/** Words found in one conversation. It reads the conversation and nothing else, by its index of positions; folding is core's own (F1). */
import type { InteractionId, MessageId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type FoundMessage = {
  id: MessageId
  position: number
  direction: 'in' | 'out'
  name: string
  text: string
  files: FileView[]
  at: number
  total: number
}

/** `lower` and `normalize` as in `core/search/fold-text.ts`. */
const folded = (text: string): string =>
  String.raw`lower(regexp_replace(normalize(${text}, NFD), '[\u0300-\u036f]', '', 'g'))`

const search = statement<
  FoundMessage,
  [id: InteractionId, before: number, patterns: readonly string[], limit: number]
>(
  'message.search',
  `select m.id, m.position, m.direction, coalesce(nullif(m.author_name, ''), c.name) as name, m.text, m.files, m.at, f.total
   from (
     select m.id, count(*) over () as total from message m
     where m.interaction_id = $1 and m.position < $2::bigint and m.direction <> 'system'
       and ${folded(`case when m.files = '[]' then m.text else concat_ws(' ', m.text, (select string_agg(file ->> 'name', ' ') from jsonb_array_elements(m.files) file)) end`)}
         like all ($3)
     order by m.position desc limit $4
   ) f
   join message m on m.id = f.id join interaction i on i.id = m.interaction_id join contact c on c.id = i.contact_id
   order by m.position desc`,
)

/** `words` folded already. */
export async function searchMessages(
  on: Queryable,
  id: InteractionId,
  words: readonly string[],
  before: number,
  limit: number,
): Promise<FoundMessage[]> {
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
  return await on.query(search, [id, before, patterns, limit])
}
