/** Who may change people and their roles (R5, R6). */
import { refuse, type Refusal } from '../step.ts'
import { notAllowed, type Actor, type PermissionRefusal } from './actor.ts'
import { isAtLeast, type Role } from './role.ts'

/** Somebody's name, address, queues, skills, channels, sign-in link: whoever can change these can become that person. */
export type PersonSubject = { readonly role: Role }

export type RoleChange = {
  /** null: a new person. */
  readonly from: Role | null
  /** null: the person is removed. */
  readonly to: Role | null
  /** How many owners there are now. */
  readonly owners: number
}

export function mayChangePerson(actor: Actor, { role }: PersonSubject): true | Refusal<PermissionRefusal> {
  const allowed = isAtLeast(actor.role, 'administrator') && isAtLeast(actor.role, role)
  return allowed || notAllowed(actor, 'change-agent')
}

export function maySetRole(
  actor: Actor,
  { from, to, owners }: RoleChange,
): true | Refusal<PermissionRefusal> {
  const least: Role = [from, to].some((role) => role && isAtLeast(role, 'administrator'))
    ? 'owner'
    : 'administrator'
  if (!isAtLeast(actor.role, least)) return notAllowed(actor, 'set-role')
  return from === 'owner' && to !== 'owner' && owners <= 1 ? refuse('last-owner') : true
}
