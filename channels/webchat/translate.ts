/** Between the widget's words (protocol/widget.ts) and the server's (channel.ts). Pure. */
import { maximumMessageLength, type MessageState, type SystemNote } from '#protocol/message.ts'
import type { VisitorMessage, WidgetConfig, WidgetServerFrame } from '#protocol/widget.ts'
import type { Accepted, CustomerMessage, CustomerNews } from '../channel.ts'
import { fileKinds } from '../file-kind.ts'
import { toFormFields } from '../visitor-form.ts'
import type { WebChatSettings } from './settings.ts'

/** A `clientId` is only the visitor's own: two visitors may choose the same, so the visitor is part of the id. */
export function toExternalId(user: string, clientId: string): string {
  return `${user}/${clientId}`
}

function toClientId(externalId: string | null): string | null {
  return externalId === null ? null : externalId.slice(externalId.indexOf('/') + 1)
}

const from = { in: 'me', out: 'agent', system: 'system' } as const

export function toVisitorMessage(message: CustomerMessage): VisitorMessage {
  return {
    seq: message.seq,
    conversation: message.conversation,
    position: message.position,
    clientId: toClientId(message.externalId),
    from: from[message.direction],
    name: message.authorName,
    text: message.text,
    note: message.note as SystemNote | null,
    quote: message.quote && {
      position: message.quote.position,
      from: from[message.quote.direction],
      name: message.quote.name,
      excerpt: message.quote.excerpt,
    },
    files: message.files.map(({ id, name, mime, sizeBytes, width, height }) => ({
      id,
      name,
      mime,
      sizeBytes,
      ...(width !== undefined && height !== undefined && { width, height }),
    })),
    state: message.state as MessageState,
    at: message.at,
  }
}

/** Null: not of this channel (calls are of a voice account). */
export function toFrame(news: CustomerNews): WidgetServerFrame | null {
  if (news.type === 'call') return null
  return news.type === 'message' ? { type: 'message', message: toVisitorMessage(news.message) } : news
}

export function toKept(clientId: string, accepted: Extract<Accepted, { kept: true }>): WidgetServerFrame {
  const { seq, position, conversation, at } = accepted
  return { type: 'kept', clientId, seq, position, conversation, at }
}

/** The media types that visitors may send. */
export function acceptedKinds(settings: Pick<WebChatSettings, 'files'>): readonly string[] {
  return settings.files.allowed
    ? settings.files.groups.flatMap((group): readonly string[] => fileKinds[group])
    : []
}

/** What everybody may know of the settings; where answers are kept is not part of it. */
export function toConfig(
  account: string,
  settings: WebChatSettings,
  hours: { readonly open: boolean; readonly changesAt: number | null },
): WidgetConfig {
  const { title, greeting, preChat, accent, side, closedText, acceptsWhenClosed, files, callAccountId } =
    settings
  return {
    account,
    title,
    greeting,
    preChat: toFormFields(preChat),
    theme: { accent, side },
    open: hours.open,
    opensAt: hours.open ? null : hours.changesAt,
    closedText,
    acceptsWhenClosed,
    call: callAccountId ? { account: callAccountId } : null,
    textLimit: maximumMessageLength,
    files: {
      allowed: files.allowed,
      maximumBytes: files.maximumBytes,
      perMessage: files.perMessage,
      accept: acceptedKinds(settings),
    },
  }
}
