/**
 * What the outbox does with a notification: looks whether it is still true (the offer open, the customer still unanswered and no page there meanwhile),
 * puts it together in the agent's language as it is now, and sends it. A browser that is gone is forgotten.
 */
import { createHash } from 'node:crypto'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { PushNews } from '#protocol/push.ts'
import type { Language } from '#protocol/text.ts'
import type { Context } from '../context.ts'
import { readPreferences } from '../sign-in/preference-row.ts'
import { readInteraction, type InteractionRecord } from '../store/interaction-record.ts'
import type { PushPost } from '../store/outbox-row.ts'
import { deletePushSubscription, hasPageOpen, readPushSubscription } from '../store/push-row.ts'
import type { SendPush } from '../work/outbox.ts'
import type { WebPush } from './web-push.ts'

export function createSendPush(context: Context, webPush: WebPush): SendPush {
  const { database, configuration, log } = context

  async function newsOf(post: PushPost): Promise<PushNews | null> {
    const preferred = (await readPreferences(database, post.agentId)).language
    const language: Language = preferred ?? configuration.centre().language
    if (post.about === 'test') return { type: 'test', language }
    const record = post.interactionId ? await readInteraction(database, post.interactionId) : null
    if (!record) return null
    const { interaction, contactName: name } = record
    const { id: interactionId, channel } = interaction
    const queue = configuration.queue(interaction.queueId)?.name ?? ''
    const about = { language, interactionId, name, queue, channel }
    if (post.about === 'said') return (await isUnanswered(post, record)) ? { type: 'said', ...about } : null
    const isOpen =
      interaction.state.name === 'offered' && interaction.state.offers.some(({ id }) => id === post.offerId)
    return isOpen && post.offerId
      ? { type: 'offer', ...about, offerId: post.offerId, untilAt: post.untilAt }
      : null
  }

  async function isUnanswered(post: PushPost, record: InteractionRecord): Promise<boolean> {
    if (ownerOf(record.interaction) !== post.agentId || record.summary.unread === 0) return false
    return !(await hasPageOpen(database, post.agentId, context.now()))
  }

  return async (post) => {
    if (context.now() >= post.untilAt) return 'done'
    const subscription = await readPushSubscription(database, post.subscriptionId)
    if (subscription?.agentId !== post.agentId) return 'done'
    const content = await newsOf(post)
    if (!content) return 'done'
    const answer = await webPush.send(subscription, {
      content,
      ttlSeconds: (post.untilAt - context.now()) / 1_000,
      topic: createHash('sha256')
        .update(post.interactionId ?? 'test')
        .digest('base64url')
        .slice(0, 32),
    })
    if (answer === 'gone') {
      await deletePushSubscription(database, subscription.id)
      log.info({ device: subscription.id }, 'A browser can no longer be notified and was forgotten.')
    }
    if (answer === 'refused')
      log.warn({ device: subscription.id }, 'A push service refuses what it is sent; it is not tried again.')
    return typeof answer === 'object' ? answer : 'done'
  }
}
