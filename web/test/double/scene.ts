/** A morning at the double's centre: conversations in every state, one long one, a file and a failure, so that every view has something to show. */
import type { InteractionId } from '#core/id.ts'
import type { Centre } from './centre.ts'
import { bruno, lucia, marta, sales, support } from './configuration.ts'
import { tagInteraction } from './tags.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export type Scene = {
  readonly carmen: InteractionId
  readonly diego: InteractionId
  readonly elena: InteractionId
  readonly waiting: readonly InteractionId[]
}

export function playScene(centre: Centre, now = Date.now()): Scene {
  centre.routes = false
  for (const id of [lucia, bruno, marta]) {
    centre.presence(id, { type: 'signed-in' })
    centre.presence(id, {
      type: 'state-asked',
      channels: 'all',
      state: 'ready',
      reasonId: null,
      pendingWhileBusy: true,
    })
  }

  const carmen = centre.arrives({
    name: 'Carmen Ortega',
    queueId: sales,
    email: 'carmen.ortega@example.org',
    caseData: {
      product: 'Silla Nórdica, roble',
      order: 'A-20718',
      vip: true,
      amount: 1250.5,
      delivery: 'home',
      due: '2026-11-26T17:30:00+01:00',
      page: 'https://tienda.example/sillas/nordica',
      utm_source: 'boletín',
    },
    text: 'Buenos días. Quería saber si la silla Nórdica en roble vuelve a estar disponible esta semana.',
    at: now - day - 2 * hour,
  })
  centre.act(lucia, carmen, { type: 'pulled', agentId: lucia })
  const long = now - day - hour
  for (let index = 0; index < 150; index++) {
    const at = long + index * 4 * minute
    if (index % 3 === 1) reply(centre, carmen, linesOut[index % linesOut.length] ?? '', at)
    else centre.customerSays(carmen, linesIn[index % linesIn.length] ?? '', [], at)
  }
  centre.customerSays(carmen, '¿Siguen ahí?', [], now - 9 * minute)
  reply(
    centre,
    carmen,
    'Sí, aquí seguimos. He consultado con el almacén: entran doce unidades el jueves.',
    now - 8 * minute,
    'read',
  )
  centre.customerSays(carmen, 'Perfecto. ¿Me pueden apartar cuatro?', [], now - 7 * minute)
  centre.customerSays(
    carmen,
    'Adjunto una foto de la mesa, para comprobar el tono de la madera.',
    [picture(centre)],
    now - 7 * minute + 9_000,
  )
  reply(
    centre,
    carmen,
    'Claro. Quedan apartadas a nombre de Carmen Ortega hasta el viernes.',
    now - 4 * minute,
    'read',
  )
  reply(
    centre,
    carmen,
    'El tono coincide con el roble natural. El presupuesto, con el envío incluido: https://tienda.example/p/20718',
    now - 4 * minute + 20_000,
    'delivered',
  )
  centre.read(carmen)
  centre.customerSays(carmen, 'Qué rapidez, gracias. Lo miro ahora mismo.', [], now - 50_000)

  const diego = centre.arrives({
    name: 'Diego Paniagua',
    queueId: support,
    email: 'diego@example.org',
    caseData: { order: 'A-20655' },
    text: 'El cajón de la cómoda no cierra bien desde ayer.',
    at: now - 26 * minute,
  })
  centre.act(lucia, diego, { type: 'pulled', agentId: lucia })
  reply(
    centre,
    diego,
    'Vamos a verlo. ¿Puede enviar una foto de la guía del cajón?',
    now - 22 * minute,
    'read',
  )
  centre.customerSays(diego, 'Sí, un momento que la busco', [], now - 3 * minute)

  const elena = centre.arrives({
    name: 'Elena Zubiri',
    queueId: sales,
    caseData: { product: 'Lámpara Farol' },
    text: '¿La lámpara Farol se puede devolver en tienda?',
    at: now - 40 * minute,
  })
  centre.act(lucia, elena, { type: 'pulled', agentId: lucia })
  reply(centre, elena, 'Sí, en cualquiera de las tiendas y durante treinta días.', now - 36 * minute, 'read')
  centre.customerSays(elena, 'Muchas gracias, era solo eso.', [], now - 35 * minute)
  centre.read(elena)
  centre.act(lucia, elena, { type: 'ended', by: 'agent' })

  const waiting = [
    ['Francisco Javier Montesdeoca', sales, '¿Hacen envíos a Canarias?', 11],
    ['Ainhoa Lekuona', support, 'La factura llegó con el NIF equivocado', 8],
    ['María de los Ángeles Villaseñor', sales, 'Hola, busco una mesa extensible para ocho personas', 5],
    ['Tomás Ríos', support, 'No me deja pagar con tarjeta', 2],
  ] as const
  const ids = waiting.map(([name, queueId, text, ago]) =>
    centre.arrives({ name, queueId, text, at: now - ago * minute }),
  )

  const other = centre.arrives({
    name: 'Gabriela Núñez',
    queueId: support,
    text: 'Necesito cambiar la dirección',
    at: now - 14 * minute,
  })
  centre.act(bruno, other, { type: 'pulled', agentId: bruno })
  tagInteraction(centre, lucia, carmen, { add: ['tag_loyal', 'tag_gift', 'tag_delivery'] })
  tagInteraction(centre, lucia, diego, { add: ['tag_urgent'] })
  tagInteraction(centre, marta, ids[1] ?? carmen, { add: ['tag_invoice'] })
  pulse(centre, ids, now)
  remember(centre, carmen, now)
  return { carmen, diego, elena, waiting: ids }
}

