/** What an administrator fills in for a web chat. Every part has a label and a help text in both languages: the form is made from them. */
import type { ChannelAccountId } from '#core/id.ts'
import { z } from 'zod'
import { localText, longLocalText } from '#protocol/text.ts'
import { originsSetting } from '../allowed-origin.ts'
import { fileGroups } from '../file-kind.ts'
import { formSetting } from '../visitor-form.ts'

export const webChatSettings = z.object({
  allowedOrigins: originsSetting.meta({
    label: { es: 'Páginas permitidas', en: 'Allowed pages' },
    help: {
      es: 'Orígenes de los sitios que llevan el chat, como https://tienda.example, sin ruta. Un asterisco solo permite cualquiera.',
      en: 'Origins of the sites that carry the chat, like https://shop.example, without a path. A lone asterisk allows any.',
    },
  }),
  title: localText.meta({
    label: { es: 'Título', en: 'Title' },
    help: { es: 'El nombre que encabeza el chat.', en: 'The name at the top of the chat.' },
  }),
  greeting: localText.meta({
    label: { es: 'Saludo', en: 'Greeting' },
    help: {
      es: 'Lo primero que se lee, hasta 200 caracteres.',
      en: 'The first thing that is read, up to 200 characters.',
    },
  }),
  callAccountId: z
    .custom<ChannelAccountId>(
      (value) => typeof value === 'string' && /^acc_[A-Za-z0-9-]{4,60}$/.test(value),
      {
        error: 'acc_…',
      },
    )
    .nullable()
    .default(null)
    .meta({
      label: { es: 'Llamadas', en: 'Calls' },
      help: {
        es: 'La cuenta de voz a la que llama el botón «Llamar» del chat. Vacío: sin botón.',
        en: 'The voice account that the chat’s “Call” button calls. Empty: no button.',
      },
    }),
  preChat: formSetting.meta({
    label: { es: 'Preguntas previas', en: 'Questions before the chat' },
    help: {
      es: 'Lo que se pregunta antes de empezar. Cada clave y cada destino, una sola vez.',
      en: 'What is asked before it begins. Each key and each destination only once.',
    },
  }),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default('#0f6e6e')
    .meta({
      label: { es: 'Color', en: 'Colour' },
      help: {
        es: 'Seis cifras, como #0f6e6e. El contraste se ajusta solo.',
        en: 'Six digits, like #0f6e6e. Contrast is taken care of.',
      },
    }),
  side: z
    .enum(['left', 'right'])
    .default('right')
    .meta({
      label: { es: 'Lado', en: 'Side' },
      help: { es: 'En qué esquina inferior está el botón.', en: 'In which lower corner the button is.' },
    }),
  closedText: longLocalText
    .default({
      es: 'Ahora no hay nadie. Volvemos en el próximo horario de atención.',
      en: 'Nobody is here now. We are back in the next opening hours.',
    })
    .meta({
      label: { es: 'Texto fuera de horario', en: 'Text when closed' },
      help: { es: 'Se muestra mientras la cola está cerrada.', en: 'Shown while the queue is closed.' },
    }),
  acceptsWhenClosed: z
    .boolean()
    .default(false)
    .meta({
      label: { es: 'Admitir fuera de horario', en: 'Accept when closed' },
      help: {
        es: 'Se puede escribir también con la cola cerrada; la conversación espera hasta que abra.',
        en: 'People may write while the queue is closed too; the conversation waits until it opens.',
      },
    }),
  files: z
    .object({
      allowed: z.boolean().default(true),
      maximumBytes: z.number().int().min(1_024).max(26_214_400).default(10_485_760),
      perMessage: z.number().int().min(1).max(10).default(5),
      groups: z
        .array(z.enum(fileGroups))
        .min(1)
        .default([...fileGroups]),
    })
    .default({ allowed: true, maximumBytes: 10_485_760, perMessage: 5, groups: [...fileGroups] })
    .meta({
      label: { es: 'Archivos', en: 'Files' },
      help: {
        es: 'Si se pueden enviar, de qué clases, hasta qué tamaño (en bytes) y cuántos en cada mensaje.',
        en: 'Whether they may be sent, of which kinds, up to what size (in bytes) and how many in each message.',
      },
    }),
  pageField: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .nullable()
    .default(null)
    .meta({
      label: { es: 'Campo para la página', en: 'Field for the page' },
      help: {
        es: 'Clave del dato del caso que guarda la dirección de la página donde empezó el chat; vacío, no se guarda.',
        en: 'Key of the case field that keeps the address of the page on which the chat began; empty: not kept.',
      },
    }),
  limits: z
    .object({
      messagesPerMinute: z.number().int().min(1).max(600).default(40),
      burst: z.number().int().min(1).max(100).default(12),
      connectionsPerVisitor: z.number().int().min(1).max(50).default(8),
      connectionsPerAddress: z.number().int().min(1).max(10_000).default(200),
    })
    .default({ messagesPerMinute: 40, burst: 12, connectionsPerVisitor: 8, connectionsPerAddress: 200 })
    .meta({
      label: { es: 'Límites', en: 'Limits' },
      help: {
        es: 'Mensajes por minuto y seguidos de un visitante, y conexiones a la vez de un visitante y de una dirección IP.',
        en: 'Messages a minute and in a row from one visitor, and connections at once of one visitor and of one IP address.',
      },
    }),
})
export type WebChatSettings = z.infer<typeof webChatSettings>
