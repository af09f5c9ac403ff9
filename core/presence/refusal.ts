/**
 * Why a presence says no: to a wish, or to an alarm that comes at the wrong time. What an interaction reports (offers, handling) is a
 * fact and never refused. Each one is a code of the error registry.
 */
export const presenceRefusals = [
  'agent-offline',
  /** Details: `channel`. */
  'channel-not-assigned',
  /** Only a supervisor can lift this ban, or its end (P11). */
  'banned',
  'not-banned',
  /** The queue gives no extension, or its forced end is reached (P9). */
  'extension-not-allowed',
  'not-in-after-work',
  /** An alarm that rings before its instant. Details: `dueAt`, when there is such an instant. */
  'too-early',
] as const

export type PresenceRefusal = (typeof presenceRefusals)[number]
