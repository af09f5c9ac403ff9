/** Eight people of all roles. */
import type { QueueId, SkillId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'
import { agent, type Agent } from '#protocol/config/agent.ts'
import type { demoSkills } from './reasons-and-skills.ts'
import type { QueueKey } from './queues.ts'

export const personKeys = [
  'carmen',
  'tomas',
  'beatriz',
  'andres',
  'lucia',
  'diego',
  'noelia',
  'omar',
] as const
export type PersonKey = (typeof personKeys)[number]

type Person = {
  readonly name: string
  readonly role: Role
  readonly queues: readonly (readonly [QueueKey, order: number])[]
  readonly skills: Readonly<Partial<Record<keyof typeof demoSkills, number>>>
  readonly atOnce: number
  /** Whether the visitors' mode leaves this person's work to whoever signs in. */
  readonly isKeptForPeople: boolean
}

export const people: Readonly<Record<PersonKey, Person>> = {
  carmen: {
    name: 'Carmen Robles Ortega',
    role: 'owner',
    queues: [
      ['ventas', 9],
      ['pedidos', 9],
      ['devoluciones', 9],
      ['ingles', 9],
    ],
    skills: { espanol: 10, ingles: 5, lamparas: 10, ceramica: 10, garantias: 6 },
    atOnce: 3,
    isKeptForPeople: true,
  },
  tomas: {
    name: 'Tomás Requena Gil',
    role: 'administrator',
    queues: [['facturacion', 1]],
    skills: { espanol: 10, facturacion: 9 },
    atOnce: 2,
    isKeptForPeople: false,
  },
  beatriz: {
    name: 'Beatriz Lozano Vidal',
    role: 'manager',
    queues: [['facturacion', 3]],
    skills: { espanol: 10, ingles: 6, facturacion: 6 },
    atOnce: 2,
    isKeptForPeople: false,
  },
  andres: {
    name: 'Andrés Molina Reyes',
    role: 'supervisor',
    queues: [
      ['ventas', 5],
      ['pedidos', 5],
      ['devoluciones', 5],
      ['ingles', 5],
    ],
    skills: { espanol: 10, ingles: 4, lamparas: 8, ceramica: 8, garantias: 8 },
    atOnce: 2,
    isKeptForPeople: false,
  },
  lucia: {
    name: 'Lucía Navarro Sáez',
    role: 'agent',
    queues: [
      ['ventas', 1],
      ['pedidos', 2],
      ['devoluciones', 3],
    ],
    skills: { espanol: 10, ingles: 3, lamparas: 9, ceramica: 6, garantias: 4 },
    atOnce: 4,
    isKeptForPeople: true,
  },
  diego: {
    name: 'Diego Fuentes Marín',
    role: 'agent',
    queues: [
      ['pedidos', 1],
      ['devoluciones', 2],
      ['facturacion', 2],
    ],
    skills: { espanol: 10, ceramica: 5, garantias: 6, facturacion: 5 },
    atOnce: 3,
    isKeptForPeople: false,
  },
  noelia: {
    name: 'Noelia Iglesias Prado',
    role: 'agent',
    queues: [
      ['devoluciones', 1],
      ['ventas', 2],
    ],
    skills: { espanol: 10, ingles: 2, lamparas: 5, ceramica: 9, garantias: 9 },
    atOnce: 3,
    isKeptForPeople: false,
  },
  omar: {
    name: 'Omar Benali Torres',
    role: 'agent',
    queues: [
      ['ingles', 1],
      ['ventas', 3],
      ['pedidos', 3],
    ],
    skills: { espanol: 8, ingles: 9, lamparas: 6, ceramica: 4 },
    atOnce: 3,
    isKeptForPeople: false,
  },
}

export function emailOf(key: PersonKey): string {
  return `${key}@luzybarro.example`
}

export function demoAgent(
  key: PersonKey,
  queueIds: Readonly<Record<QueueKey, QueueId>>,
  skillIds: Readonly<Record<keyof typeof demoSkills, SkillId>>,
): Agent {
  const { name, role, queues, skills, atOnce } = people[key]
  return agent.parse({
    name,
    email: emailOf(key),
    role,
    queues: queues.map(([queue, order]) => ({ queueId: queueIds[queue], order })),
    skills: Object.entries(skills).map(([skill, level]) => ({
      skillId: skillIds[skill as keyof typeof demoSkills],
      level,
    })),
    channels: ['web-chat', 'voice'],
    // A call comes to whoever writes, too, and whoever talks goes on writing to those who wrote before.
    capacity: { maximum: { 'web-chat': atOnce, voice: 1 }, interruptedBy: { 'web-chat': ['voice'] } },
  })
}
