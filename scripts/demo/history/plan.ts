/** Who comes when and why: a week of a small shop, and what is going on at this moment. */
import { instantsOf, wallTimeAt } from '#core/hours/wall-clock.ts'
import { shopOrigin } from '../centre/accounts.ts'
import type { PersonKey } from '../centre/people.ts'
import type { QueueKey } from '../centre/queues.ts'
import { queueOf, type Script, type Subject } from '../conversation/script.ts'
import { scripts } from '../conversation/scripts.ts'
import { chooseSlots, priceIn } from '../conversation/slots.ts'
import type { Slots } from '../conversation/template.ts'
import type { Dice } from '../dice.ts'
import { deliveryOf } from './delivery.ts'
import { calledName, inventCustomer, type CustomerPerson } from '../people/customer.ts'

export type PlannedConversation = {
  readonly arrivesAt: number
  readonly script: Script
  /** Whose chat it comes through; it may have to be moved to another queue. */
  readonly door: QueueKey
  readonly queue: QueueKey
  /** The same for each time somebody comes back through the same chat. */
  readonly user: string
  readonly person: CustomerPerson
  readonly slots: Slots
  readonly caseData: Readonly<Record<string, string | number | boolean>>
  /** How far it goes; what is past goes all the way. */
  readonly until: 'waiting' | { readonly turns: number } | 'ended' | 'closed'
  /** Null: whoever is free. */
  readonly agent: PersonKey | null
}

const timeZone = 'Europe/Madrid'
const dayMs = 86_400_000
const minuteMs = 60_000

/** Arrivals a day from Monday to Sunday, and their share by the hour from nine to eight in the evening. */
const perDay = [38, 34, 33, 31, 34, 22, 15]
const byHour = [6, 10, 12, 11, 9, 6, 5, 7, 9, 11, 9, 5]
const firstHour = 9

const pageOf: Readonly<Record<Subject, readonly string[]>> = {
  compra: ['/tienda/alba', '/tienda/candil', '/tienda/marea', '/cesta', '/'],
  pedido: ['/mi-cuenta/pedidos', '/seguimiento'],
  devolucion: ['/mi-cuenta/devoluciones', '/ayuda/roturas'],
  factura: ['/mi-cuenta/facturas', '/ayuda/pagos'],
  otro: ['/', '/taller'],
}

/** 0 is Monday. */
const weekday = (day: number): number => (day + 3) % 7

function arrivals(dice: Dice, from: number, until: number): number[] {
  const first = wallTimeAt(timeZone, from).day
  const last = wallTimeAt(timeZone, until).day
  const found: number[] = []
  for (let day = first; day <= last; day += 1) {
    const count = Math.round((perDay[weekday(day)] ?? 0) * dice.between(0.85, 1.15))
    for (let one = 0; one < count; one += 1) {
      const hour = firstHour + dice.weighted(byHour.map((share, index) => [index, share] as const))
      const [at] = instantsOf(timeZone, { day, minute: hour * 60 + dice.whole(0, 59) })
      if (at !== undefined) found.push(at + dice.whole(0, 59_000))
    }
  }
  return found.filter((at) => at >= from && at < until).toSorted((a, b) => a - b)
}

function isOfficeTime(at: number): boolean {
  const { day, minute } = wallTimeAt(timeZone, at)
  return weekday(day) < 5 && minute < 18.5 * 60
}

function newUser(dice: Dice): string {
  return `${demoVisitorPrefix}${Array.from({ length: 16 }, () => dice.whole(0, 35).toString(36)).join('')}`
}

/** Visitors of the written past and present; real ones have other names. */
export const demoVisitorPrefix = 'visdemo_'

function conversation(
  dice: Dice,
  chosen: Script,
  arrivesAt: number,
  back?: PlannedConversation,
): PlannedConversation {
  const person = back?.person ?? inventCustomer(dice, chosen.language)
  const queue = chosen.language === 'en' ? 'ingles' : queueOf[chosen.subject]
  const movesOn = queue !== 'ventas' && queue !== 'ingles' && dice.chance(0.1)
  const door = movesOn ? 'ventas' : queue
  const slots: Slots = { ...chooseSlots(dice), nombre: calledName(person.name) }
  const names = chosen.turns.some(({ customer }) => customer.some(({ text }) => text.includes('{pedido}')))
  const isKnown = back !== undefined || dice.chance(0.35)
  const order = names || dice.chance(0.3) ? orderData(dice, slots, arrivesAt) : {}
  return {
    arrivesAt,
    script: chosen,
    door,
    queue,
    user: back?.door === door ? back.user : newUser(dice),
    person,
    slots,
    caseData: {
      motivo: chosen.subject,
      ...order,
      cliente_fiel: isKnown,
      enlace: `${shopOrigin}${dice.pick(pageOf[chosen.subject])}`,
    },
    until: 'closed',
    agent: null,
  }
}

