/** Reading interactions, conversations and contacts, each by who asks: permission is decided before a row leaves. */
import type { ContactId, InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { ContactView, InteractionView, messagePageQuery } from '#protocol/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import type { z } from 'zod'
import { maySee } from '../act/may-act-on.ts'
import type { Context } from '../context.ts'
import { readAddresses, readContact, readInteractionsOfContact } from '../store/contact-row.ts'
import { readInteraction, type InteractionRecord } from '../store/interaction-record.ts'
import { isContactVisibleTo } from '../store/contact-search-row.ts'
import { messagePositionAt, readMessagesAfter, readMessagesBefore } from '../store/message-row.ts'
import { toInteractionView } from './interaction-view.ts'
import { toMessageView } from './message-view.ts'
import { isAtLeast } from '#core/permission/role.ts'

const mostPast = 50
/** After every message there can be: the column's largest number. */
const lastPosition = 2_147_483_647

async function readVisible(
  context: Context,
  actor: Actor,
  id: InteractionId,
): Promise<InteractionRecord | Refusal> {
  const record = await readInteraction(context.database, id)
  // Who may not see it is not told whether it exists.
  return record && maySee(context, actor, record) ? record : refuse('not-found')
}

export async function seeInteraction(
  context: Context,
  actor: Actor,
  id: InteractionId,
): Promise<{ interaction: InteractionView } | Refusal> {
  const record = await readVisible(context, actor, id)
  return 'refused' in record ? record : { interaction: toInteractionView(record) }
}

type MessagePage = { messages: MessageView[]; hasOlder: boolean; hasNewer: boolean }

export async function readMessagePage(
  context: Context,
  actor: Actor,
  id: InteractionId,
  query: z.output<typeof messagePageQuery>,
): Promise<MessagePage | Refusal> {
  const record = await readVisible(context, actor, id)
  if ('refused' in record) return record
  const { database } = context
  const count = record.summary.messageCount
  const from =
    query.at === undefined
      ? query.after
      : Math.max(0, ((await messagePositionAt(database, id, query.at)) ?? count) - 1)
  const rows =
    from === undefined
      ? await readMessagesBefore(database, id, query.before ?? lastPosition, query.limit)
      : await readMessagesAfter(database, id, from, query.limit)
  const first = rows.at(0)?.position ?? 1
  const last = rows.at(-1)?.position ?? count
  return { messages: rows.map(toMessageView), hasOlder: first > 1, hasNewer: last < count }
}

/** A contact is seen by whoever may see one of its interactions. */
export async function seeContact(
  context: Context,
  actor: Actor,
  id: ContactId,
): Promise<{ contact: ContactView } | Refusal> {
  const contact = await readContact(context.database, id)
  if (!contact) return refuse('not-found')
  const seesOne =
    isAtLeast(actor.role, 'supervisor') || (await isContactVisibleTo(context.database, id, actor))
  if (!seesOne) return refuse('not-found')
  const past = await readInteractionsOfContact(context.database, id, mostPast)
  return {
    contact: {
      id: contact.id,
      name: contact.name,
      language: contact.language,
      attributes: contact.attributes,
      createdAt: contact.created_at,
      addresses: (await readAddresses(context.database, id)).filter((address) => address.kind !== 'web-chat'),
      interactions: past.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        channel: row.channel,
        accountId: row.account_id,
        queueId: row.queue_id,
        startedAt: row.started_at,
        closedAt: row.closed_at,
        agentName: row.last_owner_id ? (context.configuration.agent(row.last_owner_id)?.name ?? null) : null,
        dispositionId: row.disposition_id,
        preview: row.preview,
        tagIds: row.tag_ids,
        note: row.note,
      })),
    },
  }
}
