/** What customers do, as their channel reports it. Nothing is acknowledged before it is committed here. */
import type { Accepted, InboundEvent } from '#channels/channel.ts'
import type { ChannelAccountId, InteractionId, MessageId } from '#core/id.ts'
import { previewOf } from '#core/interaction/summary.ts'
import { isRefusal, refuse } from '#core/step.ts'
import {
  maximumMessageLength,
  type FileView,
  type MessageQuote,
  type MessageView,
} from '#protocol/message.ts'
import type { Context } from '../context.ts'
import { lastInteractionOfCustomer } from '../store/contact-row.ts'
import { appendEvents, type NewEvent } from '../store/event-log.ts'
import { readFilesOfCustomer } from '../store/file-row.ts'
import { messageByExternal } from '../store/message-row.ts'
import { readCustomerQuote } from '../store/quote-row.ts'
import { storable } from '../store/storable.ts'
import { markOutgoingUpTo, type ChangedMessage } from '../store/message-state.ts'
import { beginInteraction, type Customer } from './begin-interaction.ts'
import type { SayBatch } from './say-batch.ts'
import { act } from './unit.ts'

export type CustomerActs = { readonly context: Context; readonly sayBatch: SayBatch }

export async function receiveFromCustomer(
  { context, sayBatch }: CustomerActs,
  accountId: ChannelAccountId,
  reported: InboundEvent,
): Promise<Accepted> {
  const event = storable(reported)
  if (event.type === 'started') return await start(context, accountId, event)
  if (event.type === 'message') return await hear({ context, sayBatch }, accountId, event)
  if (event.type === 'marked') return await mark(context, accountId, event)
  return await leave(context, accountId, event)
}

async function start(
  context: Context,
  accountId: ChannelAccountId,
  event: InboundEvent & { type: 'started' },
): Promise<Accepted> {
  const { user, person, caseData, sameAs } = event
  const customer = { accountId, user, person, caseData, ...(sameAs && { sameAs }) }
  return await begin(context, customer)
}

async function begin(context: Context, customer: Customer): Promise<Accepted> {
  const done = await act(context, async (unit) => {
    const id = await beginInteraction(context, unit, customer)
    return { id, record: await unit.interaction(id) }
  })
  if (isRefusal(done))
    return { kept: false, refused: done.refused, ...(done.details ? { details: done.details } : {}) }
  const position = done.record?.summary.messageCount ?? 0
  return {
    kept: true,
    conversation: done.id,
    position,
    seq: (done.record?.seqOffset ?? 0) + position,
    at: context.now(),
    double: false,
  }
}

async function hear(
  { context, sayBatch }: CustomerActs,
  accountId: ChannelAccountId,
  event: InboundEvent & { type: 'message' },
): Promise<Accepted> {
  if (event.text.length > maximumMessageLength)
    return { kept: false, refused: 'message-too-long', details: { limit: maximumMessageLength } }
  if (event.text.trim() === '' && event.fileIds.length === 0) return { kept: false, refused: 'message-empty' }
  const files = await readFilesOfCustomer(
    context.database,
    accountId,
    event.user,
    event.fileIds,
    context.now(),
  )
  if (files.length < new Set(event.fileIds).size)
    return (await heardBefore(context, accountId, event)) ?? { kept: false, refused: 'not-found' }
  const { quoted } = event
  const quote = quoted ? await readCustomerQuote(context.database, accountId, event.user, quoted) : null
  const at = context.now()
  for (let tries = 0; tries < 3; tries += 1) {
    const said = await sayBatch.say({
      interactionId: null,
      agentId: null,
      accountId,
      externalUser: event.user,
      externalId: event.externalId,
      clientId: null,
      draftRevision: null,
      direction: 'in',
      authorName: event.person.name ?? null,
      message: incoming(context.newId('msg'), event, quote, files, at),
      lastMessage: { direction: 'in', preview: previewOf(event.text, files), at },
      at,
    })
    if (said.outcome === 'kept')
      return {
        kept: true,
        conversation: said.interactionId,
        position: said.position,
        seq: said.seq,
        at,
        double: false,
      }
    const before = await heardBefore(context, accountId, event)
    if (before) return before
    const begun = await begin(context, { accountId, user: event.user, person: event.person, caseData: {} })
    if (!begun.kept) return begun
  }
  return { kept: false, refused: 'unavailable' }
}

