/** The words of the shop's standard responses. */
import type { Response } from '#protocol/config/response.ts'
import type { QueueKey } from './queues.ts'

export type FolderKey = 'saludos' | 'venta' | 'pedidos' | 'retrasos' | 'devoluciones' | 'facturas'

export type ResponseText = {
  readonly folder: FolderKey
  readonly name: Response['name']
  readonly shortcut?: string
  readonly es: string
  readonly en: string
  readonly more?: Response['variants']
  readonly queues?: readonly QueueKey[]
  readonly hasTerms?: true
}

export const responseTexts = {
  hola: {
    folder: 'saludos',
    name: { es: 'Saludo', en: 'Greeting' },
    shortcut: 'hola',
    es: '<$ Date.Greeting $>, <$ Contact.FirstName $>. Soy <$ Agent.FirstName $>, del taller. ¿En qué te ayudo?',
    en: '<$ Date.Greeting $>, <$ Contact.FirstName $>. This is <$ Agent.FirstName $> from the workshop. How can I help?',
    more: [
      {
        language: 'es',
        channels: ['email'],
        text: '<$ Date.Greeting $>, <$ Contact.FullName $>:\n\nGracias por escribir a Luz y Barro. ',
      },
    ],
  },
  espera: {
    folder: 'saludos',
    name: { es: 'Un momento, lo miro', en: 'One moment, I am checking' },
    shortcut: 'espera',
    es: 'Dame un par de minutos, <$ Contact.FirstName $>, que lo miro con el taller.',
    en: 'Give me a couple of minutes, <$ Contact.FirstName $>, I am checking with the workshop.',
  },
  sigues: {
    folder: 'saludos',
    name: { es: '¿Sigues ahí?', en: 'Are you still there?' },
    shortcut: 'sigues',
    es: '¿Sigues ahí, <$ Contact.FirstName $>? Si te viene mejor, lo dejamos aquí y nos escribes cuando puedas.',
    en: 'Are you still there, <$ Contact.FirstName $>? If it suits you better, write to us again when you can.',
  },
  gracias: {
    folder: 'saludos',
    name: { es: 'Despedida', en: 'Goodbye' },
    shortcut: 'adios',
    es: 'Gracias a ti, <$ Contact.FirstName $>. Si surge algo más, aquí estamos. Feliz <$ Date.Weekday $>.',
    en: 'Thank you, <$ Contact.FirstName $>. If anything else comes up, we are here. Have a good <$ Date.Weekday $>.',
  },
  otroEquipo: {
    folder: 'saludos',
    name: { es: 'Te paso con otra persona', en: 'Passing you on to a colleague' },
    shortcut: 'paso',
    es: 'Te paso con quien mejor lo sabe. Ve lo que me has contado, no hace falta repetirlo.',
    en: 'I am passing you on to whoever knows best. They see what you told me, there is no need to repeat it.',
  },
  datos: {
    folder: 'saludos',
    name: { es: 'Confirmar los datos de contacto', en: 'Confirm the contact details' },
    shortcut: 'datos',
    es: '¿Te puedo escribir a <$ Contact.Email $> o llamar al <$ Contact.Phone $> si se corta?',
    en: 'May I write to <$ Contact.Email $> or call <$ Contact.Phone $> if we get cut off?',
  },
  stock: {
    folder: 'venta',
    name: { es: 'La pieza está disponible', en: 'The piece is available' },
    shortcut: 'stock',
    es: 'Sí, la tenemos. Si la pides hoy, <$ Date.Today $>, sale mañana del taller.',
    en: 'Yes, we have it. If you order today, <$ Date.Today $>, it leaves the workshop tomorrow.',
    queues: ['ventas', 'ingles'],
  },
  agotada: {
    folder: 'venta',
    name: { es: 'La pieza está agotada', en: 'The piece is sold out' },
    shortcut: 'agotada',
    es: 'Ahora mismo está agotada. La hornada nueva llega en unas tres semanas; ¿te avisamos a <$ Contact.Email $>?',
    en: 'It is sold out right now. The next firing comes in about three weeks; shall we tell you at <$ Contact.Email $>?',
    queues: ['ventas', 'ingles'],
  },
  envioGratis: {
    folder: 'venta',
    name: { es: 'Gastos de envío', en: 'Shipping costs' },
    shortcut: 'envio',
    es: 'En la península el envío cuesta 4,90 € y es gratis desde 60 €. A Baleares y Canarias se calcula al pagar.',
    en: 'Shipping within mainland Spain is €4.90, free from €60. For the islands it is worked out at the checkout.',
  },
  extranjero: {
    folder: 'venta',
    name: { es: 'Envíos fuera de España', en: 'Shipping abroad' },
    shortcut: 'fuera',
    es: 'Enviamos a toda la Unión Europea en 4 a 7 días. El precio sale en la cesta al elegir el país.',
    en: 'We ship to the whole European Union in 4 to 7 days. The price shows in the basket once you choose the country.',
  },
  encargo: {
    folder: 'venta',
    name: { es: 'Piezas por encargo', en: 'Made to order' },
    shortcut: 'encargo',
    es: 'Por encargo tardamos de tres a cinco semanas. Cuéntanos medida, color y para cuándo, y te pasamos un precio sin compromiso.',
    en: 'Made to order takes three to five weeks. Tell us the size, the colour and by when, and we send you a quote without obligation.',
    queues: ['ventas', 'ingles'],
  },
  bombilla: {
    folder: 'venta',
    name: { es: 'Qué bombilla lleva', en: 'Which bulb it takes' },
    shortcut: 'bombilla',
    es: 'Lleva una E27 de hasta 60 W, o LED equivalente. Con 2700 K la luz queda cálida, que es como mejor se ve el barro.',
    en: 'It takes an E27 of up to 60 W, or the same in LED. 2700 K gives a warm light, which suits the clay best.',
  },
  cuidado: {
    folder: 'venta',
    name: { es: 'Cómo se cuida la cerámica', en: 'How to care for the pottery' },
    shortcut: 'cuidado',
    es: 'Lo esmaltado va al lavavajillas sin problema. El barro sin esmaltar, a mano y con agua templada; si se mancha, bicarbonato.',
    en: 'Glazed pieces can go into the dishwasher. Unglazed clay is washed by hand in lukewarm water; bicarbonate takes stains out.',
  },
  pideNumero: {
    folder: 'pedidos',
    name: { es: 'Pedir el número de pedido', en: 'Ask for the order number' },
    shortcut: 'numero',
    es: '¿Me dices el número de pedido? Empieza por LB y está en el correo de confirmación.',
    en: 'Could you tell me the order number? It begins with LB and is in the confirmation e-mail.',
  },
  enCamino: {
    folder: 'pedidos',
    name: { es: 'El pedido está en camino', en: 'The order is on its way' },
    shortcut: 'pedido',
    es: 'Tu pedido <$ Case.pedido $> ya ha salido del taller. Si todo va bien llega mañana, <$ Date.Tomorrow $>.',
    en: 'Your order <$ Case.pedido $> has left the workshop. If all goes well it arrives tomorrow, <$ Date.Tomorrow $>.',
    queues: ['pedidos', 'ventas', 'ingles'],
  },
  preparando: {
    folder: 'pedidos',
    name: { es: 'El pedido se está preparando', en: 'The order is being prepared' },
    shortcut: 'preparando',
    es: 'El pedido <$ Case.pedido $>, del <$ Case.fecha $>, se está embalando. En cuanto salga te llega el seguimiento por correo.',
    en: 'Order <$ Case.pedido $> of <$ Case.fecha $> is being packed. You get the tracking by e-mail as soon as it leaves.',
    queues: ['pedidos', 'ingles'],
  },
  direccion: {
    folder: 'pedidos',
    name: { es: 'Cambiar la dirección de entrega', en: 'Change the delivery address' },
    shortcut: 'direccion',
    es: 'Se puede cambiar mientras no haya salido. Escríbeme la dirección completa, con código postal y un teléfono para el reparto.',
    en: 'It can be changed until it has left. Write me the full address, with the postcode and a phone number for the courier.',
  },
  disculpa: {
    folder: 'retrasos',
    name: { es: 'Disculpas por el retraso', en: 'Apology for the delay' },
    shortcut: 'retraso',
    es: 'Lo siento, <$ Contact.FirstName $>: el pedido <$ Case.pedido $> va con retraso. Acabo de reclamarlo al transportista y te escribo en cuanto conteste.',
    en: 'I am sorry, <$ Contact.FirstName $>: order <$ Case.pedido $> is late. I have just asked the courier and write to you as soon as they answer.',
  },
  perdido: {
    folder: 'retrasos',
    name: { es: 'El paquete se ha perdido', en: 'The parcel is lost' },
    es: 'El transportista da por perdido el paquete. Te mandamos otro hoy mismo o te devolvemos los <$ Case.importe $> €, como prefieras.',
    en: 'The courier considers the parcel lost. We send you another one today or refund the €<$ Case.importe $>, as you prefer.',
    queues: ['pedidos', 'devoluciones', 'ingles'],
  },
  condiciones: {
    folder: 'devoluciones',
    name: { es: 'Condiciones de devolución', en: 'Terms of returns' },
    shortcut: 'devolver',
    es: 'Tienes 30 días para devolverlo. Te adjunto las condiciones; el primer envío de vuelta lo pagamos nosotros.',
    en: 'You have 30 days to return it. The terms are attached (in Spanish); we pay for the first parcel back.',
    hasTerms: true,
  },
  foto: {
    folder: 'devoluciones',
    name: { es: 'Pedir una foto de la rotura', en: 'Ask for a picture of the damage' },
    shortcut: 'foto',
    es: 'Vaya, cuánto lo siento. ¿Me mandas una foto de la pieza y otra de la caja? Con eso lo resolvemos hoy.',
    en: 'I am so sorry. Could you send a picture of the piece and one of the box? Then we sort it out today.',
    queues: ['devoluciones', 'ingles'],
  },
  reponer: {
    folder: 'devoluciones',
    name: { es: 'Se repone la pieza', en: 'The piece is replaced' },
    shortcut: 'reponer',
    es: 'Te mandamos otra pieza del pedido <$ Case.pedido $> sin coste. La rota puedes quedártela o reciclarla.',
    en: 'We send you another piece of order <$ Case.pedido $> free of charge. Keep or recycle the broken one.',
    queues: ['devoluciones', 'ingles'],
  },
  reembolso: {
    folder: 'devoluciones',
    name: { es: 'Reembolso en camino', en: 'Refund on its way' },
    shortcut: 'reembolso',
    es: 'Hoy, <$ Date.Today $>, hemos devuelto <$ Case.importe $> € del pedido <$ Case.pedido $>. El banco tarda de 2 a 5 días.',
    en: 'Today, <$ Date.Today $>, we refunded €<$ Case.importe $> of order <$ Case.pedido $>. Your bank takes 2 to 5 days.',
    queues: ['devoluciones', 'facturacion', 'ingles'],
  },
  factura: {
    folder: 'facturas',
    name: { es: 'Enviar la factura', en: 'Send the invoice' },
    shortcut: 'factura',
    es: 'Te acabo de enviar la factura del pedido <$ Case.pedido $> a <$ Contact.Email $>. Si no la ves, mira en el correo no deseado.',
    en: 'I have just sent the invoice of order <$ Case.pedido $> to <$ Contact.Email $>. If you do not see it, look in the spam folder.',
  },
  nif: {
    folder: 'facturas',
    name: { es: 'Datos para corregir la factura', en: 'Details to correct the invoice' },
    shortcut: 'nif',
    es: 'Para rehacerla necesito nombre o razón social, NIF y dirección fiscal, tal como deben aparecer.',
    en: 'To make it again I need the name or company, the tax number and the billing address, as they should appear.',
    queues: ['facturacion', 'ingles'],
  },
  pago: {
    folder: 'facturas',
    name: { es: 'Formas de pago', en: 'Ways to pay' },
    shortcut: 'pago',
    es: 'Se puede pagar con tarjeta, Bizum o transferencia. Por transferencia el pedido sale al recibirla, normalmente al día siguiente.',
    en: 'You can pay by card, Bizum or bank transfer. With a transfer the order leaves once it arrives, usually the next day.',
  },
} as const satisfies Readonly<Record<string, ResponseText>>
