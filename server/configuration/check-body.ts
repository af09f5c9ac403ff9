/** What must hold of one kind besides its shape and its references. The answer is the body as it is to be kept. */
import { refuse, type Refusal } from '#core/step.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { ErrorCode } from '#protocol/error.ts'
import type { Queryable } from '../store/query.ts'
import { prepareAccount } from './channel-account-settings.ts'
import { checkDispositions } from './check-dispositions.ts'
import type { ConfigurationContext } from './configuration-context.ts'
import { readConfigurationRows, readCurrentConfiguration, toThing } from './configuration-row.ts'
import type { Bodies } from './kinds.ts'

type Given<Kind extends ConfigurationKind> = {
  readonly context: ConfigurationContext
  readonly on: Queryable
  readonly id: string
  /** As it is kept now; null for a new one. */
  readonly before: Bodies[Kind] | null
  readonly after: Bodies[Kind]
}
type Check<Kind extends ConfigurationKind> = (
  given: Given<Kind>,
) => Promise<Bodies[Kind] | Refusal<ErrorCode>>

async function checkAccount({
  context,
  on,
  id,
  before,
  after,
}: Given<'channel-account'>): Promise<Bodies['channel-account'] | Refusal<ErrorCode>> {
  // Its conversations are of that channel.
  if (before && before.channel !== after.channel)
    return refuse('invalid-request', { problem: `channel: ${before.channel}` })
  const [row] = await readConfigurationRows(on, [after.queueId])
  const queue = row && toThing('queue', row)
  if (queue && !queue.channels.includes(after.channel))
    return refuse('channel-not-in-queue', { queue: queue.name })
  return prepareAccount(context, id, before, after)
}

async function checkQueue({ on, id, after }: Given<'queue'>): Promise<Bodies['queue'] | Refusal<ErrorCode>> {
  const accounts = (await readCurrentConfiguration(on))
    .filter((row) => row.kind === 'channel-account')
    .map((row) => toThing('channel-account', row))
  const cutOff = accounts.find(
    (account) => account.queueId === id && !after.channels.includes(account.channel),
  )
  return cutOff ? refuse('still-used', { where: cutOff.name }) : after
}

async function checkCaseField({
  before,
  after,
}: Given<'case-field'>): Promise<Bodies['case-field'] | Refusal<ErrorCode>> {
  return before && before.key !== after.key ? refuse('key-fixed', { key: before.key }) : after
}

async function checkTree({
  on,
  id,
  before,
  after,
}: Given<'disposition-tree'>): Promise<Bodies['disposition-tree'] | Refusal<ErrorCode>> {
  return (await checkDispositions(on, id, before, after)) ?? after
}

async function keep<Kind extends ConfigurationKind>({ after }: Given<Kind>): Promise<Bodies[Kind]> {
  return after
}

const checks: { readonly [Kind in ConfigurationKind]: Check<Kind> } = {
  'channel-account': checkAccount,
  queue: checkQueue,
  'case-field': checkCaseField,
  'disposition-tree': checkTree,
  skill: keep,
  reason: keep,
  hours: keep,
  agent: keep,
  team: keep,
  tag: keep,
  'response-folder': keep,
  response: keep,
  centre: keep,
}

export async function checkBody<Kind extends ConfigurationKind>(
  context: ConfigurationContext,
  on: Queryable,
  kind: Kind,
  id: string,
  before: Bodies[Kind] | null,
  after: Bodies[Kind],
): Promise<Bodies[Kind] | Refusal<ErrorCode>> {
  return await checks[kind]({ context, on, id, before, after })
}
