/** The least role for what concerns the whole centre (R5, R7). */
import type { Role } from './role.ts'

export const leastRole = {
  'work-as-agent': 'agent',

  'force-state': 'supervisor',

  'change-queue': 'manager',
  'change-skill': 'manager',
  'change-reason': 'manager',
  'change-disposition': 'manager',
  'change-case-field': 'manager',
  'change-hours': 'manager',
  'change-team': 'manager',
  'change-tag': 'manager',
  'change-response': 'supervisor',

  'change-centre': 'administrator',
  'change-channel-account': 'administrator',
  'read-audit': 'administrator',
} as const satisfies Record<string, Role>

export type CentreAct = keyof typeof leastRole
export const centreActs = Object.keys(leastRole) as readonly CentreAct[]
