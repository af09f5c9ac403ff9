/**
 * The chats of the made-up shop, and the calls that two of them offer beside. The one of `/demo` goes with any page, because this server does not know by which name it is reached
 * (localhost, an address, a name in the local network). The others, as a real shop would, only with the shop's own site.
 */
import type { ChannelAccountId, QueueId } from '#core/id.ts'
import { webCallSettings } from '#channels/webcall/settings.ts'
import { webChatSettings } from '#channels/webchat/settings.ts'
import { channelAccount, type ChannelAccount } from '#protocol/config/channel-account.ts'
import { subjects } from './case-fields.ts'
import type { QueueKey } from './queues.ts'

export const shopOrigin = 'https://www.luzybarro.example'

const nameQuestion = {
  key: 'nombre',
  label: { es: 'Tu nombre', en: 'Your name' },
  type: 'text',
  target: 'contact.name',
} as const
const emailQuestion = {
  key: 'correo',
  label: { es: 'Tu correo, por si se corta', en: 'Your e-mail, in case we get cut off' },
  type: 'email',
  target: 'contact.email',
} as const
const orderQuestion = {
  key: 'pedido',
  label: { es: 'Número de pedido', en: 'Order number' },
  type: 'text',
  target: 'case.pedido',
} as const
const subjectQuestion = {
  key: 'motivo',
  label: { es: '¿En qué te ayudamos?', en: 'How can we help?' },
  type: 'choice',
  choices: subjects.map((subject) => ({ ...subject })),
  target: 'case.motivo',
} as const

const asked = <Question extends object>(question: Question): object => ({ ...question, required: true })
const offered = <Question extends object>(question: Question): object => ({ ...question, required: false })

function account(
  name: string,
  queueId: QueueId,
  given: { readonly preChat: readonly object[]; readonly allowedOrigins?: readonly string[] } & Record<
    string,
    unknown
  >,
): ChannelAccount {
  const settings = webChatSettings.parse({
    allowedOrigins: [shopOrigin],
    title: { es: 'Luz y Barro', en: 'Luz y Barro' },
    greeting: { es: 'Hola. ¿Hablamos?', en: 'Hello. How can we help?' },
    accent: '#9c4a2c',
    pageField: 'enlace',
    ...given,
  })
  return channelAccount.parse({ name, channel: 'web-chat', queueId, settings })
}

export type CalledQueue = 'ventas' | 'pedidos'

function voiceAccount(
  name: string,
  queueId: QueueId,
  given: { readonly form: readonly object[] } & Record<string, unknown>,
): ChannelAccount {
  const settings = webCallSettings.parse({
    allowedOrigins: [shopOrigin],
    title: { es: 'Luz y Barro', en: 'Luz y Barro' },
    ...given,
  })
  return channelAccount.parse({ name, channel: 'voice', queueId, settings })
}

export function demoVoiceAccounts(
  queues: Readonly<Record<QueueKey, QueueId>>,
): Readonly<Record<CalledQueue, ChannelAccount>> {
  return {
    ventas: voiceAccount('Llamadas de la tienda', queues.ventas, {
      allowedOrigins: ['*'],
      form: [asked(nameQuestion), asked(subjectQuestion)],
    }),
    pedidos: voiceAccount('Llamadas de «Mis pedidos»', queues.pedidos, {
      form: [asked(nameQuestion), offered(orderQuestion)],
      recordingNotice: {
        es: 'La llamada se graba para mejorar la atención.',
        en: 'The call is recorded to improve our service.',
      },
    }),
  }
}

export function demoAccounts(
  queues: Readonly<Record<QueueKey, QueueId>>,
  calls: Readonly<Record<CalledQueue, ChannelAccountId>>,
): Readonly<Record<QueueKey, ChannelAccount>> {
  return {
    ventas: account('Chat de la tienda', queues.ventas, {
      allowedOrigins: ['*'],
      callAccountId: calls.ventas,
      greeting: {
        es: 'Hola, te atiende el taller. Cuéntanos qué buscas.',
        en: 'Hello, this is the workshop. Tell us what you are looking for.',
      },
      preChat: [asked(nameQuestion), offered(emailQuestion), asked(subjectQuestion), offered(orderQuestion)],
    }),
    pedidos: account('Chat de «Mis pedidos»', queues.pedidos, {
      callAccountId: calls.pedidos,
      preChat: [asked(nameQuestion), asked(emailQuestion), offered(orderQuestion)],
    }),
    devoluciones: account('Chat de devoluciones', queues.devoluciones, {
      greeting: {
        es: 'Sentimos que algo no vaya bien. ¿Qué ha pasado?',
        en: 'Sorry that something is wrong. What happened?',
      },
      preChat: [asked(nameQuestion), asked(emailQuestion), offered(orderQuestion)],
    }),
    facturacion: account('Chat de facturas', queues.facturacion, {
      preChat: [asked(nameQuestion), asked(emailQuestion), offered(orderQuestion)],
      acceptsWhenClosed: true,
      closedText: {
        es: 'Facturación atiende de lunes a viernes. Deja tu mensaje y te contestamos al abrir.',
        en: 'Billing is open on weekdays. Leave a message and we answer when we open.',
      },
    }),
    ingles: account('Chat of the English site', queues.ingles, {
      preChat: [asked(nameQuestion), asked(emailQuestion), asked(subjectQuestion)],
      side: 'left',
    }),
  }
}
