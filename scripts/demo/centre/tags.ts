/** Words the shop puts on conversations. */
import { tag } from '#protocol/config/tag.ts'
import type { Subject } from '../conversation/script.ts'

export const demoTags = {
  urgente: tag.parse({ name: 'Urgente', colour: 'red' }),
  rotura: tag.parse({ name: 'Rotura', colour: 'orange' }),
  factura: tag.parse({ name: 'Factura', colour: 'yellow' }),
  fiel: tag.parse({ name: 'Cliente fiel', colour: 'green' }),
  envio: tag.parse({ name: 'Envío', colour: 'teal' }),
  presupuesto: tag.parse({ name: 'Presupuesto', colour: 'blue' }),
  boda: tag.parse({ name: 'Lista de boda', colour: 'pink' }),
  profesional: tag.parse({ name: 'Profesional', colour: 'purple' }),
} as const

export type DemoTag = keyof typeof demoTags

/** What is put on a conversation about this, most likely first. */
export const tagsOf: Readonly<Record<Subject, readonly DemoTag[]>> = {
  compra: ['presupuesto', 'boda', 'profesional'],
  pedido: ['envio', 'urgente'],
  devolucion: ['rotura', 'urgente', 'envio'],
  factura: ['factura', 'profesional'],
  otro: ['fiel'],
}
