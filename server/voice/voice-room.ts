/**
 * Where the calls of this server sound: the engine is arranged from what the log says of each call, and what the engine reports comes back as acts. The
 * room decides nothing: who may open a leg was decided by the act that asks for it, who hears whom by core. A leg that no party has any more is closed.
 *
 * After the engine or the whole server was away the legs are gone and the calls are not: those who talk are told that their sound is lost, and open it again.
 */
import { audioPlan } from '#core/call/audio-plan.ts'
import { agentIdOf, partyOfLeg, type Call } from '#core/call/call.ts'
import type { CallId, LegId, PartyId, QueueId } from '#core/id.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { LegAnswer, VoiceSettings } from '#protocol/call.ts'
import type { VoiceEngine, VoiceEvent, VoiceHost } from '#voice/engine.ts'
import type { CallNews } from '../act/call-news.ts'
import { act } from '../act/unit.ts'
import { attachMs } from '../act/unit-calls.ts'
import type { Context } from '../context.ts'
import type { SignalBus } from '../live/signal-bus.ts'
import { readOpenCalls } from '../store/call-record.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import type { EventTail } from '../work/event-tail.ts'

export interface VoiceRoom {
  /** The leg of this party, who has been found to be in the call. It is up when the log says so. */
  openLeg(callId: CallId, partyId: PartyId, offer: string): Promise<LegAnswer | Refusal>
  settings(): VoiceSettings
  /** Everything that was reported or logged until now has been carried out. */
  settle(): Promise<void>
  close(): Promise<void>
}

export type VoiceRoomParts = {
  readonly context: Context
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly openEngine: (host: VoiceHost) => Promise<VoiceEngine>
  readonly settings: VoiceSettings
  /** The path of an Ogg Opus file of 20 ms frames; null: silence. */
  readonly musicOf: (queueId: QueueId | null) => string | null
  readonly onRecorded: (
    finished: Extract<VoiceEvent, { readonly type: 'recording-finished' }>,
  ) => Promise<void>
}

type Sounding = {
  call: Call
  version: number
  recordingId: CallNews['recordingId']
  queueId: QueueId | null
  /** What is put to the engine, one after the other. */
  work: Promise<void>
}

function isKnownTo({ knownFrom }: KnownLeg, version: number): boolean {
  return knownFrom !== null && version >= knownFrom
}

type KnownLeg = {
  readonly callId: CallId
  readonly partyId: PartyId
  /** The call's version that knows it for the first time; null: it is not up. The log may still be bringing older ones. */
  knownFrom: number | null
}

