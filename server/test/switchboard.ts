/** A centre with calls on the engine without sound, for tests of what is done in them: who hears whom is asked by name. */
import type { CustomerCalls } from '#channels/channel.ts'
import { agentIdOf } from '#core/call/call.ts'
import type { AgentId, CallId, InteractionId, PartyId } from '#core/id.ts'
import type { Interaction } from '#core/interaction/interaction.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal } from '#core/step.ts'
import type { agent } from '#protocol/config/agent.ts'
import { callAct, type CallActInput, type CallView } from '#protocol/call.ts'
import type { Queue } from '#protocol/config/queue.ts'
import { queue } from '#protocol/config/queue.ts'
import type { FakeEngine } from '#voice/fake/fake-engine.ts'
import type { z } from 'zod'
import { doInCall } from '../act/call-acts.ts'
import { customerCalls } from '../act/customer-calls.ts'
import { takeInteraction } from '../act/interaction-acts.ts'
import { openOwnLeg } from '../act/open-own-leg.ts'
import { callIdOf, readCall, type CallRecord } from '../store/call-record.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import type { Presence } from '#core/presence/presence.ts'
import type { VoiceRoom } from '../voice/voice-room.ts'
import { mustBe, openTestCentre, type TestCentre } from './centre.ts'

export type Colleague = Actor & { readonly phone: string }

export type Switchboard = {
  readonly centre: TestCentre
  readonly room: VoiceRoom
  readonly engine: FakeEngine
  readonly customers: CustomerCalls
  /** Ready for one call at a time; the telephone has the name. */
  colleague(phone: string, settings?: Partial<z.input<typeof agent>>): Promise<Colleague>
  /** Lucía (or somebody else) calls and hears music. */
  waiting(user?: string): Promise<{ readonly id: InteractionId; readonly callId: CallId }>
  /** And this colleague has taken it; both are heard. */
  talking(who: Colleague, user?: string): Promise<{ readonly id: InteractionId; readonly callId: CallId }>
  /** What is done, as the door would have it done; refusals as their code. */
  does(who: Actor, callId: CallId, act: CallActInput): Promise<CallView | string>
  /** The own sound is opened; null, or why not. */
  opens(who: Colleague, callId: CallId): Promise<string | null>
  /** Asked and there. */
  joins(who: Colleague, callId: CallId): Promise<void>
  record(callId: CallId): Promise<CallRecord>
  partyOf(callId: CallId, agentId: AgentId): Promise<PartyId>
  interaction(id: InteractionId): Promise<Interaction>
  presence(who: Actor): Promise<Presence>
  /** Alarms that are due by now, and what follows. */
  later(ms: number): Promise<void>
  hears(phone: string): string
  hangsUp(user?: string): Promise<string | null>
}

export async function openSwitchboard(voice: Partial<Queue['voice']> = {}): Promise<Switchboard> {
  const centre = await openTestCentre({ voice: queue.shape.voice.parse({ ...voice }) })
  const { room, engine } = await centre.startVoice()
  const timers = centre.startTimers()
  const { context } = centre
  const { database } = context
  const theirs = customerCalls(context, room, centre.voiceAccount)

  const board: Switchboard = {
    centre,
    room,
    engine,
    customers: theirs,
    async colleague(phone, settings = {}) {
      const actor = await centre.addAgent({
        name: phone,
        channels: ['voice'],
        capacity: { maximum: { voice: 1 }, interruptedBy: {} },
        ...settings,
      })
      await centre.ready(actor)
      return { ...actor, phone }
    },
    async waiting(user = 'lucia') {
      const id = await centre.call(user)
      await theirs.openLeg(user, `phone:${user}`)
      await room.settle()
      const callId = await callIdOf(database, id)
      if (!callId) throw new Error('There is no call.')
      return { id, callId }
    },
    async talking(who, user) {
      const call = await board.waiting(user)
      mustBe(await takeInteraction(context, who, call.id))
      await board.opens(who, call.callId)
      return call
    },
    async does(who, callId, act) {
      const done = await doInCall(context, who, callId, callAct.parse(act))
      await room.settle()
      return isRefusal(done) ? done.refused : done.call
    },
    async opens(who, callId) {
      const opened = await openOwnLeg(context, room, who, callId, `phone:${who.phone}`)
      await room.settle()
      return isRefusal(opened) ? opened.refused : null
    },
    async joins(who, callId) {
      const answered = await board.does(who, callId, { type: 'answer' })
      if (typeof answered === 'string') throw new Error(`Refused: ${answered}`)
      const refused = await board.opens(who, callId)
      if (refused) throw new Error(`Refused: ${refused}`)
    },
    async record(callId) {
      const record = await readCall(database, callId)
      if (!record) throw new Error('There is no call.')
      return record
    },
    async partyOf(callId, agentId) {
      const { call } = await board.record(callId)
      const party = call.parties.find((one) => agentIdOf(one) === agentId)
      if (!party) throw new Error('Not in the call.')
      return party.id
    },
    async interaction(id) {
      const record = await readInteraction(database, id)
      if (!record) throw new Error('There is no interaction.')
      return record.interaction
    },
    async presence({ agentId }) {
      const record = await readPresence(database, agentId)
      if (!record) throw new Error('There is no presence.')
      return record.presence
    },
    async later(ms) {
      centre.advance(ms)
      await timers.settle()
      await room.settle()
    },
    hears: (phone) => engine.heardBy(phone).toSorted().join(' '),
    async hangsUp(user = 'lucia') {
      const refused = await theirs.hangUp(user)
      await room.settle()
      return refused
    },
  }
  return board
}
