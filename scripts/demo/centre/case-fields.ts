/** What the shop wants to know of a matter: a field of every type. Those with `show: 'filled'` are added where they are needed. */
import { caseField, type CaseField } from '#protocol/config/case-field.ts'

export const subjects = [
  { value: 'compra', label: { es: 'Quiero comprar', en: 'I want to buy' } },
  { value: 'pedido', label: { es: 'Mi pedido', en: 'My order' } },
  { value: 'devolucion', label: { es: 'Devolución o rotura', en: 'Return or damage' } },
  { value: 'factura', label: { es: 'Factura o pago', en: 'Invoice or payment' } },
  { value: 'otro', label: { es: 'Otra cosa', en: 'Something else' } },
] as const

export const deliveries = [
  { value: 'domicilio', label: { es: 'A domicilio', en: 'At home' } },
  { value: 'tienda', label: { es: 'En la tienda', en: 'In the shop' } },
  { value: 'recogida', label: { es: 'En un punto de recogida', en: 'At a pick-up point' } },
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
    order: 4,
  }),
  fecha: caseField.parse({
    key: 'fecha',
    label: { es: 'Fecha de compra', en: 'Date of purchase' },
    type: 'date-time',
    editable: false,
    order: 5,
  }),
  nif: caseField.parse({
    key: 'nif',
    label: { es: 'NIF de la factura', en: 'Tax number on the invoice' },
    type: 'text',
    show: 'filled',
    order: 6,
  }),
  envio: caseField.parse({
    key: 'envio',
    label: { es: 'Envío', en: 'Delivery' },
    type: 'heading',
    order: 10,
  }),
  entrega: caseField.parse({
    key: 'entrega',
    label: { es: 'Entrega', en: 'Delivered' },
    type: 'choice',
    choices: deliveries,
    order: 11,
  }),
  prevista: caseField.parse({
    key: 'prevista',
    label: { es: 'Entrega prevista', en: 'Expected delivery' },
    type: 'date-time',
    order: 12,
  }),
  seguimiento: caseField.parse({
    key: 'seguimiento',
    label: { es: 'Seguimiento', en: 'Tracking' },
    type: 'link',
    target: 'window',
    show: 'filled',
    tooltip: { es: 'La página de la empresa de transporte', en: 'The page of the carrier' },
    order: 13,
  }),
  cliente: caseField.parse({
    key: 'cliente',
    label: { es: 'Cliente', en: 'Customer' },
    type: 'heading',
    order: 20,
  }),
  cliente_fiel: caseField.parse({
    key: 'cliente_fiel',
    label: { es: 'Ha comprado antes', en: 'Has bought before' },
    type: 'boolean',
    order: 21,
  }),
  enlace: caseField.parse({
    key: 'enlace',
    label: { es: 'Página', en: 'Page' },
    type: 'link',
    editable: false,
    tooltip: { es: 'Donde empezó el chat', en: 'Where the chat began' },
    order: 22,
  }),
} as const satisfies Readonly<Record<string, CaseField>>