async function heardBefore(
  context: Context,
  accountId: ChannelAccountId,
  event: InboundEvent & { type: 'message' },
): Promise<Accepted | null> {
  const before = await messageByExternal(context.database, accountId, event.user, event.externalId)
  if (!before) return null
  return {
    kept: true,
    conversation: before.interaction_id,
    position: before.position,
    seq: before.seq_offset + before.position,
    at: before.at,
    double: true,
  }
}

function incoming(
  id: MessageId,
  event: InboundEvent & { type: 'message' },
  quote: MessageQuote | null,
  files: readonly FileView[],
  at: number,
): Omit<MessageView, 'position' | 'interactionId'> {
  return {
    id,
    direction: 'in',
    author: { kind: 'customer', name: event.person.name ?? '' },
    text: event.text,
    note: null,
    quote,
    files,
    state: 'received',
    reason: null,
    clientId: null,
    at,
    stateAt: at,
  }
}

export function messageChanged(changed: ChangedMessage, audience: NewEvent['audience']): NewEvent {
  return {
    type: 'message-changed',
    interactionId: changed.interaction_id,
    agentId: null,
    audience,
    body: { messageId: changed.id, position: changed.position, state: changed.state, reason: changed.reason },
  }
}

async function mark(
  context: Context,
  accountId: ChannelAccountId,
  event: InboundEvent & { type: 'marked' },
): Promise<Accepted> {
  const { upTo, as } = event
  if (!('conversation' in upTo) || as === 'failed')
    return { kept: false, refused: 'invalid-request', details: { problem: 'mark' } }
  const done = await act(context, async (unit) => {
    const record = await unit.interaction(upTo.conversation as InteractionId)
    if (!record || record.interaction.accountId !== accountId || record.externalUser !== event.user)
      return refuse('not-found')
    const owner =
      record.interaction.state.name === 'closed'
        ? []
        : 'agentId' in record.interaction.state
          ? [record.interaction.state.agentId]
          : []
    const audience = { agents: owner, customer: `${accountId}|${event.user}` }
    const changed = await markOutgoingUpTo(
      unit.transaction,
      record.interaction.id,
      upTo.position,
      as,
      unit.at,
    )
    await appendEvents(
      unit.transaction,
      changed.map((message) => messageChanged(message, audience)),
      unit.at,
    )
    return record
  })
  if (isRefusal(done)) return { kept: false, refused: done.refused }
  return {
    kept: true,
    conversation: upTo.conversation,
    position: upTo.position,
    seq: done.seqOffset + upTo.position,
    at: context.now(),
    double: false,
  }
}

async function leave(
  context: Context,
  accountId: ChannelAccountId,
  event: InboundEvent & { type: 'left' },
): Promise<Accepted> {
  const last = await lastInteractionOfCustomer(context.database, accountId, event.user)
  if (!last) return { kept: false, refused: 'not-found' }
  const done = await act(context, async (unit) => {
    const refused = await unit.applyToInteraction(last.id, { type: 'customer-left' })
    if (refused) return refused
    await unit.note(last.id, { code: 'ended-by-customer' })
    return last
  })
  if (isRefusal(done) && done.refused !== 'interaction-closed' && done.refused !== 'wrong-state')
    return { kept: false, refused: done.refused }
  return {
    kept: true,
    conversation: last.id,
    position: last.message_count,
    seq: last.seq_offset + last.message_count,
    at: context.now(),
    double: isRefusal(done),
  }
}
