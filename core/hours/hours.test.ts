import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen, nextChangeAt, type Hours, type Period } from './hours.ts'

const at = (instant: string): number => Date.parse(instant)
const asText = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString()
const period = (from: string, to: string): Period => ({ fromMinute: minutes(from), toMinute: minutes(to) })
function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

const everyDay = (...periods: readonly Period[]): Hours['week'] => Array.from({ length: 7 }, () => periods)
const officeDay = [period('9:00', '14:00'), period('16:00', '19:30')]
const office: Hours = {
  timeZone: 'Europe/Madrid',
  week: [officeDay, officeDay, officeDay, officeDay, [period('9:00', '15:00')], [], []],
  exceptions: [
    { date: '2026-12-24', periods: [period('9:00', '13:00')] },
    { date: '2026-12-25', periods: [] },
    { date: '2026-12-27', periods: [period('10:00', '12:00')] },
  ],
}

/** The instants at which it changes, from one on. */
function changes(hours: Hours, from: string, count: number): (string | null)[] {
  const found: (string | null)[] = []
  let now: number | null = at(from)
  while (found.length < count && now !== null) {
    now = nextChangeAt(hours, now)
    found.push(asText(now))
  }
  return found
}

describe('a week', () => {
  it('[H1] open from the beginning of a period up to its end, on the clock of its own zone', () => {
    // Wednesday; Madrid is one hour ahead.
    expect(isOpen(office, at('2026-11-18T07:59:59.999Z'))).toBe(false)
    expect(isOpen(office, at('2026-11-18T08:00:00Z'))).toBe(true)
    expect(isOpen(office, at('2026-11-18T18:29:59.999Z'))).toBe(true)
    expect(isOpen(office, at('2026-11-18T18:30:00Z'))).toBe(false)
    const mexico = { ...office, timeZone: 'America/Mexico_City' }
    expect(isOpen(mexico, at('2026-11-18T14:59:59Z'))).toBe(false)
    expect(isOpen(mexico, at('2026-11-18T15:00:00Z'))).toBe(true)
  })

  it('[H1] closed in the lunch break', () => {
    expect(isOpen(office, at('2026-11-18T12:59:59Z'))).toBe(true)
    expect(isOpen(office, at('2026-11-18T13:00:00Z'))).toBe(false)
    expect(isOpen(office, at('2026-11-18T15:00:00Z'))).toBe(true)
  })

  it('[H1] Monday is the first day, Sunday the last', () => {
    const mondays: Hours = {
      timeZone: 'UTC',
      week: [[period('0:00', '24:00')], [], [], [], [], [], []],
      exceptions: [],
    }
    expect(changes(mondays, '2026-11-15T12:00:00Z', 3)).toEqual([
      '2026-11-16T00:00:00.000Z',
      '2026-11-17T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ])
  })

  it('[H5] the next change, break after break and over the week-end', () => {
    expect(changes(office, '2026-11-19T07:00:00Z', 8)).toEqual([
      '2026-11-19T08:00:00.000Z',
      '2026-11-19T13:00:00.000Z',
      '2026-11-19T15:00:00.000Z',
      '2026-11-19T18:30:00.000Z',
      '2026-11-20T08:00:00.000Z',
      '2026-11-20T14:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T13:00:00.000Z',
    ])
  })

  it('[H3] [H5] what goes on at midnight is one opening, and what never closes has no next change', () => {
    const nights: Hours = {
      timeZone: 'UTC',
      week: everyDay(period('0:00', '2:00'), period('22:00', '24:00')),
      exceptions: [],
    }
    expect(isOpen(nights, at('2026-11-18T23:59:59.999Z'))).toBe(true)
    expect(changes(nights, '2026-11-18T12:00:00Z', 2)).toEqual([
      '2026-11-18T22:00:00.000Z',
      '2026-11-19T02:00:00.000Z',
    ])
    expect(
      nextChangeAt({ ...nights, week: everyDay(period('0:00', '24:00')) }, at('2026-11-18T12:00:00Z')),
    ).toBeNull()
    expect(nextChangeAt({ ...nights, week: everyDay() }, at('2026-11-18T12:00:00Z'))).toBeNull()
  })

  it('[H5] periods that overlap or touch are one opening', () => {
    const touching: Hours = {
      timeZone: 'UTC',
      week: everyDay(period('9:00', '12:00'), period('11:00', '14:00'), period('14:00', '15:00')),
      exceptions: [],
    }
    expect(changes(touching, '2026-11-18T08:00:00Z', 2)).toEqual([
      '2026-11-18T09:00:00.000Z',
      '2026-11-18T15:00:00.000Z',
    ])
  })
})

describe('days that differ', () => {
  it('[H2] have their own periods, or none', () => {
    expect(isOpen(office, at('2026-12-24T12:30:00Z'))).toBe(false)
    expect(isOpen(office, at('2026-12-25T09:00:00Z'))).toBe(false)
    expect(isOpen(office, at('2026-12-27T09:30:00Z'))).toBe(true)
    expect(changes(office, '2026-12-24T09:00:00Z', 4)).toEqual([
      '2026-12-24T12:00:00.000Z',
      '2026-12-27T09:00:00.000Z',
      '2026-12-27T11:00:00.000Z',
      '2026-12-28T08:00:00.000Z',
    ])
  })

  it('[H2] are days of the hours’ own zone', () => {
    const closed: Hours = {
      timeZone: 'America/Mexico_City',
      week: everyDay(period('0:00', '24:00')),
      exceptions: [{ date: '2026-12-25', periods: [] }],
    }
    expect(changes(closed, '2026-12-01T00:00:00Z', 2)).toEqual([
      '2026-12-25T06:00:00.000Z',
      '2026-12-26T06:00:00.000Z',
    ])
  })

  it('[H5] a closure of many weeks ends when the week begins again, and an opening years ahead is found', () => {
    const august = Array.from({ length: 31 }, (_, index) => ({
      date: `2027-08-${String(index + 1).padStart(2, '0')}`,
      periods: [],
    }))
    expect(changes({ ...office, exceptions: august }, '2027-07-30T12:30:00Z', 2)).toEqual([
      '2027-07-30T13:00:00.000Z',
      '2027-09-01T07:00:00.000Z',
    ])
    const once: Hours = {
      timeZone: 'Europe/Madrid',
      week: everyDay(),
      exceptions: [{ date: '2031-02-03', periods: [period('10:00', '11:00')] }],
    }
    expect(changes(once, '2026-11-18T12:00:00Z', 3)).toEqual([
      '2031-02-03T09:00:00.000Z',
      '2031-02-03T10:00:00.000Z',
      null,
    ])
  })
})

describe('when the clock is changed', () => {
  it('[H4] Madrid puts it forward: the office opens an hour of the world earlier', () => {
    expect(changes(office, '2026-03-27T10:00:00Z', 2)).toEqual([
      '2026-03-27T14:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ])
  })

  it('[H4] a time that is jumped over does not happen', () => {
    // Sunday 2026-03-29 in Madrid: 2:00 becomes 3:00, at 1:00 UTC.
    const night = (...periods: readonly Period[]): Hours => ({
      timeZone: 'Europe/Madrid',
      week: everyDay(),
      exceptions: [{ date: '2026-03-29', periods }],
    })
    expect(nextChangeAt(night(period('2:15', '2:45')), at('2026-03-28T12:00:00Z'))).toBeNull()
    expect(changes(night(period('1:30', '2:30')), '2026-03-28T12:00:00Z', 3)).toEqual([
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      null,
    ])
    expect(changes(night(period('2:30', '4:00')), '2026-03-28T12:00:00Z', 3)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T02:00:00.000Z',
      null,
    ])
  })

  it('[H4] a time that comes twice counts both times', () => {
    // Sunday 2026-10-25 in Madrid: 3:00 becomes 2:00, at 1:00 UTC.
    const night: Hours = {
      timeZone: 'Europe/Madrid',
      week: everyDay(),
      exceptions: [{ date: '2026-10-25', periods: [period('2:15', '2:45')] }],
    }
    expect(changes(night, '2026-10-24T12:00:00Z', 5)).toEqual([
      '2026-10-25T00:15:00.000Z',
      '2026-10-25T00:45:00.000Z',
      '2026-10-25T01:15:00.000Z',
      '2026-10-25T01:45:00.000Z',
      null,
    ])
    const long = { ...night, exceptions: [{ date: '2026-10-25', periods: [period('2:30', '5:00')] }] }
    expect(changes(long, '2026-10-24T12:00:00Z', 5)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T04:00:00.000Z',
      null,
    ])
  })

  it('[H4] Santiago changes at midnight: the day that has no midnight opens with its first minute', () => {
    // Sunday 2026-09-06 in Santiago: 0:00 becomes 1:00, at 4:00 UTC.
    const sunday: Hours = {
      timeZone: 'America/Santiago',
      week: everyDay(),
      exceptions: [{ date: '2026-09-06', periods: [period('0:00', '9:00')] }],
    }
    expect(changes(sunday, '2026-09-05T12:00:00Z', 3)).toEqual([
      '2026-09-06T04:00:00.000Z',
      '2026-09-06T12:00:00.000Z',
      null,
    ])
  })

  it('[H4] and the Saturday whose last hour comes twice is open in both', () => {
    // Saturday 2026-04-04 in Santiago: 24:00 becomes 23:00, at 3:00 UTC.
    const saturday = (...periods: readonly Period[]): Hours => ({
      timeZone: 'America/Santiago',
      week: everyDay(),
      exceptions: [{ date: '2026-04-04', periods }],
    })
    expect(changes(saturday(period('20:00', '24:00')), '2026-04-04T12:00:00Z', 3)).toEqual([
      '2026-04-04T23:00:00.000Z',
      '2026-04-05T04:00:00.000Z',
      null,
    ])
    expect(changes(saturday(period('20:00', '23:30')), '2026-04-04T12:00:00Z', 5)).toEqual([
      '2026-04-04T23:00:00.000Z',
      '2026-04-05T02:30:00.000Z',
      '2026-04-05T03:00:00.000Z',
      '2026-04-05T03:30:00.000Z',
      null,
    ])
  })

  it('[H4] Mexico City changes its clock no more', () => {
    const daily: Hours = {
      timeZone: 'America/Mexico_City',
      week: everyDay(period('9:00', '18:00')),
      exceptions: [],
    }
    for (const day of ['2021-07-01', '2026-04-05', '2026-07-01', '2026-10-25', '2026-12-01'])
      expect(asText(nextChangeAt(daily, at(`${day}T10:00:00Z`)))).toBe(
        `${day}T${day.startsWith('2021') ? '14' : '15'}:00:00.000Z`,
      )
  })
})

describe('any hours', () => {
  const zone = fc.constantFrom(
    'Europe/Madrid',
    'America/Mexico_City',
    'America/Santiago',
    'Atlantic/Canary',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  )
  const someDay = fc.array(
    fc
      .tuple(fc.nat(95), fc.integer({ min: 1, max: 96 }))
      .map(([from, to]): Period => ({ fromMinute: Math.min(from, to - 1) * 15, toMinute: to * 15 })),
    { maxLength: 3 },
  )
  // Days around the changes of 2026: Madrid and Canary, Santiago, Lord Howe.
  const date = fc.constantFrom(
    '2026-03-29',
    '2026-04-04',
    '2026-04-05',
    '2026-09-06',
    '2026-10-04',
    '2026-10-25',
    '2026-06-10',
  )
  const hours: fc.Arbitrary<Hours> = fc.record({
    timeZone: zone,
    week: fc.array(someDay, { minLength: 7, maxLength: 7 }),
    exceptions: fc.array(fc.record({ date, periods: someDay }), { maxLength: 3 }),
  })

  it('[H5] nothing changes between now and the next change, and there it does', () => {
    const quarter = 15 * 60_000
    fc.assert(
      fc.property(hours, date, fc.integer({ min: -96, max: 96 }), (each, day, quarters) => {
        const now = at(`${day}T00:00:00Z`) + quarters * quarter
        const next = nextChangeAt(each, now)
        const open = isOpen(each, now)
        const until = Math.min(next ?? Infinity, now + 9 * 24 * 4 * quarter)
        for (let instant = now; instant < until; instant += quarter) expect(isOpen(each, instant)).toBe(open)
        expect(next === null || (isOpen(each, next) !== open && isOpen(each, next - 1) === open)).toBe(true)
      }),
      { seed: 20_261_122, numRuns: 150 },
    )
  })
})
