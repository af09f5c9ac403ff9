/** The made-up shop «Luz y Barro» as a centre: everything an administrator would set up, by the acts an administrator's page uses. */
import type { AgentId, ChannelAccountId, QueueId, ReasonId, TagId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { Agent } from '#protocol/config/agent.ts'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import { changeConfigured } from '#server/configuration/save.ts'
import { bodyOf } from '#server/configuration/shown.ts'
import type { FileKeeper } from '#server/file/file-keeper.ts'
import { demoAccounts, demoVoiceAccounts } from './accounts.ts'
import { demoCaseFields } from './case-fields.ts'
import { demoTrees } from './dispositions.ts'
import { demoHours } from './hours.ts'
import { madeAll } from './made.ts'
import { setUpResponses } from './set-up-responses.ts'
import { demoAgent, personKeys, type PersonKey } from './people.ts'
import { demoQueues, type QueueKey } from './queues.ts'
import { demoReasons, demoSkills } from './reasons-and-skills.ts'
import { demoTags, type DemoTag } from './tags.ts'

export type DemoCentre = {
  readonly queues: Readonly<Record<QueueKey, QueueId>>
  readonly people: Readonly<Record<PersonKey, AgentId>>
  readonly accounts: Readonly<Record<QueueKey, ChannelAccountId>>
  readonly reasons: Readonly<Record<keyof typeof demoReasons, ReasonId>>
  readonly tags: Readonly<Record<DemoTag, TagId>>
}

const hour = 3_600_000

/** `actor` null is the server itself: nobody is there yet who could be allowed to. */
async function nameCentre(context: ConfigurationContext): Promise<void> {
  const centre = context.configuration.centre()
  const changed = await changeConfigured(context, null, 'centre', centre.id, centre.version, {
    ...bodyOf(centre),
    name: 'Luz y Barro',
    language: 'es',
    timeZone: 'Europe/Madrid',
    // Whoever closes the page to look at something else finds the conversations again.
    giveBackAfterMs: hour,
  })
  if (isRefusal(changed)) throw new Error(`The centre could not be named: ${JSON.stringify(changed)}`)
}

/** `files`: where what the responses send along is kept. */
export async function setUpCentre(
  context: ConfigurationContext,
  files: Pick<FileKeeper, 'keepForAgent'>,
): Promise<DemoCentre> {
  await nameCentre(context)
  const hours = await madeAll(context, 'hours', demoHours(context.now()))
  const skills = await madeAll(context, 'skill', demoSkills)
  const reasons = await madeAll(context, 'reason', demoReasons)
  await madeAll(context, 'case-field', demoCaseFields)
  const tags = await madeAll(context, 'tag', demoTags)
  const trees = await madeAll(context, 'disposition-tree', demoTrees)
  const queues = await madeAll(context, 'queue', demoQueues({ hours, skills, reasons, trees }))
  const calls = await madeAll(context, 'channel-account', demoVoiceAccounts(queues))
  const accounts = await madeAll(context, 'channel-account', demoAccounts(queues, calls))
  const bodies = Object.fromEntries(personKeys.map((key) => [key, demoAgent(key, queues, skills)]))
  const people = await madeAll(context, 'agent', bodies as Record<PersonKey, Agent>)
  await setUpResponses(context, files, { queues, authorId: people.andres })
  return { queues, people, accounts, reasons, tags }
}
