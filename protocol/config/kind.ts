/**
 * What an administrator sets up, kind by kind. Each kind has one shape (`protocol/config/*.ts`), one pair of routes
 * (`/api/v1/<plural>` and `/api/v1/<plural>/:id`), an act with an audit entry, and a version that a change must name.
 */
export const configurationKinds = [
  'queue',
  'skill',
  'reason',
  'disposition-tree',
  'case-field',
  'hours',
  'channel-account',
  'agent',
  'team',
  'tag',
  'response-folder',
  'response',
  'centre',
] as const
export type ConfigurationKind = (typeof configurationKinds)[number]

/** The plural in routes. `centre` is a single thing: `/api/v1/centre`. */
export const configurationRoutes = {
  queue: 'queues',
  skill: 'skills',
  reason: 'reasons',
  'disposition-tree': 'disposition-trees',
  'case-field': 'case-fields',
  hours: 'hours',
  'channel-account': 'channel-accounts',
  agent: 'agents',
  team: 'teams',
  tag: 'tags',
  'response-folder': 'response-folders',
  response: 'responses',
  centre: 'centre',
} as const satisfies Record<ConfigurationKind, string>

/** One configured thing as the API gives it. `version` must be sent back with a change (`If-Match` or body) so that two changes never overwrite each other. */
export type Configured<Body> = Body & {
  readonly id: string
  readonly version: number
  readonly archivedAt: number | null
}
