/** The contract's trial of a channel whose provider calls. */
import type { Answer, ChannelTrial, TrialCustomer } from '../contract.ts'
import { callingChannel, soundCalling, type CallingParts } from './calling-channel.ts'
import { FakeProvider, fakeSecret, type FakeThing } from './fake-provider.ts'

export function callingTrial(
  name = 'a channel whose provider calls',
  parts: CallingParts = soundCalling,
): ChannelTrial {
  const settings = { secret: fakeSecret }
  return {
    name,
    channel: callingChannel(new FakeProvider(), parts),
    settings,
    wrongSettings: [{ settings: { secret: 'short' }, field: 'secret' }],
    async begin(host) {
      const provider = new FakeProvider()
      const open = await callingChannel(provider, parts).open(settings, host)

      async function call(things: readonly FakeThing[], secret = fakeSecret): Promise<Answer[]> {
        const request = new Request('https://atiende.example/hooks/acc_memory', {
          method: 'POST',
          headers: { 'x-secret': secret, 'content-type': 'application/json' },
          body: JSON.stringify({ things }),
        })
        const response = await open.receive(request, '')
        if (response.ok) return (await response.json()) as Answer[]
        const told = await response.text()
        return things.map(() => (response.status < 500 ? { as: 'refused', told } : { as: 'again' }))
      }

      async function callOne(thing: FakeThing, secret?: string): Promise<Answer> {
        const [answer] = await call([thing], secret)
        return answer ?? { as: 'again' }
      }

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
          say: (externalId, text) => callOne(toThing({ externalId, text })),
          sayAll: (things) => call(things.map(toThing)),
          received: () => inbox().map((handed) => handed.text),
          answers: () => inbox().map((handed) => handed.answers),
          async mark(as) {
            await callOne({ kind: 'status', of: inbox().at(-1)?.key ?? '', to: from, as })
          },
        }
      }

      return {
        open,
        customer: async () => customer(),
        forge: () =>
          callOne(
            { kind: 'message', from: provider.newPerson(), id: 'forged-1', text: 'Hola' },
            'a wrong secret',
          ),
        fail: (how) => (provider.failure = how),
        handedOver: () => provider.handedOver,
        connections: () => 0,
        end: async () => undefined,
      }
    },
  }
}
