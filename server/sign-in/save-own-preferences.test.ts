import { afterAll, beforeAll, expect, it } from 'vitest'
import { concerns, toLiveEvent } from '../live/concern.ts'
import { readEventsAfter } from '../store/event-log.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'

let door: TestDoor
let ana: Person
let luis: Person
let boss: Person

beforeAll(async () => {
  door = await openTestDoor()
  ana = await door.addAgent({ name: 'Ana Pérez' })
  luis = await door.addAgent({ name: 'Luis Ortega' })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'owner' })
})
afterAll(async () => await door.close())

const viewer = ({ id, role }: Person) => ({ agentId: id, role, queueIds: new Set<never>() })

async function heardBy(person: Person) {
  const all = await readEventsAfter(door.context.database, { xid: '0', seq: 0 }, 1_000)
  return all
    .filter((event) => event.type === 'preferences-changed' && concerns(viewer(person), event))
    .map((event) => toLiveEvent(viewer(person), event))
}

it('what is saved is told to the person’s own pages, all of it, and to nobody else’s', async () => {
  const save = async (who: Person | null, body: object) =>
    await door.ask(who, 'PATCH', '/api/v1/me/preferences', body)
  expect((await save(null, { theme: 'dark' })).status).toBe(401)
  await save(ana, { theme: 'dark', keys: { 'conversation.end': 'z', 'me.state': null } })
  const answer = await save(ana, { layout: { listWidth: 400, isContextCollapsed: true } })

  const all = {
    language: 'es',
    theme: 'dark',
    keys: { 'conversation.end': 'z', 'me.state': null },
    layout: { listWidth: 400, isContextCollapsed: true },
  }
  expect(answer.body).toEqual(all)
  expect(await heardBy(ana)).toEqual([
    expect.objectContaining({ type: 'preferences-changed' }),
    expect.objectContaining({ type: 'preferences-changed', preferences: all }),
  ])
  expect(await heardBy(luis)).toEqual([])
  expect(await heardBy(boss)).toEqual([])
})

it('what is not a preference, or out of its bounds, is refused and told to nobody', async () => {
  const before = (await heardBy(luis)).length
  const keys = Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`a.${n}`, null]))
  for (const body of [
    { layout: { listWidth: 5 } },
    { tea: 'green' },
    { keys: { 'a.b': 'x'.repeat(30) } },
    { keys },
  ])
    expect((await door.ask(luis, 'PATCH', '/api/v1/me/preferences', body)).status).toBe(400)
  expect(await heardBy(luis)).toHaveLength(before)
})
