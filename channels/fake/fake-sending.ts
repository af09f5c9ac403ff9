/** Handing an act to the fake provider; the same for both fakes. */
import { beyondAbilities } from '../beyond-abilities.ts'
import type { ChannelHost, Delivery, OutboundAct } from '../channel.ts'
import { fakeAbilities, toDelivery } from './fake-delivery.ts'
import type { FakeHandOver, FakeProvider, FakeReply } from './fake-provider.ts'

export interface SendingParts {
  readonly check: (act: OutboundAct) => Delivery | null
  readonly toHandOver: (act: OutboundAct) => FakeHandOver
  readonly toDelivery: (reply: FakeReply | null) => Delivery
}

export const soundSending: SendingParts = {
  check: (act) => beyondAbilities(act, fakeAbilities),
  toHandOver: (act) => ({
    to: act.user,
    key: act.messageId,
    text: act.text,
    fileIds: act.files.map((file) => file.id),
    answers: act.quote?.externalId ?? null,
  }),
  toDelivery,
}

export async function sendFake(
  provider: FakeProvider,
  secret: string,
  host: ChannelHost,
  act: OutboundAct,
  parts: SendingParts,
): Promise<Delivery> {
  const refusal = parts.check(act)
  if (refusal) return refusal
  const delivery = parts.toDelivery(await provider.take(secret, parts.toHandOver(act)).catch(() => null))
  if (delivery.outcome === 'unauthorised') host.reportHealth({ ok: false, reason: delivery.reason })
  if (delivery.outcome === 'accepted') host.reportHealth({ ok: true })
  return delivery
}
