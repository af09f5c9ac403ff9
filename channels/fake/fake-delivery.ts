/** The pure half of both fakes: what the provider's things and replies mean to us. */
import type { MessageId } from '#core/id.ts'
import type { Abilities, Accepted, ChannelHost, Delivery, InboundEvent } from '../channel.ts'
import type { Answer } from '../contract.ts'
import type { FakeReply, FakeThing } from './fake-provider.ts'

export const fakeAbilities: Abilities = {
  acts: ['text'],
  textLimit: 200,
  files: { kinds: ['image/png'], maximumBytes: 1_000, perMessage: 2 },
  replyWindowMs: null,
  agentMayStart: true,
  quotes: true,
  marks: ['delivered', 'read'],
}

export function toEvent(thing: FakeThing, at: number): InboundEvent {
  if (thing.kind === 'status')
    return { type: 'marked', user: thing.to, upTo: { messageId: thing.of as MessageId }, as: thing.as, at }
  return {
    type: 'message',
    user: thing.from,
    externalId: thing.id,
    at,
    text: thing.text,
    fileIds: [],
    person: {},
    ...(thing.answers === undefined ? {} : { quoted: { externalId: thing.answers } }),
  }
}

export function toAnswer(accepted: Accepted, host: Pick<ChannelHost, 'errorText'>): Answer {
  return accepted.kept
    ? { as: 'acknowledged' }
    : { as: 'refused', told: host.errorText(accepted.refused, 'es', accepted.details) }
}

export function toDelivery(reply: FakeReply | null): Delivery {
  if (reply === null) return { outcome: 'retry', afterMs: 1_000, reason: 'the provider cannot be reached' }
  switch (reply.status) {
    case 200:
      return { outcome: 'accepted', externalId: reply.id }
    case 429:
      return { outcome: 'retry', afterMs: 5_000, reason: reply.problem }
    case 400:
      return { outcome: 'rejected', reason: reply.problem }
    case 401:
      return { outcome: 'unauthorised', reason: reply.problem }
  }
}
