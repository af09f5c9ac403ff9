/** The double's standard responses: a small library, and copies of files for whoever sends them. */
import { refuse } from '#core/step.ts'
import type { ResponseLibrary, ResponseView } from '#protocol/response.ts'
import type { Reply } from './api.ts'
import type { Centre } from './centre.ts'

const text = (es: string, en = es) => ({ es, en })
const wording = (
  language: 'es' | 'en',
  words: string,
  channels: ResponseView['variants'][number]['channels'] = null,
) => ({
  language,
  channels,
  text: words,
})

export const library: ResponseLibrary = {
  folders: [
    { id: 'rfo_hello', name: text('Saludos', 'Greetings'), parentId: null, order: 1 },
    { id: 'rfo_orders', name: text('Pedidos', 'Orders'), parentId: null, order: 2 },
    { id: 'rfo_late', name: text('Retrasos', 'Delays'), parentId: 'rfo_orders', order: 1 },
  ],
  responses: [
    {
      id: 'rsp_hello',
      name: text('Saludo', 'Greeting'),
      folderId: 'rfo_hello',
      shortcut: 'hola',
      variants: [
        wording('es', 'Hola, <$ Contact.FirstName $>. Soy <$ Agent.FirstName $>, ¿en qué puedo ayudar?'),
        wording('en', 'Hello <$ Contact.FirstName $>, this is <$ Agent.FirstName $>. How can I help?'),
        wording('es', 'Estimado cliente: …', ['email']),
      ],
      files: [],
    },
    {
      id: 'rsp_bye',
      name: text('Despedida', 'Goodbye'),
      folderId: 'rfo_hello',
      shortcut: 'adios',
      variants: [wording('es', 'Gracias por escribir, <$ Contact.FirstName $>. Buen día.')],
      files: [],
    },
    {
      id: 'rsp_order',
      name: text('Estado del pedido', 'Order status'),
      folderId: 'rfo_orders',
      shortcut: 'pedido',
      variants: [wording('es', 'El pedido <$ Case.order $> salió el <$ Case.page $>. Llega mañana.')],
      files: [],
    },
    {
      id: 'rsp_late',
      name: text('Pedir disculpas por el retraso', 'Apology for a delay'),
      folderId: 'rfo_late',
      shortcut: null,
      variants: [wording('es', 'Sentimos el retraso del pedido <$ Case.order $>. Un camión se averió.')],
      files: [],
    },
    {
      id: 'rsp_terms',
      name: text('Condiciones de devolución', 'Return terms'),
      folderId: null,
      shortcut: 'devolucion',
      variants: [wording('es', 'Aquí están las condiciones de devolución.')],
      files: [{ id: 'fil_terms', name: 'condiciones.pdf', mime: 'application/pdf', sizeBytes: 48_213 }],
    },
    {
      id: 'rsp_mail',
      name: text('Solo por correo', 'By e-mail only'),
      folderId: null,
      shortcut: null,
      variants: [wording('es', 'Adjuntamos la carta.', ['email'])],
      files: [],
    },
  ],
}

export function takeResponseFiles(centre: Centre, responseId: unknown): Reply {
  const response = library.responses.find(({ id }) => id === responseId)
  if (!response) return { body: refuse('not-found') }
  const files = response.files.map((file) => ({ ...file, id: centre.id('fil') }))
  for (const view of files) centre.files.set(view.id, { view, bytes: Buffer.from('pdf') })
  return { body: { files } }
}
