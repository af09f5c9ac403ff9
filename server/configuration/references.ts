/**
 * What one configured thing says of others. A new reference must lead somewhere; what others need to work cannot be archived under them.
 * References that do no harm when they lead to something archived (an agent's membership of a queue that is gone) may stay.
 */
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import { caseKeysInResponse } from './check-response.ts'
import type { Bodies } from './kinds.ts'

export type Reference = {
  readonly kind: ConfigurationKind
  readonly id: string
  /** It does not work without: the other may not be archived meanwhile. */
  readonly needed: boolean
}

type ReferencesOf = { readonly [Kind in ConfigurationKind]: (body: Bodies[Kind]) => readonly Reference[] }

const needed = (kind: ConfigurationKind, id: string | null): readonly Reference[] =>
  id === null ? [] : [{ kind, id, needed: true }]
const mentioned = (kind: ConfigurationKind, id: string): Reference => ({ kind, id, needed: false })
const none = (): readonly Reference[] => []

const referencesOfKind: ReferencesOf = {
  queue: (queue) => [
    ...queue.requiredSkills.flatMap(({ skillId }) => needed('skill', skillId)),
    ...queue.relaxations.flatMap(({ skillId }) => needed('skill', skillId)),
    ...needed('disposition-tree', queue.dispositionTreeId),
    ...needed('hours', queue.hoursId),
    ...(queue.afterWork.then.state === 'not-ready' ? needed('reason', queue.afterWork.then.reasonId) : []),
  ],
  'channel-account': (account) => needed('queue', account.queueId),
  agent: (agent) => [
    ...agent.queues.map(({ queueId }) => mentioned('queue', queueId)),
    ...agent.skills.map(({ skillId }) => mentioned('skill', skillId)),
    ...agent.teamIds.map((id) => mentioned('team', id)),
  ],
  'response-folder': (folder) => needed('response-folder', folder.parentId),
  response: (response) => [
    ...needed('response-folder', response.folderId),
    ...response.queueIds.map((id) => mentioned('queue', id)),
    ...response.teamIds.map((id) => mentioned('team', id)),
  ],
  team: none,
  tag: none,
  skill: none,
  reason: none,
  'disposition-tree': none,
  'case-field': none,
  hours: none,
  centre: none,
}

export function referencesOf<Kind extends ConfigurationKind>(
  kind: Kind,
  body: Bodies[Kind],
): readonly Reference[] {
  return referencesOfKind[kind](body)
}

/** Case fields are named by their key, which never changes. */
export function fieldKeysOf<Kind extends ConfigurationKind>(
  kind: Kind,
  body: Bodies[Kind],
): readonly string[] {
  return kind === 'queue' && 'offerFields' in body ? body.offerFields : []
}

/** All the case fields that it cannot do without, also those whose absence is told in other words than a reference's. */
export function caseKeysOf<Kind extends ConfigurationKind>(
  kind: Kind,
  body: Bodies[Kind],
): readonly string[] {
  return kind === 'response' && 'variants' in body ? caseKeysInResponse(body) : fieldKeysOf(kind, body)
}
