import { instantsOf, wallTimeAt } from '#core/hours/wall-clock.ts'
import { shopOrigin } from '../centre/accounts.ts'
import { deliveries } from '../centre/case-fields.ts'

const timeZone = 'Europe/Madrid'

/** How an order travels, as its number has it: always the same for the same order. */
export function deliveryOf(order: string, boughtAt: number): Readonly<Record<string, string>> {
  const number = Number(order.replaceAll(/\D/g, ''))
  const how = deliveries[number % deliveries.length]?.value ?? 'domicilio'
  const { day } = wallTimeAt(timeZone, boughtAt)
  const [expectedAt = boughtAt] = instantsOf(timeZone, { day: day + 3 + (number % 5), minute: 17 * 60 + 30 })
  return {
    entrega: how,
    prevista: new Date(expectedAt).toISOString(),
    ...(how === 'tienda' ? {} : { seguimiento: `${shopOrigin}/seguimiento/${order.toLowerCase()}` }),
  }
}
