import type { AgentId } from '#core/id.ts'
import type { Preferences, Workspace } from '#protocol/workspace.ts'
import type { Context } from '../context.ts'

/**
 * What an agent's page needs once: what can be chosen now, and the names of all channel accounts, because open conversations may still be
 * of one that is archived.
 */
export function presentWorkspace(
  context: Pick<Context, 'configuration' | 'now'>,
  agentId: AgentId,
  preferences: Preferences,
): Workspace {
  const { configuration } = context
  const agent = configuration.agent(agentId)
  if (agent === undefined) throw new Error(`There is no agent ${agentId}.`)
  const isCurrent = (queueId: string): boolean => configuration.get('queue', queueId)?.archivedAt === null
  const queueIdsOf = ({ queues }: typeof agent) => queues.map(({ queueId }) => queueId).filter(isCurrent)
  const { name, language, timeZone, pendingWhileBusy, agentsMayAddTags } = configuration.centre()
  return {
    at: context.now(),
    agent: {
      id: agent.id,
      name: agent.name,
      email: agent.email,
      role: agent.role,
      queueIds: queueIdsOf(agent),
      teamIds: agent.teamIds,
      channels: agent.channels,
      preferences,
    },
    centre: { name, language, timeZone, pendingWhileBusy, agentsMayAddTags },
    agents: configuration.agents().map((one) => ({
      id: one.id,
      name: one.name,
      email: one.email,
      role: one.role,
      queueIds: queueIdsOf(one),
      teamIds: one.teamIds,
      skillIds: one.skills.map(({ skillId }) => skillId),
      channels: one.channels,
      maximum: one.capacity.maximum,
    })),
    queues: configuration.queues().map((queue) => ({
      id: queue.id,
      name: queue.name,
      channels: queue.channels,
      dispositionPolicy: queue.dispositionPolicy,
      dispositionTreeId: queue.dispositionTreeId,
      offerFields: queue.offerFields,
      membersMayAssign: queue.membersMayAssign,
      autoAnswer: queue.autoAnswer,
      afterWork: queue.afterWork,
      voice: queue.voice,
    })),
    skills: configuration.skills(),
    reasons: configuration.reasons(),
    dispositionTrees: configuration.dispositionTrees(),
    caseFields: configuration.caseFields(),
    tags: configuration.list('tag'),
    teams: configuration.list('team'),
    channelAccounts: configuration
      .channelAccounts()
      .map(({ id, name: accountName, channel }) => ({ id, name: accountName, channel })),
  }
}
