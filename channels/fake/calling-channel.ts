/**
 * A fake channel whose provider calls us: one POST carries one thing or several, signed with a shared secret, and the answer says of
 * each what became of it. It is made of parts, so that a test can break exactly one.
 */
import { z } from 'zod'
import type { Accepted, Channel, ChannelHost, InboundEvent } from '../channel.ts'
import type { Answer } from '../contract.ts'
import { keeper, type Keeper } from '../keeper.ts'
import { fakeAbilities, toAnswer, toEvent } from './fake-delivery.ts'
import type { FakeProvider, FakeThing } from './fake-provider.ts'
import { sendFake, soundSending, type SendingParts } from './fake-sending.ts'

export const callingSettings = z.object({
  secret: z
    .string()
    .min(8)
    .meta({
      secret: true,
      label: { es: 'Secreto compartido', en: 'Shared secret' },
      help: {
        es: 'Ocho caracteres o más; el proveedor firma con él.',
        en: 'Eight characters or more; the provider signs with it.',
      },
    }),
})
export type CallingSettings = z.infer<typeof callingSettings>

export interface CallingParts extends SendingParts {
  readonly settings: z.ZodType<CallingSettings>
  readonly isGenuine: (request: Request, secret: string) => boolean
  readonly keeper: (host: ChannelHost) => Keeper
  readonly keepAll: (
    events: readonly InboundEvent[],
    keep: (event: InboundEvent) => Promise<Answer>,
  ) => Promise<Answer[]>
  readonly toAnswer: (accepted: Accepted, host: ChannelHost) => Answer
  readonly atEnd: (keeping: Keeper) => Promise<void>
}

export const soundCalling: CallingParts = {
  ...soundSending,
  settings: callingSettings,
  isGenuine: (request, secret) => request.headers.get('x-secret') === secret,
  keeper,
  async keepAll(events, keep) {
    const answers: Answer[] = []
    for (const event of events) answers.push(await keep(event))
    return answers
  },
  toAnswer,
  atEnd: (keeping) => keeping.idle(),
}

export function callingChannel(
  provider: FakeProvider,
  parts: CallingParts = soundCalling,
): Channel<CallingSettings> {
  return {
    kind: 'telegram',
    settings: parts.settings,
    can: fakeAbilities,
    async open({ secret }, host) {
      const keeping = parts.keeper(host)
      let isOpen = true
      const keep = async (event: InboundEvent): Promise<Answer> => {
        try {
          return parts.toAnswer(await keeping.keep(event), host)
        } catch {
          host.log('warn', 'not kept; the provider delivers it again', { kind: event.type })
          return { as: 'again' }
        }
      }
      return {
        async receive(request) {
          if (!isOpen) return new Response(null, { status: 503 })
          if (!parts.isGenuine(request, secret))
            return new Response('the secret is not right', { status: 401 })
          const { things } = (await request.json()) as { things: FakeThing[] }
          return Response.json(
            await parts.keepAll(
              things.map((thing) => toEvent(thing, host.now())),
              keep,
            ),
          )
        },
        send: (act) => sendFake(provider, secret, host, act, parts),
        async close() {
          isOpen = false
          await parts.atEnd(keeping)
        },
      }
    },
  }
}
