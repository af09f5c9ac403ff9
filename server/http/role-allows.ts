import { roles, type Role } from '#core/permission/role.ts'

/** Each role has all the rights of those before it. */
export function roleAllows(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}
