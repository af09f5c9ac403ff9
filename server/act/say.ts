/** An agent says something: kept with its key, put in the outbox, and told to all screens, in one statement. */
import { ownerOf } from '#core/interaction/interaction.ts'
import type { InteractionId, MessageId } from '#core/id.ts'
import { previewOf } from '#core/interaction/summary.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import {
  maximumMessageLength,
  type FileView,
  type MessageQuote,
  type MessageView,
  type NewMessage,
} from '#protocol/message.ts'
import type { Language } from '#protocol/text.ts'
import type { Context } from '../context.ts'
import type { TellDraft } from '../live/draft-news.ts'
import { toMessageView } from '../present/message-view.ts'
import { readFilesOfAgent } from '../store/file-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { messageByClient } from '../store/message-row.ts'
import { readQuote } from '../store/quote-row.ts'
import { fillMessage } from './fill-message.ts'
import type { SayBatch } from './say-batch.ts'

export async function say(
  context: Context,
  sayBatch: SayBatch,
  actor: Actor,
  id: InteractionId,
  { clientId, text: written = '', fileIds = [], quotedMessageId = null, draftRevision = null }: NewMessage,
  tellDraft: TellDraft = () => {},
  language: Language = context.configuration.agent(actor.agentId)?.language ?? 'es',
): Promise<{ message: MessageView } | Refusal> {
  const tooLong = refuse('message-too-long', { limit: maximumMessageLength })
  if (written.length > maximumMessageLength) return tooLong
  if (written.trim() === '' && fileIds.length === 0) return refuse('message-empty')
  const filled = await fillMessage(context, actor, id, written, language)
  if (isRefusal(filled)) return (await saidBefore(context, actor, id, clientId)) ?? filled
  const { text } = filled
  if (text.length > maximumMessageLength) return tooLong
  const files = await readFilesOfAgent(context.database, actor.agentId, fileIds, context.now())
  if (files.length < new Set(fileIds).size)
    return (await saidBefore(context, actor, id, clientId)) ?? refuse('not-found')
  const quote = quotedMessageId ? await readQuote(context.database, id, quotedMessageId) : null
  if (quotedMessageId && !quote) return (await whyNot(context, actor, id)) ?? refuse('quote-unknown')
  const at = context.now()
  const name = context.configuration.agent(actor.agentId)?.name ?? ''
  const message = outgoing(context.newId('msg'), { actor, name, clientId, text, quote, files, at })
  const said = await sayBatch.say({
    interactionId: id,
    agentId: actor.agentId,
    accountId: null,
    externalUser: null,
    externalId: null,
    clientId,
    draftRevision,
    direction: 'out',
    authorName: name,
    message,
    lastMessage: { direction: 'out', preview: previewOf(text, files), at },
    at,
  })
  if (said.outcome === 'kept') {
    const { agentId } = actor
    if (said.draftRevision !== null)
      tellDraft({ interactionId: id, kind: 'reply', agentId, revision: said.draftRevision, isEmpty: true }, [
        agentId,
      ])
    return { message: { ...message, interactionId: id, position: said.position } }
  }
  return (
    (await saidBefore(context, actor, id, clientId)) ??
    (await whyNot(context, actor, id)) ??
    refuse('wrong-state')
  )
}

/** The same message said again is the message that was kept. */
async function saidBefore(
  context: Context,
  actor: Actor,
  id: InteractionId,
  clientId: string,
): Promise<{ message: MessageView } | null> {
  const before = await messageByClient(context.database, id, clientId)
  return before?.author_agent_id === actor.agentId ? { message: toMessageView(before) } : null
}

async function whyNot(context: Context, actor: Actor, id: InteractionId): Promise<Refusal | null> {
  const record = await readInteraction(context.database, id)
  if (!record) return refuse('not-found')
  const { name } = record.interaction.state
  if (name === 'ended' || name === 'closed') return refuse('interaction-ended')
  const owner = ownerOf(record.interaction)
  if (owner && owner !== actor.agentId)
    return refuse('taken-by-other', { agent: context.configuration.agent(owner)?.name ?? '…' })
  return name === 'active' || name === 'parked' ? null : refuse('wrong-state')
}

function outgoing(
  id: MessageId,
  {
    actor,
    name,
    clientId,
    text,
    quote,
    files,
    at,
  }: {
    actor: Actor
    name: string
    clientId: string
    text: string
    quote: MessageQuote | null
    files: readonly FileView[]
    at: number
  },
): Omit<MessageView, 'position' | 'interactionId'> {
  return {
    id,
    direction: 'out',
    author: { kind: 'agent', agentId: actor.agentId, name },
    text,
    note: null,
    quote,
    files,
    state: 'queued',
    reason: null,
    clientId,
    at,
    stateAt: at,
  }
}
