/** The chat is always open, so that the demo works at any hour; only invoices keep office hours. */
import { hours, type Hours } from '#protocol/config/hours.ts'

const day = { fromMinute: 0, toMinute: 1440 }
const morning = { fromMinute: 9 * 60, toMinute: 14 * 60 }
const afternoon = { fromMinute: 15 * 60 + 30, toMinute: 19 * 60 }

const holidays: readonly (readonly [monthAndDay: string, name: string])[] = [
  ['01-01', 'Año Nuevo'],
  ['01-06', 'Reyes'],
  ['05-01', 'Día del Trabajo'],
  ['08-15', 'Asunción'],
  ['10-12', 'Fiesta Nacional'],
  ['11-01', 'Todos los Santos'],
  ['12-06', 'Constitución'],
  ['12-08', 'Inmaculada'],
  ['12-25', 'Navidad'],
]

export function demoHours(at: number): Readonly<Record<'siempre' | 'oficina', Hours>> {
  const thisYear = new Date(at).getUTCFullYear()
  const timeZone = 'Europe/Madrid'
  return {
    siempre: hours.parse({ name: 'Siempre abierto', timeZone, week: Array.from({ length: 7 }, () => [day]) }),
    oficina: hours.parse({
      name: 'Oficina',
      timeZone,
      week: [...Array.from({ length: 4 }, () => [morning, afternoon]), [morning], [], []],
      exceptions: [thisYear, thisYear + 1].flatMap((year) => [
        ...holidays.map(([monthAndDay, name]) => ({ date: `${year}-${monthAndDay}`, periods: [], name })),
        { date: `${year}-12-24`, periods: [morning], name: 'Nochebuena' },
      ]),
    }),
  }
}
