/** Conversations for tests through the HTTP door: begun by the act that channels use, and given to whom the test wants. */
import type { AgentId, ChannelAccountId, InteractionId, QueueId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import { queue, type Queue } from '#protocol/config/queue.ts'
import { beginInteraction } from '../act/begin-interaction.ts'
import { agentConnected } from '../act/presence-acts.ts'
import { act } from '../act/unit.ts'
import { createConfigured } from '../configuration/save.ts'
import type { Context } from '../context.ts'
import { mustBe } from './centre.ts'
import type { TestDoor } from './door.ts'

export type Line = { readonly queueId: QueueId; readonly accountId: ChannelAccountId }

/** A queue with an account that leads to it. */
export async function addLine(door: TestDoor, settings: Partial<Queue> = {}): Promise<Line> {
  const made = mustBe(
    await createConfigured(
      door.context,
      null,
      'queue',
      queue.parse({ name: 'Atención', channels: ['web-chat'], ...settings }),
    ),
  )
  const account = mustBe(
    await createConfigured(
      door.context,
      null,
      'channel-account',
      channelAccount.parse({ name: 'Tienda', channel: 'web-chat', queueId: made.id }),
    ),
  )
  return { queueId: made.id, accountId: account.id }
}

/** Somebody begins and waits. */
export async function begin(context: Context, { accountId }: Line, user: string): Promise<InteractionId> {
  const begun = await act(context, async (unit) => ({
    id: await beginInteraction(context, unit, { accountId, user, person: { name: user }, caseData: {} }),
  }))
  return mustBe(begun).id
}

/** What core makes of an event, as an act would have put it. */
export async function happen(
  context: Context,
  id: InteractionId,
  ...events: InteractionEvent[]
): Promise<void> {
  mustBe(
    await act(context, async (unit) => {
      for (const event of events) {
        const refused = await unit.applyToInteraction(id, event)
        if (refused) return refused
      }
      return unit
    }),
  )
}

/** Somebody begins, and this agent takes it. */
export async function beginWith(
  context: Context,
  line: Line,
  user: string,
  agentId: AgentId,
): Promise<InteractionId> {
  const id = await begin(context, line, user)
  mustBe(await agentConnected(context, agentId))
  await happen(context, id, { type: 'pulled', agentId })
  return id
}
