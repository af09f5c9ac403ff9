/** Invoices and payments. */
import { script } from './script.ts'

export const invoiceScripts = [
  script(
    'factura',
    'factura',
    'dsp_factura-enviada',
    `C: [Hola|Buenas], necesito factura del pedido {pedido} a nombre de mi empresa
     A: Hola, {nombre}. Claro, dime la razón social, el NIF y la dirección.
     C: {empresa}, {nif}, calle Mayor, 8, {ciudad}
     A: Perfecto. Te la adjunto aquí y te llega también por correo. +factura
     C: [Recibida|La veo], todo correcto
     A: ¿La quieres así también para los próximos pedidos?
     C: Sí, por favor
     A: Guardado. ¡Gracias, {nombre}!`,
  ),
  script(
    'datos-mal',
    'factura',
    'dsp_factura-corregida',
    `C: La factura del pedido {pedido} tiene mal el NIF +captura
     A: Hola, {nombre}. Lo veo: le falta un número. ¿Cuál es el correcto?
     C: {nif}
     A: Hago una rectificativa con la fecha de hoy y anulo la anterior. +factura
     C: ¿Tengo que devolver la otra?
     A: No, quédate con las dos: la rectificativa cita a la primera.
     C: [Entendido|Perfecto], gracias
     A: A ti.`,
  ),
  script(
    'doble-cargo',
    'factura',
    'dsp_factura-cobro',
    `C: [Hola|Buenas], me habéis cobrado dos veces el pedido {pedido} +captura
     A: Hola, {nombre}. Vamos a verlo. En nuestro lado hay un cobro de {importe} y un intento que quedó sin confirmar.
     C: Pues en el banco salen los dos
     A: El segundo es una retención: el banco la suelta sola en 48 horas.
     C: ¿Y si no la quita?
     A: Nos escribes y mandamos el justificante de anulación. De hecho, te lo adjunto ya. +factura
     C: [Vale, me quedo más tranquilo|Vale, me quedo más tranquila], gracias
     A: Con razón. Aquí estamos si no desaparece.`,
  ),
  script(
    'plazos',
    'factura',
    'dsp_posventa-informacion',
    `C: [Hola|Buenas], ¿se puede pagar a plazos?
     A: ¡Hola, {nombre}! Sí, desde 90 €: en tres veces y sin intereses.
     C: ¿Hay que hacer papeles?
     A: No, se elige al pagar con la tarjeta. El primer tercio se cobra en el momento.
     C: ¿Y si luego devuelvo la pieza?
     A: Se anulan los plazos que falten y te devolvemos lo pagado.
     C: [Muy claro|Perfecto], gracias
     A: A ti, {nombre}.`,
  ),
  script(
    'no-llega-factura',
    'factura',
    'dsp_factura-enviada',
    `C: No encuentro la factura del pedido {pedido}, la necesito antes de cerrar el trimestre
     A: Hola, {nombre}. Aquí la tienes. +factura
     C: [Qué rápido|Vaya rapidez]. ¿Podéis mandármelas siempre a administracion@empresa.example?
     A: Claro. Añadido ese correo para las facturas, el tuyo sigue para los avisos de envío.
     C: [Genial|Perfecto], gracias
     A: ¡Buen cierre de trimestre!`,
  ),
  script(
    'proforma',
    'factura',
    'dsp_factura-enviada',
    `C: [Buenas|Hola], ¿me podéis hacer una proforma de cuatro Alba para que la apruebe mi jefa?
     A: Hola, {nombre}. Sí. ¿Con envío a {ciudad}?
     C: Eso es, y con el IVA desglosado
     A: Hecha: base, IVA y total aparte, válida 30 días. +factura
     C: [Perfecto|Estupendo]. Si la aprueban, ¿cómo se paga?
     A: Por transferencia o con el enlace que va al pie. En cuanto se recibe, pasa a factura.
     C: [Gracias|Muchas gracias], {agente}
     A: A vosotras.`,
  ),
  script(
    'abono',
    'factura',
    'dsp_factura-abono',
    `C: [Hola|Buenas], devolví una lámpara y necesito la factura de abono para contabilidad
     A: Hola, {nombre}. ¿De qué pedido?
     C: {pedido}
     A: La devolución está cerrada. Te preparo el abono por {importe}. +factura
     C: Recibido. ¿Lleva la misma fecha que la devolución?
     A: Sí, la del día en que llegó al taller.
     C: [Perfecto|Muy bien], gracias
     A: ¡A ti!`,
  ),
]
