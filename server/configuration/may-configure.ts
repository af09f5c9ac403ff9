/** Who may change what of the configuration (R5, R6), in core's words. */
import type { CentreAct } from '#core/permission/centre-act.ts'
import { may, type Actor, type PermissionRefusal } from '#core/permission/may.ts'
import type { Role } from '#core/permission/role.ts'
import type { Refusal } from '#core/step.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'

const actOf = {
  queue: 'change-queue',
  skill: 'change-skill',
  reason: 'change-reason',
  'disposition-tree': 'change-disposition',
  'case-field': 'change-case-field',
  hours: 'change-hours',
  'channel-account': 'change-channel-account',
  team: 'change-team',
  tag: 'change-tag',
  'response-folder': 'change-response',
  response: 'change-response',
  centre: 'change-centre',
} as const satisfies Record<Exclude<ConfigurationKind, 'agent'>, CentreAct>

export function mayConfigure(
  actor: Actor,
  kind: Exclude<ConfigurationKind, 'agent'>,
): true | Refusal<PermissionRefusal> {
  return may(actor, actOf[kind])
}

/** `from` null: a new (or returning) person; `to` null: the person is archived. */
export function mayConfigureAgent(
  actor: Actor,
  { from, to, owners }: { readonly from: Role | null; readonly to: Role | null; readonly owners: number },
): true | Refusal<PermissionRefusal> {
  for (const role of [from, to]) {
    const allowed = role === null ? true : may(actor, 'change-agent', { role })
    if (allowed !== true) return allowed
  }
  return from === to ? true : may(actor, 'set-role', { from, to, owners })
}
