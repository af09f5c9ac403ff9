/** Why somebody is away, and what somebody can do. */
import { reason, type Reason } from '#protocol/config/reason.ts'
import { skill, type Skill } from '#protocol/config/skill.ts'

const minute = 60_000

export const demoReasons = {
  pausa: reason.parse({
    name: { es: 'Pausa', en: 'Break' },
    icon: 'coffee',
    maximumMs: 15 * minute,
    order: 1,
  }),
  comida: reason.parse({
    name: { es: 'Comida', en: 'Lunch' },
    icon: 'utensils',
    maximumMs: 60 * minute,
    order: 2,
  }),
  formacion: reason.parse({
    name: { es: 'Formación', en: 'Training' },
    icon: 'graduation-cap',
    maximumMs: 120 * minute,
    order: 3,
  }),
  reunion: reason.parse({
    name: { es: 'Reunión', en: 'Meeting' },
    icon: 'users',
    maximumMs: 90 * minute,
    order: 4,
  }),
  taller: reason.parse({ name: { es: 'En el taller', en: 'In the workshop' }, icon: 'wrench', order: 5 }),
} as const satisfies Readonly<Record<string, Reason>>

export const demoSkills = {
  espanol: skill.parse({ name: { es: 'Español', en: 'Spanish' } }),
  ingles: skill.parse({ name: { es: 'Inglés', en: 'English' } }),
  lamparas: skill.parse({ name: { es: 'Lámparas', en: 'Lamps' } }),
  ceramica: skill.parse({ name: { es: 'Cerámica', en: 'Ceramics' } }),
  garantias: skill.parse({ name: { es: 'Roturas y garantías', en: 'Damage and warranty' } }),
  facturacion: skill.parse({ name: { es: 'Facturación', en: 'Billing' } }),
} as const satisfies Readonly<Record<string, Skill>>
