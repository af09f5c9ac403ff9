/** What somebody may do here; each role has all the rights of those before it (R1). */
export const roles = ['agent', 'supervisor', 'manager', 'administrator', 'owner'] as const
export type Role = (typeof roles)[number]

/** Whether `role` has all the rights of `least`. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}