function orderData(dice: Dice, slots: Slots, at: number): PlannedConversation['caseData'] {
  const pedido = slots['pedido'] ?? ''
  const boughtAt = at - dice.whole(1, 12) * dayMs - dice.whole(0, dayMs)
  return {
    pedido,
    importe: priceIn(slots),
    fecha: new Date(boughtAt).toISOString(),
    ...deliveryOf(pedido, boughtAt),
  }
}

/** Never the same conversation twice in a row. */
function scriptPicker(dice: Dice): (fits: (script: Script) => boolean) => Script {
  const used = new Map<string, number>()
  return (fits) => {
    const fitting = scripts.filter(fits)
    const least = Math.min(...fitting.map(({ id }) => used.get(id) ?? 0))
    const chosen = dice.pick(fitting.filter(({ id }) => (used.get(id) ?? 0) === least))
    used.set(chosen.id, least + 1)
    return chosen
  }
}

export function planHistory(
  dice: Dice,
  { from, until }: { from: number; until: number },
): PlannedConversation[] {
  const pickScript = scriptPicker(dice)
  const planned: PlannedConversation[] = []
  for (const at of arrivals(dice, from, until)) {
    const subject = dice.weighted<Subject | 'ingles'>([
      ['compra', 34],
      ['pedido', 28],
      ['devolucion', 18],
      ['factura', isOfficeTime(at) ? 10 : 0],
      ['ingles', 10],
    ])
    const chosen = pickScript((one) =>
      subject === 'ingles' ? one.language === 'en' : one.language === 'es' && one.subject === subject,
    )
    const others = planned.filter(
      (one) => one.person.language === chosen.language && one.arrivesAt < at - dayMs / 4,
    )
    const back = others.length > 10 && dice.chance(0.22) ? dice.pick(others) : undefined
    planned.push(conversation(dice, chosen, at, back))
  }
  return planned
}

type Going = {
  readonly minutesAgo: number
  readonly script: string
  readonly until: PlannedConversation['until']
  readonly agent: PersonKey | null
}

const goingOn: readonly Going[] = [
  { minutesAgo: 24, script: 'restaurante', until: { turns: 3 }, agent: 'lucia' },
  { minutesAgo: 19, script: 'falta-pieza', until: 'ended', agent: 'lucia' },
  { minutesAgo: 17, script: 'retraso', until: { turns: 2 }, agent: 'diego' },
  { minutesAgo: 15, script: 'no-encaja', until: { turns: 3 }, agent: 'noelia' },
  { minutesAgo: 14, script: 'en-ireland', until: { turns: 2 }, agent: 'omar' },
  { minutesAgo: 13, script: 'datos-mal', until: 'ended', agent: 'diego' },
  { minutesAgo: 12, script: 'boda', until: { turns: 2 }, agent: 'andres' },
  { minutesAgo: 11, script: 'esmalte', until: 'ended', agent: 'noelia' },
  { minutesAgo: 9, script: 'dudando', until: { turns: 1 }, agent: 'carmen' },
  { minutesAgo: 8, script: 'rota', until: { turns: 2 }, agent: 'noelia' },
  { minutesAgo: 7, script: 'donde-esta', until: { turns: 1 }, agent: 'lucia' },
  { minutesAgo: 4.2, script: 'pantalla', until: 'waiting', agent: null },
  { minutesAgo: 3.4, script: 'cupon', until: 'waiting', agent: null },
  { minutesAgo: 2.6, script: 'direccion', until: 'waiting', agent: null },
  { minutesAgo: 1.8, script: 'en-order', until: 'waiting', agent: null },
  { minutesAgo: 1.1, script: 'regalo', until: 'waiting', agent: null },
  { minutesAgo: 0.5, script: 'entregado', until: 'waiting', agent: null },
]

/** `past`: some of those who are here now have been here before. */
export function planPresent(
  dice: Dice,
  at: number,
  past: readonly PlannedConversation[] = [],
): PlannedConversation[] {
  return goingOn.map(({ minutesAgo, script, until, agent }) => {
    const chosen = scripts.find(({ id }) => id === script)
    if (!chosen) throw new Error(`There is no conversation "${script}".`)
    const known = past.filter(({ person }) => person.language === chosen.language)
    const back = known.length > 0 && dice.chance(0.55) ? dice.pick(known) : undefined
    const planned = conversation(dice, chosen, at - minutesAgo * minuteMs, back)
    return { ...planned, door: planned.queue, user: newUser(dice), until, agent }
  })
}
