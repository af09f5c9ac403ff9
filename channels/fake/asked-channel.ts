/**
 * A fake channel that asks its provider, as e-mail does: at once when it is rung, and again and again in case the ring was missed. A look
 * that is still under way is not begun a second time; it is followed by another.
 */
import { z } from 'zod'
import type { Accepted, Channel, ChannelHost } from '../channel.ts'
import type { Answer } from '../contract.ts'
import { keeper, type Keeper } from '../keeper.ts'
import { fakeAbilities, toAnswer, toEvent } from './fake-delivery.ts'
import type { FakeMailbox, MailboxSession } from './fake-mailbox.ts'
import type { FakeProvider } from './fake-provider.ts'
import { sendFake, soundSending, type SendingParts } from './fake-sending.ts'

export const askedSettings = z.object({
  password: z
    .string()
    .min(8)
    .meta({
      secret: true,
      label: { es: 'Contraseña', en: 'Password' },
      help: { es: 'La del buzón.', en: 'The mailbox’s own.' },
    }),
  everyMs: z
    .number()
    .int()
    .min(1_000)
    .default(60_000)
    .meta({
      label: { es: 'Consultar cada', en: 'Ask every' },
      help: { es: 'En milisegundos, como mínimo 1000.', en: 'In milliseconds, at least 1000.' },
    }),
})
export type AskedSettings = z.infer<typeof askedSettings>

export interface AskedParts extends SendingParts {
  readonly looksOneAtATime: boolean
  readonly keeper: (host: ChannelHost) => Keeper
  readonly stopsAsking: boolean
  readonly toAnswer: (accepted: Accepted, host: ChannelHost) => Answer
}

export const soundAsked: AskedParts = {
  ...soundSending,
  looksOneAtATime: true,
  keeper,
  stopsAsking: true,
  toAnswer,
}

export function askedChannel(
  provider: FakeProvider,
  mailbox: FakeMailbox,
  parts: AskedParts = soundAsked,
): Channel<AskedSettings> {
  return {
    kind: 'email',
    settings: askedSettings,
    can: fakeAbilities,
    async open({ password, everyMs }, host) {
      const keeping = parts.keeper(host)
      let isOpen = true
      let isRungMeanwhile = false
      let looking: Promise<void> | null = null
      const session = mailbox.connect(password, ring)
      const timer = setInterval(ring, everyMs)

      async function deal(found: Awaited<ReturnType<MailboxSession['look']>>[number]): Promise<void> {
        const answer = parts.toAnswer(await keeping.keep(toEvent(found.thing, host.now())), host)
        if (answer.as === 'acknowledged') await session.markSeen(found.number)
        if (answer.as === 'refused') await session.refuse(found.number, answer.told)
      }

      async function look(): Promise<void> {
        try {
          for (const found of await session.look()) {
            if (!isOpen) break
            await deal(found)
          }
        } catch {
          host.log('warn', 'a look ended early; what was not kept is looked at again')
        }
        session.leave()
      }

      function ring(): void {
        if (looking && parts.looksOneAtATime) {
          isRungMeanwhile = true
          return
        }
        isRungMeanwhile = false
        looking = look().finally(() => {
          looking = null
          if (isRungMeanwhile && isOpen) ring()
        })
      }

      return {
        receive: async () => new Response(null, { status: 404 }),
        send: (act) => sendFake(provider, password, host, act, parts),
        async close() {
          isOpen = false
          if (parts.stopsAsking) clearInterval(timer)
          await looking
          await keeping.idle()
          session.close()
        },
      }
    },
  }
}
