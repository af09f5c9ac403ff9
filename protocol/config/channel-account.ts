import { channelKinds } from '#core/channel-kind.ts'
import { z } from 'zod'
import { queueId } from '../id.ts'

/**
 * One configured line. `settings` are the channel's own (its `settings` schema checks them); the ones marked secret there are kept
 * encrypted and never given back: reading shows `"••••"`, and sending that back keeps what is stored.
 */
export const channelAccount = z.object({
  name: z.string().trim().min(1).max(80),
  channel: z.enum(channelKinds),
  queueId,
  enabled: z.boolean().default(true),
  settings: z.record(z.string(), z.unknown()).default({}),
})
export type ChannelAccount = z.infer<typeof channelAccount>
