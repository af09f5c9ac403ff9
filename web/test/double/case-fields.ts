/** The double's fields of a case: one of each kind. */
import { caseField, type CaseField } from '#protocol/config/case-field.ts'
import type { Workspace } from '#protocol/workspace.ts'

type Given = Pick<CaseField, 'key' | 'type'> &
  Partial<CaseField> & { readonly es: string; readonly en: string }

const choices = (...values: readonly [value: string, es: string, en: string][]): CaseField['choices'] =>
  values.map(([value, es, en]) => ({ value, label: { es, en } }))

const given: readonly Given[] = [
  { key: 'of_order', type: 'heading', es: 'Pedido', en: 'Order' },
  { key: 'order', type: 'text', es: 'Número de pedido', en: 'Order number' },
  { key: 'product', type: 'text', es: 'Producto', en: 'Product' },
  {
    key: 'amount',
    type: 'number',
    es: 'Importe',
    en: 'Amount',
    tooltip: { es: 'En euros, con IVA', en: 'In euros, with VAT' },
  },
  {
    key: 'delivery',
    type: 'choice',
    es: 'Entrega',
    en: 'Delivery',
    choices: choices(
      ['home', 'A domicilio', 'At home'],
      ['shop', 'En tienda', 'In the shop'],
      ['point', 'En punto de recogida', 'At a pick-up point'],
    ),
  },
  { key: 'due', type: 'date-time', es: 'Entrega prevista', en: 'Expected delivery' },
  { key: 'of_customer', type: 'heading', es: 'Cliente', en: 'Customer' },
  { key: 'vip', type: 'boolean', es: 'Cliente preferente', en: 'Preferred customer' },
  {
    key: 'page',
    type: 'link',
    es: 'Página',
    en: 'Page',
    editable: false,
    target: 'window',
    tooltip: { es: 'Desde dónde escribió', en: 'Where they wrote from' },
  },
  {
    key: 'invoice_name',
    type: 'text',
    es: 'Nombre para la factura',
    en: 'Name for the invoice',
    show: 'filled',
  },
  { key: 'tracking', type: 'link', es: 'Seguimiento', en: 'Tracking', show: 'filled' },
  { key: 'score', type: 'number', es: 'Puntuación interna', en: 'Internal score', show: 'never' },
]

export const fieldsOfCase: Workspace['caseFields'] = given.map(({ es, en, ...field }, index) => ({
  ...caseField.parse({ ...field, label: { es, en }, order: index }),
  id: `fld_${field.key}`,
}))
