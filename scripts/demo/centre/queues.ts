/** Five queues, each with another way of finding somebody, other limits and another end. */
import type { HoursId, ReasonId, SkillId } from '#core/id.ts'
import { queue, type Queue } from '#protocol/config/queue.ts'
import type { demoHours } from './hours.ts'
import type { demoTrees } from './dispositions.ts'
import type { demoReasons, demoSkills } from './reasons-and-skills.ts'

export const queueKeys = ['ventas', 'pedidos', 'devoluciones', 'facturacion', 'ingles'] as const
export type QueueKey = (typeof queueKeys)[number]

export const queueNames: Readonly<Record<QueueKey, string>> = {
  ventas: 'Ventas',
  pedidos: 'Pedidos y envíos',
  devoluciones: 'Devoluciones',
  facturacion: 'Facturación',
  ingles: 'Atención en inglés',
}

export type QueueParts = {
  readonly hours: Readonly<Record<keyof ReturnType<typeof demoHours>, HoursId>>
  readonly trees: Readonly<Record<keyof typeof demoTrees, string>>
  readonly reasons: Readonly<Record<keyof typeof demoReasons, ReasonId>>
  readonly skills: Readonly<Record<keyof typeof demoSkills, SkillId>>
}

const second = 1_000
const minute = 60 * second
const channels = ['web-chat'] as const
const spoken = [...channels, 'voice'] as const

export function demoQueues({ hours, trees, skills }: QueueParts): Readonly<Record<QueueKey, Queue>> {
  return {
    ventas: queue.parse({
      name: queueNames.ventas,
      channels: spoken,
      voice: { recording: 'on-demand' },
      strategy: 'longest-idle',
      offerMs: 25 * second,
      sticky: { enabled: true, patienceMs: 20 * second },
      afterWork: {
        limitMs: 45 * second,
        extensionMs: 30 * second,
        forcedEndMs: 2 * minute,
        then: { state: 'as-before' },
      },
      dispositionPolicy: 'optional',
      dispositionTreeId: trees.ventas,
      hoursId: hours.siempre,
      membersMayAssign: true,
      offerFields: ['motivo', 'pedido', 'cliente_fiel', 'enlace'],
    }),
    pedidos: queue.parse({
      name: queueNames.pedidos,
      channels: spoken,
      voice: { recording: 'always', recordingDays: 90 },
      strategy: 'least-occupied',
      offerMs: 20 * second,
      priority: 5,
      ageing: { pointsPerMinute: 1, maximum: 20 },
      afterWork: { limitMs: 30 * second, then: { state: 'ready' } },
      dispositionPolicy: 'mandatory',
      dispositionTreeId: trees.posventa,
      hoursId: hours.siempre,
      offerFields: ['pedido', 'fecha', 'importe', 'motivo'],
    }),
    devoluciones: queue.parse({
      name: queueNames.devoluciones,
      channels,
      strategy: 'in-sequence',
      offerMs: 20 * second,
      requiredSkills: [{ skillId: skills.garantias, level: 5 }],
      relaxations: [
        { skillId: skills.garantias, afterMs: minute, level: 2 },
        { skillId: skills.garantias, afterMs: 3 * minute, level: 0 },
      ],
      afterWork: {
        limitMs: minute,
        extensionMs: minute,
        forcedEndMs: 5 * minute,
        then: { state: 'as-before' },
      },
      dispositionPolicy: 'mandatory',
      dispositionTreeId: trees.posventa,
      hoursId: hours.siempre,
      offerFields: ['pedido', 'fecha', 'importe', 'enlace'],
    }),
    facturacion: queue.parse({
      name: queueNames.facturacion,
      channels,
      strategy: 'all-at-once',
      offerMs: 30 * second,
      misses: { limit: 5, banMs: 5 * minute, mayLiftOwn: true },
      dispositionPolicy: 'optional',
      dispositionTreeId: trees.posventa,
      hoursId: hours.oficina,
      offerFields: ['pedido', 'importe'],
    }),
    ingles: queue.parse({
      name: queueNames.ingles,
      channels,
      strategy: 'random',
      offerMs: 30 * second,
      requiredSkills: [{ skillId: skills.ingles, level: 7 }],
      relaxations: [{ skillId: skills.ingles, afterMs: 40 * second, level: 4 }],
      sticky: { enabled: true, patienceMs: 30 * second },
      afterWork: {
        limitMs: 30 * second,
        extensionMs: 30 * second,
        forcedEndMs: null,
        then: { state: 'as-before' },
      },
      dispositionPolicy: 'hidden',
      hoursId: hours.siempre,
      offerFields: ['motivo', 'pedido'],
    }),
  }
}
