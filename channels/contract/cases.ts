/** The contract as a list: what every channel promises, each with the check that fails when the promise is not held. */
import { explainsSettings, leavesNothing } from './account-cases.ts'
import {
  bearsSlowHost,
  isOnce,
  keepsFirst,
  keepsOrder,
  logsNoText,
  refusesForged,
  roundTripsIds,
  tellsRefusal,
} from './inbound-cases.ts'
import { carriesQuotes, mapsFailures, refusesUndeclared, staysWithinLimits } from './outbound-cases.ts'
import type { ChannelTrial } from './trial.ts'

interface Case {
  readonly promise: string
  readonly check: (trial: ChannelTrial) => Promise<void>
}

export const contractCases = {
  'keeps-first': { promise: 'keeps what was said before it acknowledges it', check: keepsFirst },
  'same-once': { promise: 'takes the same delivery twice for one message', check: isOnce },
  'forged-refused': { promise: 'refuses what is not genuine', check: refusesForged },
  'ids-round-trip': { promise: 'brings every name back to whom and what it belongs', check: roundTripsIds },
  'order-kept': { promise: 'keeps the order of a conversation', check: keepsOrder },
  'refusal-told': { promise: 'tells the other side what the host refuses', check: tellsRefusal },
  'slow-host': { promise: 'hands nothing in twice while the host is slow', check: bearsSlowHost },
  'undeclared-act': {
    promise: 'does not hand over an act that it does not declare',
    check: refusesUndeclared,
  },
  'within-limits': {
    promise: 'hands over what is within its limits, and nothing else',
    check: staysWithinLimits,
  },
  'quote-shown': { promise: 'shows the customer which message an answer is about', check: carriesQuotes },
  'failure-classes': { promise: 'says what became of an act that failed', check: mapsFailures },
  'nothing-left': { promise: 'leaves nothing running after close()', check: leavesNothing },
  'settings-readable': {
    promise: 'explains its settings and what is wrong with them',
    check: explainsSettings,
  },
  'quiet-log': { promise: 'logs no text of a message', check: logsNoText },
} as const satisfies Readonly<Record<string, Case>>

export type ContractCase = keyof typeof contractCases
