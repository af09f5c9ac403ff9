/**
 * Who may do what with one call (R10), as a table that can be read aloud. It says who, not when: whether the call is in a state for it is `stepCall`'s
 * answer.
 */
import { agentIdOf, type Call, type Party } from '../call/call.ts'
import { refuse, type Refusal } from '../step.ts'
import { notAllowed, type Actor, type PermissionRefusal } from './actor.ts'
import { isAtLeast } from './role.ts'

/** `own`: the actor's party in the call, or null. */
type Rule = (actor: Actor, own: Party | null) => boolean

const isOwner: Rule = (_, own) => own?.role === 'owner'
const isIn: Rule = (_, own) => own !== null && own.leg.name !== 'ringing'
const isRung: Rule = (_, own) => own?.leg.name === 'ringing'
const isSupervisor: Rule = ({ role }) => isAtLeast(role, 'supervisor')
const looksOn: Rule = (actor, own) => isSupervisor(actor, own) && own?.role === 'supervisor'

export const callRules = {
  'see-call': (actor, own) => own !== null || isSupervisor(actor, own),
  'open-leg': isIn,
  hold: isOwner,
  resume: isOwner,
  mute: isIn,
  press: isIn,
  invite: isOwner,
  answer: isRung,
  refuse: isRung,
  turn: isOwner,
  merge: isOwner,
  'hand-over': isOwner,
  remove: isOwner,
  leave: isIn,
  transfer: isOwner,
  park: isOwner,
  record: isOwner,
  monitor: (actor, own) => isSupervisor(actor, own) && (own === null || own.role === 'supervisor'),
  'take-over': looksOn,
} as const satisfies Record<string, Rule>

export type CallActName = keyof typeof callRules

/** The actor's own party, whatever its role. */
export function ownParty(call: Call, { agentId }: Pick<Actor, 'agentId'>): Party | null {
  return call.parties.find((party) => agentIdOf(party) === agentId) ?? null
}

/** Whether this person may do this with this call; null: yes. To whom it is none of their business there is no such call. */
export function refusalOfCall(
  call: Call,
  actor: Actor,
  act: CallActName,
): Refusal<PermissionRefusal | 'not-found'> | null {
  const own = ownParty(call, actor)
  if (!callRules['see-call'](actor, own)) return refuse('not-found')
  return callRules[act](actor, own) ? null : notAllowed(actor, act)
}
