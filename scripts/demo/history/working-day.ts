/** Who works when: the shop's people come, are ready, and go home when nothing is left in their hands. */
import { instantsOf, wallTimeAt } from '#core/hours/wall-clock.ts'
import { agentSignedOut, askState } from '#server/act/presence-acts.ts'
import { personKeys, type PersonKey } from '../centre/people.ts'
import type { Course } from './agenda.ts'
import type { Stage } from './stage.ts'

const timeZone = 'Europe/Madrid'
const minuteMs = 60_000

type Shift = { readonly from: number; readonly to: number; readonly worksOn: readonly number[] }

const weekdays = [0, 1, 2, 3, 4]
/** Local hours; days from Monday (0) to Sunday. */
const shifts: Readonly<Record<PersonKey, Shift>> = {
  carmen: { from: 10, to: 13, worksOn: [0, 2] },
  tomas: { from: 9, to: 18.5, worksOn: weekdays },
  beatriz: { from: 10, to: 14, worksOn: weekdays },
  andres: { from: 10, to: 20, worksOn: [...weekdays, 5] },
  lucia: { from: 9, to: 16, worksOn: [...weekdays, 5] },
  diego: { from: 8.75, to: 18, worksOn: [...weekdays, 6] },
  noelia: { from: 13, to: 21.25, worksOn: [...weekdays, 5] },
  omar: { from: 9.5, to: 20.5, worksOn: [...weekdays, 6] },
}

async function* work(stage: Stage, person: PersonKey, fromAt: number, untilAt: number): Course {
  const { context } = stage
  yield fromAt
  await stage.comeIn(person)
  yield untilAt
  stage.must(await askState(context, stage.actorOf(person), { state: 'dnd', reasonId: null }))
  while (!(await stage.holdsNothing(person))) {
    yield context.now() + minuteMs
    await stage.ringAlarms()
  }
  stage.must(await agentSignedOut(context, stage.centre.people[person]))
}

export function workingDays(stage: Stage, from: number, until: number): Course[] {
  const courses: Course[] = []
  for (let { day } = wallTimeAt(timeZone, from); day <= wallTimeAt(timeZone, until).day; day += 1) {
    for (const person of personKeys) {
      const { worksOn, ...shift } = shifts[person]
      // 0 is Monday.
      if (!worksOn.includes((day + 3) % 7)) continue
      const [fromAt = until] = instantsOf(timeZone, {
        day,
        minute: shift.from * 60 + stage.dice.whole(-6, 6),
      })
      const [untilAt = until] = instantsOf(timeZone, { day, minute: shift.to * 60 + stage.dice.whole(-6, 6) })
      const begins = Math.max(fromAt, from)
      const ends = Math.min(untilAt, until)
      if (ends - begins > 30 * minuteMs) courses.push(work(stage, person, begins, ends))
    }
  }
  return courses
}

/** Those who are needed come in at once and stay. */
export async function comeInNow(stage: Stage, persons: Iterable<PersonKey>): Promise<void> {
  for (const person of new Set(persons)) await stage.comeIn(person)
}