export async function openVoiceRoom(parts: VoiceRoomParts): Promise<VoiceRoom> {
  const { context, tail, bus, settings } = parts
  const legs = new Map<LegId, KnownLeg>()
  const calls = new Map<CallId, Sounding>()
  /** Acts that follow from what the engine has reported. */
  const acting = new Set<Promise<void>>()
  let isClosing = false

  const engine = await parts.openEngine({ report })

  function run(what: string, work: () => Promise<void>): Promise<void> {
    const running: Promise<void> = work()
      .catch((error: unknown) => context.log.error({ err: error }, what))
      .finally(() => acting.delete(running))
    acting.add(running)
    return running
  }

  function learn(events: readonly LoggedEvent[]): void {
    for (const event of events) if (event.type === 'call-changed') sound(event.body as CallNews)
  }

  function sound({ call, view: { version }, recordingId, queueId, digits }: CallNews): void {
    const known = calls.get(call.id)
    const now: Sounding = { call, version, recordingId, queueId, work: known?.work ?? Promise.resolve() }
    if (call.state.name === 'over') calls.delete(call.id)
    else calls.set(call.id, now)
    now.work = now.work.then(() =>
      run('A call could not be arranged.', async () => {
        if (call.state.name === 'over') await end(call.id)
        else await arrange(now)
        for (const { legId, digits: keys } of digits)
          await engine.order({ type: 'send-digits', legId, digits: keys })
      }),
    )
  }

  async function arrange({ call, version, recordingId, queueId }: Sounding): Promise<void> {
    const plan = audioPlan(call)
    await engine.order({
      type: 'arrange',
      callId: call.id,
      legs: plan.legs.filter(({ legId }) => legs.has(legId)),
      music: parts.musicOf(queueId),
      recording: plan.recording === 'off' || !recordingId ? null : { id: recordingId, mode: plan.recording },
    })
    for (const [legId, leg] of legs)
      if (leg.callId === call.id && isKnownTo(leg, version) && !partyOfLeg(call, legId)) await drop(legId)
  }

  async function end(callId: CallId): Promise<void> {
    for (const [legId, leg] of legs) if (leg.callId === callId) legs.delete(legId)
    await engine.order({ type: 'close-call', callId })
  }

  async function drop(legId: LegId): Promise<void> {
    legs.delete(legId)
    await engine.order({ type: 'close-leg', legId })
  }

  function report(event: VoiceEvent): void {
    if (event.type === 'restarted') {
      legs.clear()
      void run('After a new start of the voice process calls could not be taken up.', loseAll)
    } else if (event.type === 'recording-finished')
      void run('A recording could not be put down.', async () => await parts.onRecorded(event))
    else {
      const leg = legs.get(event.legId)
      if (!leg || isClosing) return
      if (event.type === 'leg-up')
        void run('A leg could not be taken in.', async () => await legUp(event.legId, leg))
      if (event.type === 'leg-lost' || event.type === 'leg-closed') {
        legs.delete(event.legId)
        void run('A lost leg could not be noted.', async () => await legLost(event.legId, leg.callId))
      }
      if (event.type === 'digit' || event.type === 'quality') hint(leg, event)
    }
  }

  async function legUp(legId: LegId, leg: KnownLeg): Promise<void> {
    const { callId, partyId } = leg
    const done = await act(
      context,
      async (unit) => (await unit.applyToCall(callId, { type: 'leg-up', partyId, legId })) ?? unit,
    )
    // Over, or its party has gone in the meantime.
    if (isRefusal(done)) await drop(legId)
    else leg.knownFrom = (await done.call(callId))?.version ?? null
  }

  /** Nobody has said why: the party keeps its place for a while (K17). */
  async function legLost(legId: LegId, callId: CallId): Promise<void> {
    await act(context, async (unit) => {
      const record = await unit.call(callId)
      const party = record && partyOfLeg(record.call, legId)
      if (!party) return unit
      const patience = party.role === 'customer' ? attachMs.customerLost : attachMs.agentLost
      return (
        (await unit.applyToCall(callId, { type: 'leg-lost', legId, untilAt: unit.at + patience })) ?? unit
      )
    })
  }

  /** Every leg that the calls believe in is gone. */
  async function loseAll(): Promise<void> {
    for (const { call } of await readOpenCalls(context.database))
      for (const { leg } of call.parties)
        if (leg.name === 'up' && !legs.has(leg.legId)) await legLost(leg.legId, call.id)
  }

  function hint(
    { callId, partyId }: KnownLeg,
    event: Extract<VoiceEvent, { readonly type: 'digit' | 'quality' }>,
  ): void {
    const agentIds = calls.get(callId)?.call.parties.flatMap((party) => agentIdOf(party) ?? []) ?? []
    bus.send({
      to: 'persons',
      agentIds,
      signal:
        event.type === 'digit'
          ? { type: 'call-digit', callId, partyId, digit: event.digit }
          : { type: 'call-quality', callId, partyId, quality: event.quality },
    })
  }

  const unfollow = tail.follow(learn)
  await run('Calls of before could not be taken up.', loseAll)

  return {
    async openLeg(callId, partyId, offer) {
      const legId = context.newId('leg')
      legs.set(legId, { callId, partyId, knownFrom: null })
      const outcome = await engine.order({ type: 'open-leg', legId, callId, offer })
      if (outcome.outcome === 'answered') return { answer: outcome.answer, legId }
      legs.delete(legId)
      return outcome.outcome === 'refused'
        ? refuse('voice-refused', { reason: outcome.reason })
        : refuse('voice-down')
    },
    settings: () => settings,
    async settle() {
      do {
        await Promise.all(acting)
        await tail.settle()
        await Promise.all([...calls.values()].map(({ work }) => work))
      } while (acting.size > 0)
    },
    async close() {
      isClosing = true
      unfollow()
      await engine.close()
      await Promise.all(acting)
    },
  }
}
