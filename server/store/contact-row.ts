/** Contacts, their addresses and their cases. */
import type {
  AddressId,
  AgentId,
  CaseId,
  ChannelAccountId,
  ContactId,
  DispositionId,
  InteractionId,
  QueueId,
  TagId,
} from '#core/id.ts'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AddressView, CaseValue, NoteBrief } from '#protocol/interaction.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type ContactRow = {
  id: ContactId
  name: string
  language: string | null
  attributes: Record<string, CaseValue>
  created_at: number
}

const readOne = statement<ContactRow, [id: ContactId]>(
  'contact.read',
  'select id, name, language, attributes, created_at from contact where id = $1',
)
const byAccountAddress = statement<ContactRow, [accountId: ChannelAccountId, value: string]>(
  'contact.by-account-address',
  `select c.id, c.name, c.language, c.attributes, c.created_at from address a join contact c on c.id = a.contact_id
   where a.account_id = $1 and a.normalised = $2`,
)
const byAddress = statement<ContactRow, [kind: string, value: string]>(
  'contact.by-address',
  `select c.id, c.name, c.language, c.attributes, c.created_at from address a join contact c on c.id = a.contact_id
   where a.account_id is null and a.kind = $1 and a.normalised = $2`,
)
const insertOne = statement<never, [id: ContactId, name: string, language: string | null, at: number]>(
  'contact.insert',
  'insert into contact (id, name, language, created_at) values ($1, $2, $3, $4)',
)
const renameOne = statement<never, [id: ContactId, name: string]>(
  'contact.rename',
  'update contact set name = $2, version = version + 1 where id = $1',
)
const insertAddressOne = statement<
  never,
  [
    id: AddressId,
    contactId: ContactId,
    kind: string,
    accountId: ChannelAccountId | null,
    value: string,
    normalised: string,
    at: number,
  ]
>(
  'address.insert',
  'insert into address (id, contact_id, kind, account_id, value, normalised, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
)
const addressesOf = statement<{ kind: AddressView['kind']; value: string }, [id: ContactId]>(
  'address.of-contact',
  'select kind, value from address where contact_id = $1 order by created_at, id',
)

export async function readContact(on: Queryable, id: ContactId): Promise<ContactRow | null> {
  return (await on.query(readOne, [id]))[0] ?? null
}

export async function contactByAccountAddress(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
): Promise<ContactRow | null> {
  return (await on.query(byAccountAddress, [accountId, user]))[0] ?? null
}

export async function contactByAddress(
  on: Queryable,
  kind: string,
  normalised: string,
): Promise<ContactRow | null> {
  return (await on.query(byAddress, [kind, normalised]))[0] ?? null
}

export async function insertContact(
  on: Queryable,
  contact: { id: ContactId; name: string; language: string | null; at: number },
): Promise<void> {
  await on.execute(insertOne, [contact.id, contact.name, contact.language, contact.at])
}

export async function renameContact(on: Queryable, id: ContactId, name: string): Promise<void> {
  await on.execute(renameOne, [id, name])
}

export async function insertAddress(
  on: Queryable,
  address: {
    id: AddressId
    contactId: ContactId
    kind: string
    accountId: ChannelAccountId | null
    value: string
    normalised: string
    at: number
  },
): Promise<void> {
  await on.execute(insertAddressOne, [
    address.id,
    address.contactId,
    address.kind,
    address.accountId,
    address.value,
    address.normalised,
    address.at,
  ])
}

export async function readAddresses(on: Queryable, id: ContactId): Promise<AddressView[]> {
  return await on.query(addressesOf, [id])
}

const insertCaseOne = statement<never, [id: CaseId, contactId: ContactId, data: object, at: number]>(
  'case.insert',
  'insert into contact_case (id, contact_id, data, created_at) values ($1, $2, $3, $4)',
)

export async function insertCase(
  on: Queryable,
  id: CaseId,
  contactId: ContactId,
  data: Readonly<Record<string, CaseValue>>,
  at: number,
): Promise<void> {
  await on.execute(insertCaseOne, [id, contactId, data, at])
}

export type PastInteractionRow = {
  id: InteractionId
  case_id: CaseId
  channel: ChannelKind
  account_id: ChannelAccountId
  queue_id: QueueId
  external_user: string
  state_name: string
  seq_offset: number
  message_count: number
  started_at: number
  ended_at: number | null
  closed_at: number | null
  last_owner_id: AgentId | null
  disposition_id: DispositionId | null
  preview: string | null
  tag_ids: TagId[]
  note: NoteBrief | null
}
const pastColumns = `id, case_id, channel, account_id, queue_id, external_user, state_name, seq_offset, message_count, started_at, ended_at, closed_at,
  last_owner_id, disposition_id, last_message ->> 'preview' as preview, tag_ids, note`
const ofContact = statement<PastInteractionRow, [id: ContactId, limit: number]>(
  'interaction.of-contact',
  `select ${pastColumns} from interaction where contact_id = $1 order by started_at desc, id desc limit $2`,
)
const lastOfCustomer = statement<PastInteractionRow, [accountId: ChannelAccountId, user: string]>(
  'interaction.last-of-customer',
  `select ${pastColumns} from interaction where account_id = $1 and external_user = $2 order by started_at desc, id desc limit 1`,
)
const lastInQueue = statement<{ last_owner_id: AgentId }, [id: ContactId, queueId: QueueId]>(
  'interaction.last-owner-in-queue',
  `select last_owner_id from interaction where contact_id = $1 and queue_id = $2 and last_owner_id is not null order by started_at desc limit 1`,
)

export async function readInteractionsOfContact(
  on: Queryable,
  id: ContactId,
  limit: number,
): Promise<PastInteractionRow[]> {
  return await on.query(ofContact, [id, limit])
}

export async function lastInteractionOfCustomer(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
): Promise<PastInteractionRow | null> {
  return (await on.query(lastOfCustomer, [accountId, user]))[0] ?? null
}

/** Who served this contact last in this queue (sticky routing). */
export async function lastOwnerInQueue(
  on: Queryable,
  id: ContactId,
  queueId: QueueId,
): Promise<AgentId | null> {
  return (await on.query(lastInQueue, [id, queueId]))[0]?.last_owner_id ?? null
}
