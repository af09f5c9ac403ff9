/** Why an interaction says no. Each one is a code of the error registry; what the person should be told is in `details`. */
export const interactionRefusals = [
  /** The event is not listed for the state (I22). Details: `state`, `event`. */
  'wrong-state',
  /** Closed is final (I18). */
  'interaction-closed',
  /** None, two to one agent, or one whose deadline is not in the future (I2). */
  'offers-invalid',
  /** The offer was withdrawn, has expired or was never made (I4, I6). */
  'offer-gone',
  /** Whoever asks for it holds it already (I4). */
  'already-yours',
  /** Somebody else holds it (I4, I9). Details: `agentId`. */
  'taken-by-other',
  /** The event speaks of an owner who is not the owner (I13). Details: `agentId`, the real one. */
  'not-owner',
  'auto-answer-cannot-reject',
  /** An alarm that rings before its instant (I6, I20, I21). Details: `dueAt`, when there is such an instant. */
  'too-early',
  /** A transfer to the queue it is in already (I12). */
  'same-queue',
  /** Only voice calls can be parked (I20). */
  'not-voice',
  'disposition-required',
  'disposition-hidden',
] as const

export type InteractionRefusal = (typeof interactionRefusals)[number]
