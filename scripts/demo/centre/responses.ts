/**
 * What the shop writes again and again, in both languages, in folders as a supervisor would keep them. Some are for one queue only, one has a file,
 * and most have values that are filled in.
 */
import type { FileId, QueueId, ResponseFolderId } from '#core/id.ts'
import { response, responseFolder, type Response, type ResponseFolder } from '#protocol/config/response.ts'
import type { ResponseText } from './response-texts.ts'
import { responseTexts, type FolderKey } from './response-texts.ts'
import type { QueueKey } from './queues.ts'

const topFolders = {
  saludos: { es: 'Saludos y despedidas', en: 'Greetings and goodbyes' },
  venta: { es: 'Antes de comprar', en: 'Before buying' },
  pedidos: { es: 'Pedidos y envíos', en: 'Orders and shipping' },
  devoluciones: { es: 'Devoluciones y roturas', en: 'Returns and damage' },
  facturas: { es: 'Facturas y pagos', en: 'Invoices and payment' },
} as const satisfies Partial<Record<FolderKey, ResponseFolder['name']>>

export const demoFolders: Readonly<Record<keyof typeof topFolders, ResponseFolder>> = {
  saludos: responseFolder.parse({ name: topFolders.saludos, order: 1 }),
  venta: responseFolder.parse({ name: topFolders.venta, order: 2 }),
  pedidos: responseFolder.parse({ name: topFolders.pedidos, order: 3 }),
  devoluciones: responseFolder.parse({ name: topFolders.devoluciones, order: 4 }),
  facturas: responseFolder.parse({ name: topFolders.facturas, order: 5 }),
}

/** A folder within another. */
export function demoInnerFolders(top: Readonly<Record<keyof typeof topFolders, ResponseFolderId>>): {
  readonly retrasos: ResponseFolder
} {
  return {
    retrasos: responseFolder.parse({
      name: { es: 'Retrasos', en: 'Delays' },
      parentId: top.pedidos,
      order: 1,
    }),
  }
}

export type ResponseParts = {
  readonly folders: Readonly<Record<FolderKey, ResponseFolderId>>
  readonly queues: Readonly<Record<QueueKey, QueueId>>
  /** The terms of returns. */
  readonly terms: FileId
}

export function demoResponses({ folders, queues, terms }: ResponseParts): Readonly<Record<string, Response>> {
  const bodies = Object.entries(responseTexts).map(([key, written]: [string, ResponseText], index) => [
    key,
    response.parse({
      name: written.name,
      folderId: folders[written.folder],
      shortcut: written.shortcut ?? null,
      variants: [
        { language: 'es', text: written.es },
        { language: 'en', text: written.en },
        ...(written.more ?? []),
      ],
      fileIds: written.hasTerms ? [terms] : [],
      queueIds: (written.queues ?? []).map((queue) => queues[queue]),
      order: index,
    }),
  ])
  return Object.fromEntries(bodies) as Record<string, Response>
}

export const returnTerms = [
  'Plazo: 30 días desde la entrega, sin dar explicaciones.',
  '',
  '1. Avísanos por el chat con el número de pedido.',
  '2. Te mandamos una etiqueta; el primer envío de vuelta es nuestro.',
  '3. Al recibir la pieza devolvemos el importe en 5 días hábiles.',
  '',
  'Lo que llega roto se repone o se devuelve, como prefieras: basta una foto.',
  'Las piezas hechas por encargo no se pueden devolver, salvo rotura.',
  '',
  'Documento de una tienda inventada, sin valor.',
]
