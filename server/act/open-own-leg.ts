/** A browser offers its sound: only for the caller's own party, and only while that party is in the call (R10). */
import type { CallId } from '#core/id.ts'
import { ownParty, refusalOfCall } from '#core/permission/call-act.ts'
import type { Actor } from '#core/permission/may.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { LegAnswer } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { readCall } from '../store/call-record.ts'
import type { VoiceRoom } from '../voice/voice-room.ts'

export async function openOwnLeg(
  context: Context,
  room: Pick<VoiceRoom, 'openLeg'>,
  actor: Actor,
  id: CallId,
  offer: string,
): Promise<LegAnswer | Refusal> {
  const record = await readCall(context.database, id)
  if (!record) return refuse('not-found')
  const refused = refusalOfCall(record.call, actor, 'open-leg')
  const own = ownParty(record.call, actor)
  if (refused || !own) return refused ?? refuse('not-found')
  return await room.openLeg(id, own.id, offer)
}
