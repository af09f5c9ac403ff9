/** The message that another one answers: found among those of the same conversation, and kept beside the answer as it was shown then. */
import type { QuotedMessage } from '#channels/channel.ts'
import type { ChannelAccountId, InteractionId, MessageId } from '#core/id.ts'
import { previewOf } from '#core/interaction/summary.ts'
import type { FileView, MessageQuote } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

const longestExcerpt = 200

type QuotableRow = {
  id: MessageId
  position: number
  direction: 'in' | 'out'
  name: string
  text: string
  files: FileView[]
}

const columns = `m.id, m.position, m.direction, coalesce(nullif(m.author_name, ''), c.name) as name, m.text, m.files`

const readOne = statement<QuotableRow, [id: InteractionId, messageId: MessageId]>(
  'message.quotable',
  `select ${columns} from message m join interaction i on i.id = m.interaction_id join contact c on c.id = i.contact_id
   where m.id = $2 and m.interaction_id = $1 and m.direction <> 'system'`,
)

/** Null: it is not a message of this conversation, or nobody said it (a line of the system). */
export async function readQuote(
  on: Queryable,
  id: InteractionId,
  messageId: MessageId,
): Promise<MessageQuote | null> {
  return toQuote((await on.query(readOne, [id, messageId]))[0])
}

const readOfCustomer = statement<
  QuotableRow,
  [
    accountId: ChannelAccountId,
    user: string,
    id: string | null,
    position: number | null,
    externalId: string | null,
  ]
>(
  'message.quotable-by-customer',
  `select ${columns} from interaction i join message m on m.interaction_id = i.id join contact c on c.id = i.contact_id
   where i.account_id = $1 and i.external_user = $2 and i.state_name not in ('ended', 'closed') and m.direction <> 'system'
     and m.id in (
       select p.id from message p where p.interaction_id = $3 and p.position = $4::bigint
       union all
       select e.id from message e where e.account_id = $1 and e.external_user = $2 and e.external_id = $5)
   limit 1`,
)

/** Null: it is not of the customer's own open conversation. */
export async function readCustomerQuote(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
  quoted: { readonly externalId: string } | { readonly conversation: string; readonly position: number },
): Promise<MessageQuote | null> {
  const [id, position, externalId] =
    'externalId' in quoted ? [null, null, quoted.externalId] : [quoted.conversation, quoted.position, null]
  return toQuote((await on.query(readOfCustomer, [accountId, user, id, position, externalId]))[0])
}

function toQuote(row: QuotableRow | undefined): MessageQuote | null {
  if (!row) return null
  const { id, position, direction, name, text, files } = row
  return { messageId: id, position, direction, name, excerpt: previewOf(text, files, longestExcerpt) }
}

const readExternalId = statement<{ external_id: string | null }, [messageId: MessageId]>(
  'message.external-id',
  'select external_id from message where id = $1',
)

/** With the provider's own name for it, which an outgoing one has only since it was handed over. */
export async function toQuotedMessage(
  on: Queryable,
  { messageId, position, direction, excerpt }: MessageQuote,
): Promise<QuotedMessage> {
  const [row] = await on.query(readExternalId, [messageId])
  return { messageId, externalId: row?.external_id ?? null, position, direction, excerpt }
}
