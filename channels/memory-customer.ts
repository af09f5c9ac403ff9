/**
 * One customer in the memory host: their conversations, their messages in one sequence, and the pages that follow them. It behaves as the
 * server does where a channel can tell: positions without gaps, news only of what is kept already.
 */
import type { CustomerConversation, CustomerMessage, CustomerNews, CustomerView } from './channel.ts'

type NewMessage = Pick<
  CustomerMessage,
  'externalId' | 'direction' | 'authorName' | 'text' | 'note' | 'quote' | 'files' | 'state' | 'at'
>

export class MemoryCustomer {
  readonly user: string
  readonly messages: CustomerMessage[] = []
  readonly followers = new Set<(news: CustomerNews) => void>()
  conversation: CustomerConversation | null = null
  line: { readonly position: number; readonly waitMs: number | null } | null = null
  #position = 0

  constructor(user: string) {
    this.user = user
  }

  get isOpen(): boolean {
    return this.conversation !== null && this.conversation.state !== 'ended'
  }

  tell(news: CustomerNews): void {
    for (const follower of this.followers) follower(news)
  }

  begin(
    id: string,
    place: { readonly position: number; readonly waitMs: number | null },
  ): CustomerConversation {
    const conversation: CustomerConversation = { id, state: 'waiting', agentName: null }
    this.conversation = conversation
    this.#position = 0
    this.tell({ type: 'conversation', conversation })
    this.stand(place)
    return conversation
  }

  stand(place: { readonly position: number; readonly waitMs: number | null }): void {
    this.line = place
    this.tell({ type: 'queue', ...place })
  }

  become(change: Partial<CustomerConversation>): void {
    if (!this.conversation) throw new Error(`${this.user} has no conversation`)
    this.conversation = { ...this.conversation, ...change }
    if (this.conversation.state !== 'waiting') this.line = null
    this.tell({ type: 'conversation', conversation: this.conversation })
  }

  add(said: NewMessage): CustomerMessage {
    if (!this.conversation) throw new Error(`${this.user} has no conversation`)
    const seq = this.messages.length + 1
    this.#position += 1
    const message: CustomerMessage = {
      seq,
      conversation: this.conversation.id,
      position: this.#position,
      ...said,
    }
    this.messages.push(message)
    this.tell({ type: 'message', message })
    return message
  }

  /** Moves what goes in `direction` up to `position` on to `state`; never back. */
  mark(
    conversation: string,
    position: number,
    direction: 'in' | 'out',
    state: 'delivered' | 'read' | 'failed',
  ): void {
    const order = ['received', 'queued', 'sending', 'sent', 'delivered', 'read']
    for (const [index, message] of this.messages.entries()) {
      if (
        message.conversation !== conversation ||
        message.direction !== direction ||
        message.position > position
      )
        continue
      if (order.indexOf(message.state) < order.indexOf(state) || state === 'failed')
        this.messages[index] = { ...message, state }
    }
  }

  findByExternalId(externalId: string): CustomerMessage | undefined {
    return this.messages.find((message) => message.externalId === externalId)
  }

  /** What another message of the open conversation answers. */
  find(
    quoted: { readonly externalId: string } | { readonly conversation: string; readonly position: number },
  ): CustomerMessage | undefined {
    return this.messages.find(
      (message) =>
        message.conversation === this.conversation?.id &&
        message.direction !== 'system' &&
        ('position' in quoted
          ? quoted.conversation === message.conversation && message.position === quoted.position
          : message.externalId === quoted.externalId),
    )
  }

  view(afterSeq: number): CustomerView {
    return {
      conversation: this.conversation,
      messages: this.messages.filter((message) => message.seq > afterSeq),
    }
  }
}
