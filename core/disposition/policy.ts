/** Whether a queue wants an outcome chosen before an interaction is closed (D1). */
import type { DispositionId } from '../id.ts'

export const dispositionPolicies = ['mandatory', 'optional', 'hidden'] as const
export type DispositionPolicy = (typeof dispositionPolicies)[number]

/** Where dispositions are hidden none can be set; one from before can be taken away (D3). */
export function maySetDisposition(policy: DispositionPolicy, dispositionId: DispositionId | null): boolean {
  return policy !== 'hidden' || dispositionId === null
}

export function mayCloseWith(policy: DispositionPolicy, dispositionId: DispositionId | null): boolean {
  return policy !== 'mandatory' || dispositionId !== null
}
