/** What must hold of one kind besides its shape and its references. The answer is the body as it is to be kept. */
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { tagNamed } from '#core/tag/tag-name.ts'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { ErrorCode } from '#protocol/error.ts'
import type { Queryable } from '../store/query.ts'
import { lockQueueMusic } from '../store/queue-music-row.ts'
import { prepareAccount } from './channel-account-settings.ts'
import { checkDispositions } from './check-dispositions.ts'
import { checkResponse, checkResponseFolder } from './check-response.ts'
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

async function checkQueue({
  on,
  id,
  before,
  after,
}: Given<'queue'>): Promise<Bodies['queue'] | Refusal<ErrorCode>> {
  const accounts = (await readCurrentConfiguration(on))
    .filter((row) => row.kind === 'channel-account')
    .map((row) => toThing('channel-account', row))
  const cutOff = accounts.find(
    (account) => account.queueId === id && !after.channels.includes(account.channel),
  )
  if (cutOff) return refuse('still-used', { where: cutOff.name })
  const { musicFileId } = after.voice
  if (musicFileId === null || musicFileId === before?.voice.musicFileId) return after
  return (await lockQueueMusic(on, musicFileId))
    ? after
    : refuse('unknown-reference', { what: `file ${musicFileId}` })
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

/** Under the configuration's lock: of two who make the same word a tag at once, the second one sees the first one's. */
async function checkTag({
  on,
  id,
  after,
}: Pick<Given<'tag'>, 'on' | 'id' | 'after'>): Promise<Bodies['tag'] | Refusal<ErrorCode>> {
  const others = (await readCurrentConfiguration(on))
    .filter((row) => row.kind === 'tag' && row.id !== id)
    .map((row) => toThing('tag', row))
  return tagNamed(others, after.name) ? refuse('tag-name-taken') : after
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
  tag: checkTag,
  'response-folder': async ({ on, id, after }) => (await checkResponseFolder(on, id, after)) ?? after,
  response: async ({ on, id, after }) => (await checkResponse(on, id, after)) ?? after,
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

/** What was archived comes back as it was; its name may be somebody else's by now. */
export async function checkRestored<Kind extends ConfigurationKind>(
  on: Queryable,
  kind: Kind,
  id: string,
  after: Bodies[Kind],
): Promise<Refusal<ErrorCode> | null> {
  // `kind` says which body this is; the compiler cannot carry that from one to the other.
  if (kind === 'response') return await checkResponse(on, id, after as Bodies['response'])
  if (kind !== 'tag') return null
  const checked = await checkTag({ on, id, after: after as Bodies['tag'] })
  return isRefusal(checked) ? checked : null
}
