/** What the shop wants to know of a matter. */
import { caseField, type CaseField } from '#protocol/config/case-field.ts'

export const subjects = [
  { value: 'compra', label: { es: 'Quiero comprar', en: 'I want to buy' } },
  { value: 'pedido', label: { es: 'Mi pedido', en: 'My order' } },
  { value: 'devolucion', label: { es: 'Devolución o rotura', en: 'Return or damage' } },
  { value: 'factura', label: { es: 'Factura o pago', en: 'Invoice or payment' } },
  { value: 'otro', label: { es: 'Otra cosa', en: 'Something else' } },
] as const

export const demoCaseFields = {
  motivo: caseField.parse({
    key: 'motivo',
    label: { es: 'Motivo', en: 'Subject' },
    type: 'choice',
    choices: subjects,
    tooltip: { es: 'Lo que se eligió antes de empezar el chat', en: 'What was chosen before the chat began' },
    order: 1,
  }),
  compra: caseField.parse({
    key: 'compra',
    label: { es: 'Compra', en: 'Purchase' },
    type: 'heading',
    order: 2,
  }),
  pedido: caseField.parse({
    key: 'pedido',
    label: { es: 'Pedido', en: 'Order' },
    type: 'text',
    tooltip: { es: 'Empieza por LB', en: 'Begins with LB' },
    order: 3,
  }),
  importe: caseField.parse({
    key: 'importe',
    label: { es: 'Importe (€)', en: 'Amount (€)' },
    type: 'number',
    editable: false,
    order: 4,
  }),
  fecha: caseField.parse({
    key: 'fecha',
    label: { es: 'Fecha de compra', en: 'Date of purchase' },
    type: 'date-time',
    editable: false,
    order: 5,
  }),
  cliente_fiel: caseField.parse({
    key: 'cliente_fiel',
    label: { es: 'Ha comprado antes', en: 'Has bought before' },
    type: 'boolean',
    order: 6,
  }),
  enlace: caseField.parse({
    key: 'enlace',
    label: { es: 'Página', en: 'Page' },
    type: 'link',
    editable: false,
    tooltip: { es: 'Donde empezó el chat', en: 'Where the chat began' },
    order: 7,
  }),
} as const satisfies Readonly<Record<string, CaseField>>
