/** A person's own choices are saved, and that person's other pages hear of it at once: the same desk on every device. */
import type { Preferences } from '#protocol/workspace.ts'
import type { Context } from '../context.ts'
import type { SignedIn } from '../http/signed-in.ts'
import { appendEvents } from '../store/event-log.ts'
import { savePreferences } from './preference-row.ts'

export async function saveOwnPreferences(
  context: Context,
  { agentId, language }: Pick<SignedIn, 'agentId' | 'language'>,
  changes: Partial<Preferences>,
): Promise<Preferences> {
  const at = context.now()
  const preferences = await context.database.transaction(async (transaction) => {
    const saved = { language, ...(await savePreferences(transaction, agentId, changes, at)) }
    await appendEvents(
      transaction,
      [
        {
          type: 'preferences-changed',
          interactionId: null,
          agentId,
          audience: { agents: [agentId] },
          body: { preferences: saved },
        },
      ],
      at,
    )
    return saved
  })
  context.doorbell.ring('events')
  return preferences
}
