/** The contract's trial of a channel that asks its provider. */
import type { ChannelTrial, TrialCustomer } from '../contract.ts'
import { askedChannel, soundAsked, type AskedParts } from './asked-channel.ts'
import { FakeMailbox } from './fake-mailbox.ts'
import { FakeProvider, fakeSecret, type FakeThing } from './fake-provider.ts'

export function askedTrial(
  name = 'a channel that asks its provider',
  parts: AskedParts = soundAsked,
): ChannelTrial {
  const settings = { password: fakeSecret, everyMs: 60_000 }
  return {
    name,
    channel: askedChannel(new FakeProvider(), new FakeMailbox(), parts),
    settings,
    wrongSettings: [
      { settings: { password: 'short' }, field: 'password' },
      { settings: { ...settings, everyMs: 1 }, field: 'everyMs' },
    ],
    declines: {
      'forged-refused':
        'Nobody can call this channel: it asks over a connection that it opened and signed in to itself.',
    },
    async begin(host) {
      const provider = new FakeProvider()
      const mailbox = new FakeMailbox()
      const open = await askedChannel(provider, mailbox, parts).open(settings, host)

      function customer(): TrialCustomer {
        const from = provider.newPerson()
        const toThing = ({ externalId, text }: { externalId: string; text: string }): FakeThing => ({
          kind: 'message',
          from,
          id: externalId,
          text,
        })
        const inbox = () => provider.inboxes.get(from) ?? []
        return {
          async say(externalId, text) {
            const [answer] = await mailbox.put([toThing({ externalId, text })])
            return answer ?? { as: 'again' }
          },
          sayAll: (things) => mailbox.put(things.map(toThing)),
          received: () => inbox().map((handed) => handed.text),
          answers: () => inbox().map((handed) => handed.answers),
          async mark(as) {
            await mailbox.put([{ kind: 'status', of: inbox().at(-1)?.key ?? '', to: from, as }])
          },
        }
      }

      return {
        open,
        customer: async () => customer(),
        forge: async () => ({ as: 'again' }),
        fail: (how) => (provider.failure = how),
        handedOver: () => provider.handedOver,
        connections: () => mailbox.connections,
        end: async () => undefined,
      }
    },
  }
}
