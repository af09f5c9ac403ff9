import { expect, it } from 'vitest'
import { playAll, type Course } from './agenda.ts'

it('lets each go on at its instant, in the order of time, and of asking where the time is the same', async () => {
  let clock = 0
  const seen: string[] = []
  async function* course(name: string, ...instants: number[]): Course {
    for (const instant of instants) {
      yield instant
      seen.push(`${name}@${clock}`)
    }
  }
  await playAll([course('a', 5, 20), course('b', 1, 5, 30), course('c')], (at) => {
    clock = at
  })
  expect(seen).toEqual(['b@1', 'a@5', 'b@5', 'a@20', 'b@30'])
})
