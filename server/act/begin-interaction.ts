/**
 * A customer begins (or goes on): find or make the contact, its case and its interaction. Two first messages of one customer at once make one
 * interaction, because everything here happens under a lock for this customer on this account.
 */
import type { Person } from '#channels/channel.ts'
import type { CaseId, ChannelAccountId, InteractionId } from '#core/id.ts'
import { isOpen } from '#core/hours/hours.ts'
import { openInteraction } from '#core/interaction/step.ts'
import { emptySummary } from '#core/interaction/summary.ts'
import type { CaseValue } from '#protocol/interaction.ts'
import type { Context } from '../context.ts'
import {
  contactByAccountAddress,
  contactByAddress,
  insertAddress,
  insertCase,
  insertContact,
  lastInteractionOfCustomer,
  lastOwnerInQueue,
  renameContact,
  type ContactRow,
  type PastInteractionRow,
} from '../store/contact-row.ts'
import { statement } from '../store/statement.ts'
import { beginCall } from './begin-call.ts'
import { addToCase } from './case-acts.ts'
import { nameOfNewcomer, normaliseAddress } from './newcomer.ts'
import type { Unit } from './unit.ts'

export type Customer = {
  readonly accountId: ChannelAccountId
  readonly user: string
  readonly person: Person
  readonly caseData: Readonly<Record<string, CaseValue>>
  /** The same person on another account: it is their contact, and the case that is open there. */
  readonly sameAs?: { readonly accountId: ChannelAccountId; readonly user: string }
}

const lockCustomer = statement<{ locked: null }, [key: string]>(
  'customer.lock',
  'select null as locked from (select pg_advisory_xact_lock(hashtextextended($1, 7))) as held',
)

/** What is written within this time after the last conversation belongs to the same case. */
const sameCaseMs = 24 * 3_600_000

/** The customer's open interaction, or a new one that waits. */
export async function beginInteraction(
  context: Context,
  unit: Unit,
  customer: Customer,
): Promise<InteractionId> {
  const { transaction, at } = unit
  await transaction.query(lockCustomer, [`${customer.accountId}|${customer.user}`])
  const last = await lastInteractionOfCustomer(transaction, customer.accountId, customer.user)
  if (last && last.state_name !== 'ended' && last.state_name !== 'closed') return last.id

  const account = context.configuration.channelAccount(customer.accountId)
  if (!account) throw new Error(`There is no channel account ${customer.accountId}.`)
  const queue = context.configuration.queue(account.queueId)
  if (!queue) throw new Error(`Channel account ${account.id} leads to no queue.`)

  const contact = await findOrMakeContact(context, unit, customer)
  const { sameAs } = customer
  const elsewhere = sameAs && (await lastInteractionOfCustomer(transaction, sameAs.accountId, sameAs.user))
  const before = [last, elsewhere].find((one) => one && isSameCase(one, at))
  const goesOn = before !== undefined && before !== null
  const caseId: CaseId = goesOn ? before.case_id : context.newId('cas')
  let caseData = customer.caseData
  if (goesOn) caseData = await addToCase(unit, caseId, customer.caseData)
  else await insertCase(transaction, caseId, contact.id, customer.caseData, at)

  const id = context.newId('int')
  const { state: interaction, effects } = openInteraction(
    {
      id,
      caseId,
      contactId: contact.id,
      channel: account.channel,
      accountId: account.id,
      direction: 'inbound',
      queueId: account.queueId,
      priority: 0,
      requiredSkills: [],
      preferredAgentId: queue.sticky.enabled
        ? await lastOwnerInQueue(transaction, contact.id, account.queueId)
        : null,
    },
    at,
  )
  await unit.open(
    {
      interaction,
      version: 1,
      summary: emptySummary,
      contactName: contact.name,
      caseData,
      tagIds: [],
      note: null,
      offerWhy: null,
      externalUser: customer.user,
      seqOffset: last ? last.seq_offset + last.message_count : 0,
      startedAt: at,
      endedAt: null,
      closedAt: null,
      lastOwnerId: null,
      pastOwnerIds: [],
    },
    effects,
  )
  await unit.note(id, { code: 'started' })
  if (account.channel === 'voice') await beginCall(context, unit, id)
  const hours = queue.hoursId ? context.configuration.hours(queue.hoursId) : null
  if (hours && !isOpen(hours, at)) await unit.note(id, { code: 'out-of-hours' })
  return id
}

/** What is open, or ended a short while ago. */
function isSameCase(one: PastInteractionRow, at: number): boolean {
  const isOver = one.state_name === 'ended' || one.state_name === 'closed'
  return !isOver || at - (one.closed_at ?? one.ended_at ?? 0) < sameCaseMs
}

async function findOrMakeContact(
  context: Context,
  unit: Unit,
  { accountId, user, person, sameAs }: Customer,
): Promise<Pick<ContactRow, 'id' | 'name'>> {
  const { transaction, at } = unit
  const known =
    (await contactByAccountAddress(transaction, accountId, user)) ??
    (sameAs && (await contactByAccountAddress(transaction, sameAs.accountId, sameAs.user))) ??
    (await contactByPerson(unit, person))
  const name = nameOfNewcomer(person)
  const contact = known ?? { id: context.newId('con'), name }
  if (!known) await insertContact(transaction, { ...contact, language: person.language ?? null, at })
  else if (person.name && isNameless(known.name)) await renameContact(transaction, known.id, name)
  const channel = context.configuration.channelAccount(accountId)?.channel ?? 'web-chat'
  // Who calls from a page is a visitor like who writes there; a telephone number is an address of its own kind.
  const kind = channel === 'voice' ? 'web-chat' : channel
  await insertAddress(transaction, {
    id: context.newId('adr'),
    contactId: contact.id,
    kind,
    accountId,
    value: user,
    normalised: user,
    at,
  })
  for (const [addressKind, value] of [
    ['email', person.email],
    ['phone', person.phone],
  ] as const) {
    const normalised = value ? normaliseAddress(addressKind, value) : null
    if (value && normalised)
      await insertAddress(transaction, {
        id: context.newId('adr'),
        contactId: contact.id,
        kind: addressKind,
        accountId: null,
        value,
        normalised,
        at,
      })
  }
  return person.name && isNameless(contact.name) ? { id: contact.id, name } : contact
}

async function contactByPerson(unit: Unit, person: Person): Promise<ContactRow | null> {
  const email = person.email ? normaliseAddress('email', person.email) : null
  const phone = person.phone ? normaliseAddress('phone', person.phone) : null
  const byEmail = email ? await contactByAddress(unit.transaction, 'email', email) : null
  return byEmail ?? (phone ? await contactByAddress(unit.transaction, 'phone', phone) : null)
}

function isNameless(name: string): boolean {
  return name === ''
}
