/** How conversations can end: one tree for what happens before a sale, one for what happens after it. */
import type { DispositionNode } from '#core/disposition/tree.ts'
import type { DispositionId } from '#core/id.ts'
import { dispositionTree } from '#protocol/config/disposition-tree.ts'

function code(id: string, es: string, en: string, archived = false): DispositionNode {
  const disposition: DispositionId = `dsp_${id}`
  return { id: disposition, name: { es, en }, archived }
}

function folder(id: string, es: string, en: string, children: readonly DispositionNode[]): DispositionNode {
  return { ...code(id, es, en), children }
}

export const demoTrees = {
  ventas: dispositionTree.parse({
    name: 'Resultado de la venta',
    nodes: [
      folder('venta', 'Venta', 'Sale', [
        code('venta-compra', 'Compra hecha', 'Bought'),
        code('venta-encargo', 'Encargo a medida', 'Made to order'),
        code('venta-presupuesto', 'Presupuesto enviado', 'Quote sent'),
      ]),
      folder('sinventa', 'Sin venta', 'No sale', [
        code('sinventa-informacion', 'Solo información', 'Information only'),
        code('sinventa-pensar', 'Se lo piensa', 'Thinking about it'),
        code('sinventa-precio', 'Le parece caro', 'Too expensive'),
        code('sinventa-agotado', 'Pieza agotada', 'Sold out'),
      ]),
      code('venta-callado', 'No responde', 'No answer'),
      code('venta-navidad', 'Campaña de Navidad', 'Christmas campaign', true),
    ],
  }),
  posventa: dispositionTree.parse({
    name: 'Posventa',
    nodes: [
      folder('pedido', 'Pedidos', 'Orders', [
        code('pedido-informado', 'Estado informado', 'Status given'),
        code('pedido-ampliado', 'Pedido ampliado', 'Order extended'),
        code('pedido-anulado', 'Pedido anulado', 'Order cancelled'),
        code('pedido-direccion', 'Entrega cambiada', 'Delivery changed'),
        folder('incidencia', 'Incidencias', 'Problems', [
          code('pedido-retraso', 'Retraso del transporte', 'Delayed by the carrier'),
          code('pedido-incompleto', 'Pedido incompleto', 'Incomplete'),
          code('pedido-perdido', 'Paquete perdido', 'Lost'),
        ]),
      ]),
      folder('devolucion', 'Devoluciones', 'Returns', [
        code('devolucion-recogida', 'Recogida concertada', 'Collection arranged'),
        code('devolucion-cambio', 'Cambio o descuento', 'Exchange or discount'),
        code('devolucion-reembolso', 'Reembolso hecho', 'Refunded'),
        code('devolucion-rotura', 'Rotura: se envía otra', 'Broken: replaced'),
        code('devolucion-garantia', 'Garantía', 'Warranty'),
      ]),
      folder('factura', 'Facturación', 'Billing', [
        code('factura-enviada', 'Factura enviada', 'Invoice sent'),
        code('factura-corregida', 'Factura corregida', 'Invoice corrected'),
        code('factura-cobro', 'Cobro revisado', 'Charge reviewed'),
        code('factura-abono', 'Abono emitido', 'Credit note issued'),
      ]),
      code('posventa-informacion', 'Solo información', 'Information only'),
      code('posventa-callado', 'No responde', 'No answer'),
    ],
  }),
} as const

/** What is chosen when the customer has gone quiet. */
export const noAnswer: Readonly<Record<keyof typeof demoTrees, DispositionId>> = {
  ventas: 'dsp_venta-callado',
  posventa: 'dsp_posventa-callado',
}
