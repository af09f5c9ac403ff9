/** The kinds of configuration: for each its shape, its ids and what it is called in a refusal. */
import type {
  AgentId,
  CaseFieldId,
  ChannelAccountId,
  HoursId,
  QueueId,
  ReasonId,
  ResponseFolderId,
  ResponseId,
  SkillId,
  TagId,
  TeamId,
} from '#core/id.ts'
import { agent, type Agent } from '#protocol/config/agent.ts'
import { caseField, type CaseField } from '#protocol/config/case-field.ts'
import { centre, type Centre } from '#protocol/config/centre.ts'
import { channelAccount, type ChannelAccount } from '#protocol/config/channel-account.ts'
import { dispositionTree, type DispositionTree } from '#protocol/config/disposition-tree.ts'
import { hours, type Hours } from '#protocol/config/hours.ts'
import type { ConfigurationKind, Configured } from '#protocol/config/kind.ts'
import { queue, type Queue } from '#protocol/config/queue.ts'
import { reason, type Reason } from '#protocol/config/reason.ts'
import { response, responseFolder, type Response, type ResponseFolder } from '#protocol/config/response.ts'
import { skill, type Skill } from '#protocol/config/skill.ts'
import { tag, type Tag } from '#protocol/config/tag.ts'
import { team, type Team } from '#protocol/config/team.ts'
import type { LocalText } from '#protocol/text.ts'
import type { z } from 'zod'

export type Bodies = {
  queue: Queue
  skill: Skill
  reason: Reason
  'disposition-tree': DispositionTree
  'case-field': CaseField
  hours: Hours
  'channel-account': ChannelAccount
  agent: Agent
  team: Team
  tag: Tag
  'response-folder': ResponseFolder
  response: Response
  centre: Centre
}

export type Ids = {
  queue: QueueId
  skill: SkillId
  reason: ReasonId
  'disposition-tree': `dst_${string}`
  'case-field': CaseFieldId
  hours: HoursId
  'channel-account': ChannelAccountId
  agent: AgentId
  team: TeamId
  tag: TagId
  'response-folder': ResponseFolderId
  response: ResponseId
  centre: 'centre'
}

/** A configured thing as it stands. */
export type Thing<Kind extends ConfigurationKind> = Configured<Bodies[Kind]> & { readonly id: Ids[Kind] }

export const shapes = {
  queue,
  skill,
  reason,
  'disposition-tree': dispositionTree,
  'case-field': caseField,
  hours,
  'channel-account': channelAccount,
  agent,
  team,
  tag,
  'response-folder': responseFolder,
  response,
  centre,
} as const satisfies { [K in ConfigurationKind]: z.ZodObject }

/** What ids begin with. `centre` is one thing only, whose id is its kind. */
export const prefixes = {
  queue: 'que',
  skill: 'skl',
  reason: 'rsn',
  'disposition-tree': 'dst',
  'case-field': 'fld',
  hours: 'hrs',
  'channel-account': 'acc',
  agent: 'agt',
  team: 'tem',
  tag: 'tag',
  'response-folder': 'rfo',
  response: 'rsp',
  centre: null,
} as const satisfies Record<ConfigurationKind, string | null>

export type Named = { readonly name?: string | LocalText; readonly label?: LocalText }

/** What a person calls it: the one of its names that they read. */
export function nameOf({ name, label }: Named): string {
  return typeof name === 'string' ? name : ((name ?? label)?.es ?? '')
}
