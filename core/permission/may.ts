/**
 * Whether a person may do something (SPEC §6). One question for all doors; the tables it looks into are beside it: acts on one interaction,
 * acts that need a least role, and changes of people.
 */
import type { Refusal } from '../step.ts'
import { notAllowed, type Actor, type PermissionRefusal } from './actor.ts'
import { leastRole, type CentreAct } from './centre-act.ts'
import { interactionRules, type InteractionAct, type InteractionSubject } from './interaction-act.ts'
import { mayChangePerson, maySetRole, type PersonSubject, type RoleChange } from './person-act.ts'
import { isAtLeast } from './role.ts'

export type { Actor, PermissionRefusal } from './actor.ts'

/** An act and what it is about; acts on the whole centre are about nothing else. */
export type Question =
  | readonly [act: CentreAct]
  | readonly [act: InteractionAct, interaction: InteractionSubject]
  | readonly [act: 'change-agent', person: PersonSubject]
  | readonly [act: 'set-role', change: RoleChange]

export function may(actor: Actor, ...question: Question): true | Refusal<PermissionRefusal> {
  if (question.length === 1)
    return isAtLeast(actor.role, leastRole[question[0]]) || notAllowed(actor, question[0])
  if (question[0] === 'change-agent') return mayChangePerson(actor, question[1])
  if (question[0] === 'set-role') return maySetRole(actor, question[1])
  const [act, subject] = question
  return interactionRules[act](actor, subject) || notAllowed(actor, act)
}
