/** Contacts by words; which words a row has is the schema's business (`name_words`, `address_words`). */
import type { AgentId, ContactId, QueueId } from '#core/id.ts'
import type { AddressView } from '#protocol/interaction.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type FoundContactRow = {
  id: ContactId
  name: string
  address: AddressView | null
  last_at: number | null
}

/** Of so many that match, the best are given: those whose name begins with what was asked, then the latest served. */
const mostCandidates = 200

const best = (visible: string): string => `
  with hit as (
    select id as contact_id, null::text as address_id from contact where name_words(name) @@ $1::tsquery
    union all
    select contact_id, id from address where kind <> 'web-chat' and address_words(kind, normalised) @@ $2::tsquery
  ),
  seen as materialized (
    select h.contact_id, max(h.address_id) as address_id from hit h ${visible} group by h.contact_id limit ${mostCandidates}
  )
  select c.id, c.name, address, last.started_at as last_at
  from seen
  join contact c on c.id = seen.contact_id
  left join lateral (
    select started_at from interaction i where i.contact_id = c.id order by started_at desc limit 1
  ) last on true
  left join lateral (
    select jsonb_build_object('kind', a.kind, 'value', a.value) as address from address a
    where a.contact_id = c.id and a.kind <> 'web-chat' order by (a.id = seen.address_id) desc, a.created_at, a.id limit 1
  ) a on true
  order by (lower(c.name) like $3) desc, last.started_at desc nulls last, c.name, c.id
  limit $4`

/** R2, over all interactions of the contact; of who asks the name of the parameter. */
const isVisible = (contactId: string, agentId: string, queueIds: string): string => `exists (
    select from interaction i where i.contact_id = ${contactId} and (
      i.owner_id = ${agentId} or i.last_owner_id = ${agentId} or ${agentId} = any (i.past_owner_ids)
      or (i.state_name in ('waiting', 'offered', 'stored') and i.queue_id = any (${queueIds}::text[]))
      or (i.state_name = 'offered' and exists (
        select from jsonb_array_elements(i.state -> 'offers') as offer where offer ->> 'agentId' = ${agentId}))))`

type Asked = [name: string, address: string, beginning: string, limit: number]
const searchAll = statement<FoundContactRow, Asked>('contact.search-all', best(''))
const searchOfAgent = statement<FoundContactRow, [...Asked, agentId: AgentId, queueIds: readonly QueueId[]]>(
  'contact.search-of-agent',
  best(`where ${isVisible('h.contact_id', '$5', '$6')}`),
)

const readVisible = statement<
  { visible: boolean },
  [id: ContactId, agentId: AgentId, queueIds: readonly QueueId[]]
>('contact.visible-to', `select ${isVisible('$1', '$2', '$3')} as visible`)

/** Whether this agent may see one of the contact's interactions, however long ago. */
export async function isContactVisibleTo(
  on: Queryable,
  id: ContactId,
  { agentId, queueIds }: { readonly agentId: AgentId; readonly queueIds: readonly QueueId[] },
): Promise<boolean> {
  return (await on.query(readVisible, [id, agentId, queueIds]))[0]?.visible ?? false
}

export type ContactWords = {
  /** As `tsquery`; empty: nothing is found so. */
  readonly name: string
  readonly address: string
  /** What the name begins with, for those that come first. */
  readonly beginning: string
}

/** `visibleTo` null: everybody's. */
export async function searchContacts(
  on: Queryable,
  { name, address, beginning }: ContactWords,
  limit: number,
  visibleTo: { readonly agentId: AgentId; readonly queueIds: readonly QueueId[] } | null,
): Promise<FoundContactRow[]> {
  const asked: Asked = [name, address, beginning, limit]
  return visibleTo === null
    ? await on.query(searchAll, asked)
    : await on.query(searchOfAgent, [...asked, visibleTo.agentId, visibleTo.queueIds])
}