export function pulse(centre: Centre, ids: readonly InteractionId[], now = Date.now()): void {
  centre.onSignal({
    type: 'queues',
    queues: [
      { queueId: sales, waiting: 2, longestSince: now - 11 * minute, online: 2, ready: 0 },
      { queueId: support, waiting: 2, longestSince: now - 8 * minute, online: 3, ready: 1 },
    ],
    waiting: ids.map((interactionId, index) => ({
      interactionId,
      reason: 'everyone-busy',
      position: Math.floor(index / 2) + 1,
    })),
  })
}

function reply(
  centre: Centre,
  id: InteractionId,
  text: string,
  at: number,
  mark: 'delivered' | 'read' = 'read',
): void {
  const message = centre.say(lucia, id, `scene-${id}-${at}`, text, [])
  if (!('position' in message)) throw new Error(`The scene was refused: ${message.refused}.`)
  // The double's own clock is now; the scene is in the past.
  const list = centre.messages.get(id) ?? []
  list.splice(list.indexOf(message), 1, { ...message, at, stateAt: at })
  centre.mark(id, message.position, mark)
}

function picture(centre: Centre) {
  const id = centre.id('fil')
  const view = {
    id,
    name: 'mesa-comedor.png',
    mime: 'image/png',
    sizeBytes: 184_320,
    width: 560,
    height: 360,
  } as const
  centre.files.set(id, { view: { ...view, mime: 'image/svg+xml' }, bytes: Buffer.from(woodSvg()) })
  return view
}

/** Something like a table top. */
const woodSvg =
  (): string => `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="360" viewBox="0 0 560 360">
  <rect width="560" height="360" fill="#c79a63"/>
  ${Array.from({ length: 14 }, (_row, index) => `<path d="M0 ${index * 27 + 8} C140 ${index * 27 - 6} 300 ${index * 27 + 26} 560 ${index * 27 + 4}" stroke="#a97a45" stroke-width="${1 + (index % 3)}" fill="none" opacity=".6"/>`).join('')}
</svg>`

function remember(centre: Centre, id: InteractionId, now: number): void {
  const { contact } = centre.must(id)
  const had = centre.contacts.get(contact.id)
  if (!had) return
  const earlier = [
    ['int_past1', sales, 12, 'Lucía Ferrer', 'dsp_sold', 'Confirmación del pedido A-19877'],
    ['int_past2', support, 47, 'Bruno Salas', 'dsp_solved', 'Una pata de la mesa llegó rayada'],
    ['int_past3', sales, 210, 'Lucía Ferrer', 'dsp_info', '¿Tienen catálogo en papel?'],
  ] as const
  centre.contacts.set(contact.id, {
    ...had,
    createdAt: now - 420 * day,
    addresses: [...had.addresses, { kind: 'phone', value: '+34 655 010 203' }],
    interactions: earlier.map(([past, queueId, ago, agentName, dispositionId, preview]) => ({
      id: past,
      caseId: 'cas_past',
      channel: 'web-chat',
      accountId: 'acc_shop',
      queueId,
      startedAt: now - ago * day,
      closedAt: now - ago * day + hour,
      agentName,
      dispositionId,
      preview,
      tagIds: past === 'int_past2' ? ['tag_delivery'] : [],
      note: null,
    })),
  })
}

const linesIn = [
  '¿Qué medidas tiene?',
  'Es para un comedor pequeño, de unos tres metros por dos y medio, y me preocupa que las sillas no quepan bien alrededor de la mesa cuando está abierta.',
  'Entiendo.',
  '¿Y el tapizado se puede lavar?',
] as const
const linesOut = [
  'Cuarenta y seis de ancho por cincuenta de fondo.',
  'El tapizado se quita y se lava a mano, con agua fría y jabón neutro.',
  'Queda anotado.',
] as const
