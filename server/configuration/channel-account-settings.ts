/** A channel account on its way into the database: its settings checked by its channel, its secrets sealed. */
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { ChannelAccount } from '#protocol/config/channel-account.ts'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { ChannelShape, ConfigurationContext } from './configuration-context.ts'
import type { Thing } from './kinds.ts'
import { openSettings, restoreSecrets, sealSettings, type Settings } from './secret-settings.ts'

type Parts = Pick<ConfigurationContext, 'channels' | 'secretBox'>

function channelOf({ channels }: Parts, kind: ChannelKind): ChannelShape | undefined {
  return channels.find((channel) => channel.kind === kind)
}

/** `before`: the account as it is kept, null for a new one. */
export function prepareAccount(
  parts: Parts,
  id: string,
  before: ChannelAccount | null,
  after: ChannelAccount,
): ChannelAccount | Refusal<'unknown-reference' | 'invalid-request'> {
  const channel = channelOf(parts, after.channel)
  if (channel === undefined) return refuse('unknown-reference', { what: `channel ${after.channel}` })
  const kept = before?.channel === after.channel ? before.settings : {}
  const restored = restoreSecrets(channel, after.settings, kept)
  if (isRefusal(restored)) return restored
  const clear = openSettings(channel, parts.secretBox, id, restored.settings)
  if (clear === null) return refuse('invalid-request', { problem: 'settings' })
  const checked = channel.settings.safeParse(clear)
  if (!checked.success) {
    const [issue] = checked.error.issues
    return refuse('invalid-request', {
      problem: `settings.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    })
  }
  return { ...after, settings: sealSettings(channel, parts.secretBox, id, restored.settings) }
}

/** The settings in the clear, for the channel itself; null when they cannot be opened with this server's key. */
export function settingsOfAccount(parts: Parts, account: Thing<'channel-account'>): Settings | null {
  const channel = channelOf(parts, account.channel)
  return channel ? openSettings(channel, parts.secretBox, account.id, account.settings) : null
}
