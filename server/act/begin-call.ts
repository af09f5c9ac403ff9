/** The call that a customer's voice interaction begins with: it waits, and its sound must be there soon. */
import type { Call } from '#core/call/call.ts'
import { openCall } from '#core/call/step.ts'
import type { CallId, InteractionId } from '#core/id.ts'
import type { Context } from '../context.ts'
import type { CallRecord } from '../store/call-record.ts'
import { attachMs } from './unit-calls.ts'
import type { Unit } from './unit.ts'

export async function beginCall(
  context: Pick<Context, 'newId'>,
  unit: Unit,
  interactionId: InteractionId,
): Promise<CallId> {
  const id = context.newId('cal')
  const { state: call, effects } = openCall(
    {
      id,
      interactionId,
      partyId: context.newId('pty'),
      who: { kind: 'customer' },
      leg: 'joining',
      untilAt: unit.at + attachMs.joining,
    },
    unit.at,
  )
  await unit.openCall(newCallRecord(call, unit.at), effects)
  return id
}

export function newCallRecord(call: Call, at: number): CallRecord {
  return {
    call,
    version: 1,
    recordingId: null,
    marks: [],
    speakers: {},
    startedAt: at,
    answeredAt: null,
    endedAt: null,
  }
}
