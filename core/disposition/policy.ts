/** Whether a queue wants an outcome chosen before an interaction is closed (D1). */
export const dispositionPolicies = ['mandatory', 'optional', 'hidden'] as const
export type DispositionPolicy = (typeof dispositionPolicies)[number]
