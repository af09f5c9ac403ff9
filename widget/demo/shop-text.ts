/** The shop's English, by the `data-t` of what it stands in for, and the orders that exist. */
export const english: Readonly<Record<string, string>> = {
  page: 'Luz y Barro · Lamps and ceramics made by hand',
  skip: 'Skip to the shop',
  band: 'Free delivery from €60 · 30 days to return',
  perks: 'Benefits',
  nav: 'Main',
  shop: 'Shop',
  track: 'Track an order',
  help: 'Help',
  basket: 'Basket',
  title: 'Warm light, honest clay',
  lead: 'We throw, glaze and wire every piece in our workshop in Níjar. Few leave it each month, and no two are alike.',
  see: 'See the pieces',
  ask: 'Ask the workshop',
  heroAlt: 'A lit lamp, a vase with ears of grass and a fruit bowl on the workshop table',
  pieces: 'Pieces of this season',
  piecesLead: 'All with two years of guarantee and a spare part.',
  alba: 'Table lamp, red clay and linen',
  candil: 'Ceiling lamp, sage glaze',
  duna: 'Tall vase, raw stoneware',
  marea: 'Large bowl, night blue',
  niebla: 'Two mugs, cream and sage',
  faro: 'Floor lamp, clay and iron',
  olivo: 'Pot with saucer, red clay',
  brasa: 'Two candle holders, night and clay',
  add: 'Add',
  orderTitle: 'Where is my order?',
  orderLead: 'The number is in the confirmation e-mail. To try it: LB-2043, LB-2051 or LB-2060.',
  number: 'Order number',
  find: 'Look it up',
  helpTitle: 'What people ask',
  q1: 'How long does it take?',
  a1: 'Two to four working days on the mainland and five to seven to the islands. Floor lamps travel on their own, by appointment.',
  q2: 'What if something arrives broken?',
  a2: 'Another piece is sent at no cost. A photo of the box and of the piece in the chat is enough.',
  q3: 'Which bulb do the lamps take?',
  a3: 'E27, up to 12 W in LED. The first one is included: warm light of 2700 K.',
  q4: 'Can I return a piece?',
  a4: 'Within 30 days, no explanations, in its box. We pay for the collection.',
  address: '12 Calle de los Alfareros · Níjar, Almería',
  madeUp: 'A made-up shop for trying the chat: nothing is really sold.',
}

/** How far each has come: the index of its last step. */
export const orders: Readonly<Record<string, number>> = { 'LB-2043': 2, 'LB-2051': 0, 'LB-2060': 3 }

const steps = {
  es: {
    names: ['Recibido', 'En el horno', 'De camino', 'Entregado'],
    unknown:
      'No hay ningún pedido con ese número. El taller lo puede buscar por el nombre: basta con preguntar por el chat.',
  },
  en: {
    names: ['Received', 'In the kiln', 'On its way', 'Delivered'],
    unknown: 'There is no order with that number. The workshop can look it up by name: just ask in the chat.',
  },
} as const

export function stepsIn(language: 'es' | 'en'): {
  readonly names: readonly string[]
  readonly unknown: string
} {
  return steps[language]
}
