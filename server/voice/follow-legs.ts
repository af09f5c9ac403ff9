/**
 * What becomes of legs is put to the calls as acts, for each call in the order in which it was reported: a leg that came up and was lost at once must not
 * be up for ever because the second act was the faster one. What cannot be written down now (the database is away) is tried until it is.
 */
import { partyOfLeg, type Party } from '#core/call/call.ts'
import type { CallId, LegId } from '#core/id.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import { act, type Unit } from '../act/unit.ts'
import { attachMs } from '../act/unit-calls.ts'
import type { Context } from '../context.ts'
import { readOpenCalls } from '../store/call-record.ts'
import { insist } from './insist.ts'
import type { KnownLeg, KnownLegs } from './known-leg.ts'

export interface LegFollower {
  up(legId: LegId, leg: KnownLeg): void
  /** It is no more among the known ones. */
  lost(legId: LegId, callId: CallId): void
  /** No leg that the calls believe in is there: who talked is told, and recordings go on as others. `claim` is told of each open call before. */
  allLost(claim: (callId: CallId) => void): Promise<void>
  settle(): Promise<void>
  close(): Promise<void>
}

/** Calls that are told at the same time that everything is lost. */
const atOnce = 8

export function followLegs(
  context: Context,
  legs: KnownLegs,
  drop: (legId: LegId) => Promise<void>,
): LegFollower {
  const chains = new Map<CallId, Promise<void>>()
  const closing = new AbortController()

  function follow(callId: CallId, work: () => Promise<void>): Promise<void> {
    const before = chains.get(callId) ?? Promise.resolve()
    const now = before.then(async () => await insistOn(work))
    chains.set(callId, now)
    void now.then(() => {
      if (chains.get(callId) === now) chains.delete(callId)
    })
    return now
  }

  async function insistOn(work: () => Promise<void>): Promise<void> {
    if (closing.signal.aborted) return
    await insist(work, {
      signal: closing.signal,
      onFault: (error) =>
        context.log.error({ err: error }, 'What became of a leg could not be noted; trying again.'),
    })
  }

  async function noteUp(legId: LegId, leg: KnownLeg): Promise<void> {
    const { callId, partyId } = leg
    if (legs.get(legId) !== leg) return
    const done = await act(
      context,
      async (unit) => (await unit.applyToCall(callId, { type: 'leg-up', partyId, legId })) ?? unit,
    )
    // Over, or its party has gone in the meantime.
    if (isRefusal(done)) return await drop(legId)
    if (legs.get(legId) === leg) leg.knownFrom = (await done.call(callId))?.version ?? null
    // It went while it was being noted.
    else await noteLost(legId, callId)
  }

  /** Nobody has said why: the party keeps its place for a while (K17). */
  async function noteLost(legId: LegId, callId: CallId): Promise<void> {
    await act(context, async (unit) => {
      const record = await unit.call(callId)
      const party = record && partyOfLeg(record.call, legId)
      return (party && (await lose(unit, callId, party))) ?? unit
    })
  }

  async function lose(unit: Unit, callId: CallId, { leg, role }: Party): Promise<Refusal | null> {
    if (leg.name !== 'up') return null
    const patience = role === 'customer' ? attachMs.customerLost : attachMs.agentLost
    return await unit.applyToCall(callId, {
      type: 'leg-lost',
      legId: leg.legId,
      untilAt: unit.at + patience,
    })
  }

  async function loseAllOf(callId: CallId): Promise<void> {
    await act(context, async (unit) => {
      const record = await unit.call(callId)
      await unit.renewRecording(callId)
      // What the loss of one brings about may have taken another with it: that one is refused, and gone.
      for (const party of record?.call.parties ?? [])
        if (party.leg.name === 'up' && !legs.has(party.leg.legId)) await lose(unit, callId, party)
      return unit
    })
  }

  return {
    up: (legId, leg) => void follow(leg.callId, async () => await noteUp(legId, leg)),
    lost: (legId, callId) => void follow(callId, async () => await noteLost(legId, callId)),
    async allLost(claim) {
      await insistOn(async () => {
        const ids = (await readOpenCalls(context.database)).map(({ call }) => call.id)
        for (const id of ids) claim(id)
        for (let from = 0; from < ids.length; from += atOnce)
          await Promise.all(
            ids
              .slice(from, from + atOnce)
              .map(async (id) => await follow(id, async () => await loseAllOf(id))),
          )
      })
    },
    async settle() {
      while (chains.size > 0) await Promise.all(chains.values())
    },
    async close() {
      closing.abort()
      await Promise.all(chains.values())
    },
  }
}
