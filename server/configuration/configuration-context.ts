import type { Channel } from '#channels/channel.ts'
import type { Context } from '../context.ts'
import type { SecretBox } from './secret-box.ts'

/** What a channel says of itself without being opened. */
export type ChannelShape = Pick<Channel<unknown>, 'kind' | 'settings'>

/** What the acts on the configuration need besides. */
export type ConfigurationContext = Context & {
  readonly secretBox: SecretBox
  /** The channels this server has; accounts of other kinds cannot be made. */
  readonly channels: readonly ChannelShape[]
}
