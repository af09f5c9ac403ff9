/** What an administrator fills in for calls from a page. Every part has a label and a help text in both languages: the form is made from them. */
import { z } from 'zod'
import { localText, longLocalText } from '#protocol/text.ts'
import { originsSetting } from '../allowed-origin.ts'
import { formSetting } from '../visitor-form.ts'

export const webCallSettings = z.object({
  allowedOrigins: originsSetting.meta({
    label: { es: 'Páginas permitidas', en: 'Allowed pages' },
    help: {
      es: 'Orígenes de los sitios desde los que se puede llamar, como https://tienda.example, sin ruta. Un asterisco solo permite cualquiera.',
      en: 'Origins of the sites from which people may call, like https://shop.example, without a path. A lone asterisk allows any.',
    },
  }),
  title: localText.meta({
    label: { es: 'Título', en: 'Title' },
    help: {
      es: 'A quién se llama: el nombre que se lee antes de llamar.',
      en: 'Who is called: the name that is read before calling.',
    },
  }),
  form: formSetting.meta({
    label: { es: 'Preguntas previas', en: 'Questions before the call' },
    help: {
      es: 'Lo que se pregunta antes de llamar. Una pregunta con la misma clave que otra del chat no se repite a quien ya la contestó. Cada clave y cada destino, una sola vez.',
      en: 'What is asked before the call. A question with the same key as one of the chat is not asked again of whoever has answered it. Each key and each destination only once.',
    },
  }),
  closedText: longLocalText
    .default({
      es: 'Ahora nadie puede coger la llamada. Volvemos en el próximo horario de atención.',
      en: 'Nobody can take calls now. We are back in the next opening hours.',
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
        es: 'Se puede llamar también con la cola cerrada; la llamada espera hasta que alguien la coja.',
        en: 'People may call while the queue is closed too; the call waits until somebody takes it.',
      },
    }),
  recordingNotice: longLocalText
    .nullable()
    .default(null)
    .meta({
      label: { es: 'Aviso de grabación', en: 'Recording notice' },
      help: {
        es: 'Se lee antes de llamar, por ejemplo: «La llamada puede grabarse para mejorar la atención.» Vacío: sin aviso.',
        en: 'Read before calling, for example: “The call may be recorded to improve our service.” Empty: no notice.',
      },
    }),
  limits: z
    .object({
      /** Calls and offers: each offer costs a connection. */
      attemptsPerMinute: z.number().int().min(1).max(120).default(20),
      burst: z.number().int().min(1).max(100).default(10),
      callsPerAddressPerMinute: z.number().int().min(1).max(1_000).default(20),
      connectionsPerVisitor: z.number().int().min(1).max(50).default(8),
      connectionsPerAddress: z.number().int().min(1).max(10_000).default(200),
    })
    .default({
      attemptsPerMinute: 20,
      burst: 10,
      callsPerAddressPerMinute: 20,
      connectionsPerVisitor: 8,
      connectionsPerAddress: 200,
    })
    .meta({
      label: { es: 'Límites', en: 'Limits' },
      help: {
        es: 'Intentos de llamada por minuto y seguidos de un visitante, llamadas nuevas por minuto desde una dirección IP, y conexiones a la vez de un visitante y de una dirección IP.',
        en: 'Attempts to call a minute and in a row from one visitor, new calls a minute from one IP address, and connections at once of one visitor and of one IP address.',
      },
    }),
})
export type WebCallSettings = z.infer<typeof webCallSettings>
