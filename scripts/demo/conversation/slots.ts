/** What the made-up shop's conversations are about: its pieces, orders, places. Nothing of it belongs to anybody. */
import type { Dice } from '../dice.ts'
import type { Slots } from './template.ts'

type Piece = {
  readonly name: string
  readonly english: string
  readonly price: number
  readonly isLamp: boolean
}

const pieces: readonly Piece[] = [
  { name: 'la lámpara Alba', english: 'the Alba lamp', price: 89, isLamp: true },
  { name: 'la lámpara Candil', english: 'the Candil lamp', price: 124, isLamp: true },
  { name: 'la lámpara Faro', english: 'the Faro lamp', price: 169, isLamp: true },
  { name: 'el jarrón Duna', english: 'the Duna vase', price: 58, isLamp: false },
  { name: 'el cuenco Marea', english: 'the Marea bowl', price: 46, isLamp: false },
  { name: 'la maceta Olivo', english: 'the Olivo pot', price: 39, isLamp: false },
]

const lamps = pieces.filter(({ isLamp }) => isLamp)
const cities = [
  'Madrid',
  'Sevilla',
  'Valencia',
  'Zaragoza',
  'Málaga',
  'Murcia',
  'Bilbao',
  'Alicante',
  'Córdoba',
  'Valladolid',
  'Vigo',
  'Gijón',
  'Granada',
  'Vitoria',
  'Elche',
  'Oviedo',
  'Cartagena',
  'Pamplona',
  'Almería',
  'Burgos',
  'Salamanca',
  'Huelva',
  'Lleida',
  'León',
  'Cádiz',
  'Jaén',
  'Ourense',
  'Girona',
  'Lugo',
  'Cáceres',
  'Guadalajara',
  'Toledo',
  'Pontevedra',
  'Palencia',
  'Cuenca',
  'Segovia',
] as const
const days = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes'] as const
const englishDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const carriers = ['Mensajería Cabo', 'Transportes Albor', 'Rutalia'] as const
const companies = [
  'Estudio Tinaja, S. L.',
  'Casa Lebeche, S. L.',
  'Hotel Mirasierra, S. A.',
  'Bodega La Umbría, S. L.',
  'Interiores Nava, S. L.',
] as const
const coupons = ['BARRO10', 'OTOÑO', 'LUZ15'] as const

export function orderNumber(dice: Dice): string {
  return `LB-${dice.whole(2100, 2999)}`
}

/** `known`: what was said already and must stay so. */
export function chooseSlots(dice: Dice, known: Slots = {}): Slots {
  const chosen = dice.pick(pieces)
  const lamp = dice.pick(lamps)
  const piece =
    pieces.find(
      ({ name, english }) => name === (known['pieza'] ?? known['lampara']) || english === known['piece'],
    ) ?? chosen
  const day = dice.whole(0, days.length - 1)
  return {
    pieza: piece.name,
    piece: piece.english,
    lampara: lamp.name,
    lamp: lamp.english,
    importe: `${piece.price} €`,
    pedido: orderNumber(dice),
    ciudad: dice.pick(cities),
    dia: days[day] ?? days[0],
    day: englishDays[day] ?? englishDays[0],
    hora: `${dice.whole(9, 13)}:${String(dice.whole(0, 11) * 5).padStart(2, '0')}`,
    agencia: dice.pick(carriers),
    empresa: dice.pick(companies),
    nif: `B${String(dice.whole(0, 99_999_999)).padStart(8, '0')}`,
    cupon: dice.pick(coupons),
    ...known,
  }
}

/** The price in a text of ours, as a number. */
export function priceIn(slots: Slots): number {
  return Number.parseInt(slots['importe'] ?? '0', 10)
}
