/** The shape of every decision: the new state with what is to be done about it, or why not. */
export type Step<State, Effect> = { readonly state: State; readonly effects: readonly Effect[] }

/** An expected "no". `reason` is a code of the error registry (`protocol/error.ts`); `details` what the person should be told. */
export type Refusal<Reason extends string = string> = {
  readonly refused: Reason
  readonly details?: Readonly<Record<string, string | number>>
}

export function refuse<Reason extends string>(
  reason: Reason,
  details?: Readonly<Record<string, string | number>>,
): Refusal<Reason> {
  return details ? { refused: reason, details } : { refused: reason }
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer
}
