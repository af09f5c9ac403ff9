/** What a customer does in their own open call. Every act finds the call by the customer's name on the account, never by an id that came from outside. */
import type { CustomerCall, CustomerCalls } from '#channels/channel.ts'
import { withRole } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import type { CallId, ChannelAccountId, PartyId } from '#core/id.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { Context } from '../context.ts'
import { toCustomerCall } from '../present/call-view.ts'
import { callIdOf, readCall } from '../store/call-record.ts'
import { lastInteractionOfCustomer } from '../store/contact-row.ts'
import type { VoiceRoom } from '../voice/voice-room.ts'
import { act, type Unit } from './unit.ts'

export function customerCalls(
  context: Context,
  room: Pick<VoiceRoom, 'openLeg' | 'settings'>,
  accountId: ChannelAccountId,
): CustomerCalls {
  async function idOf(user: string): Promise<CallId | null> {
    const last = await lastInteractionOfCustomer(context.database, accountId, user)
    return last ? await callIdOf(context.database, last.id) : null
  }

  async function ownPartyOf(callId: CallId): Promise<PartyId | null> {
    const record = await readCall(context.database, callId)
    return record?.call.state.name === 'open' ? (withRole(record.call, 'customer')?.id ?? null) : null
  }

  /** One step of the call; a refusal's code, or null. */
  async function step(user: string, event: (partyId: PartyId) => CallEvent): Promise<string | null> {
    const id = await idOf(user)
    if (!id) return 'call-over'
    const done = await act(context, async (unit): Promise<Refusal | Unit> => {
      const record = await unit.call(id)
      const own = record && withRole(record.call, 'customer')
      if (!own) return refuse('call-over')
      return (await unit.applyToCall(id, event(own.id))) ?? unit
    })
    return isRefusal(done) ? done.refused : null
  }

  return {
    async open(user): Promise<CustomerCall | null> {
      const id = await idOf(user)
      const record = id && (await readCall(context.database, id))
      return record?.call.state.name === 'open'
        ? toCustomerCall(record, (agentId) => context.configuration.agent(agentId)?.name ?? null)
        : null
    },
    async openLeg(user, sdp) {
      const id = await idOf(user)
      const partyId = id && (await ownPartyOf(id))
      if (!partyId) return { refused: 'call-over' }
      const opened = await room.openLeg(id, partyId, sdp)
      return isRefusal(opened)
        ? {
            refused: opened.refused,
            ...(opened.details && { details: opened.details }),
          }
        : { answer: opened.answer, legId: opened.legId }
    },
    mute: async (user, on) => await step(user, (partyId) => ({ type: 'muted', partyId, on })),
    press: async (user, digits) =>
      await step(user, (partyId) => ({ type: 'digits-pressed', partyId, digits })),
    hangUp: async (user) => await step(user, (partyId) => ({ type: 'left', partyId })),
    iceServers: () => room.settings().iceServers,
  }
}
