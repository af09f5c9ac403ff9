/** The door with one person of each role, and a way to make one thing of each kind. */
import { roles, type Role } from '#core/permission/role.ts'
import { configurationRoutes, type ConfigurationKind } from '#protocol/config/kind.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../../test/door.ts'

/** Kinds that can be made without anything else. */
export type SimpleKind = Exclude<ConfigurationKind, 'centre' | 'channel-account'>

export type Staff = {
  readonly door: TestDoor
  readonly people: Readonly<Record<Role, Person>>
  /** Made by the owner. */
  make(kind: SimpleKind, more?: object): Promise<Answer['body']>
}

export const both = (text: string) => ({ es: text, en: text })

let serial = 0
export function unique(): string {
  serial += 1
  return `x${serial}`
}

export const bodies: Readonly<Record<SimpleKind, () => object>> = {
  queue: () => ({ name: unique(), channels: ['web-chat'] }),
  skill: () => ({ name: both(unique()) }),
  reason: () => ({ name: both('Pausa'), icon: 'coffee' }),
  'disposition-tree': () => ({
    name: unique(),
    nodes: [{ id: `dsp_${unique()}0000`, name: both('Vendido') }],
  }),
  'case-field': () => ({ key: unique(), label: both('Pedido'), type: 'text' }),
  hours: () => ({
    name: unique(),
    timeZone: 'Europe/Madrid',
    week: Array.from({ length: 7 }, () => [{ fromMinute: 540, toMinute: 1080 }]),
  }),
  team: () => ({ name: unique() }),
  tag: () => ({ name: unique() }),
  'response-folder': () => ({ name: both(unique()) }),
  response: () => ({ name: both('Saludo'), variants: [{ language: 'es', text: 'Hola' }] }),
  agent: () => ({ name: 'Nuevo', email: `${unique()}@example.org` }),
}

export const simpleKinds = Object.keys(bodies) as SimpleKind[]

export const pathOf = (kind: ConfigurationKind, id: string): string =>
  `/api/v1/${configurationRoutes[kind]}/${id}`

export async function openStaff(): Promise<Staff> {
  const door = await openTestDoor()
  const people = {} as Record<Role, Person>
  for (const role of roles) people[role] = await door.addAgent({ role, name: role })
  return {
    door,
    people,
    async make(kind, more = {}) {
      const answer = await door.ask(people.owner, 'POST', `/api/v1/${configurationRoutes[kind]}`, {
        ...bodies[kind](),
        ...more,
      })
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
  }
}
