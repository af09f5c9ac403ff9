/**
 * Rings alarms at their exact time. They are rows, so a restart loses none; each is taken off the table in the very transaction that acts on it,
 * so it rings once, on one node. What core refuses by then (the offer was accepted meanwhile) has simply become unnecessary.
 */
import type { CallEvent } from '#core/call/event.ts'
import type { AgentId, CallId, InteractionId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import { callAlarm } from '../act/call-alarm.ts'
import { agentLost, giveBackAll, lockAgent } from '../act/presence-acts.ts'
import { act, type Unit } from '../act/unit.ts'
import type { Context } from '../context.ts'
import {
  dueTimers,
  nextTimerAt,
  postponeAbsence,
  takeTimer,
  type DueTimer,
  type Timer,
} from '../store/timer-row.ts'

export interface Timers {
  /** Rings everything that is due now and waits for it. */
  settle(): Promise<void>
  close(): Promise<void>
}

const batchSize = 100
const longestSleepMs = 30_000
const afterErrorMs = 1_000
/** Longer than a page lets pass before it tries again to connect. */
const returnMs = 45_000

export function startTimers(context: Context): Timers {
  let closed = false
  /** While this server or the database was away nobody could show that they are there. */
  let wasAway = true
  let rung = false
  let running: Promise<void> | null = null
  let sleep: NodeJS.Timeout | undefined

  function look(): void {
    if (closed) return
    if (running) {
      rung = true
      return
    }
    clearTimeout(sleep)
    running = ringDue()
      .catch((error: unknown) => {
        context.log.error({ err: error }, 'Alarms could not be read; trying again.')
        wasAway = true
        return context.now() + afterErrorMs
      })
      .then((nextAt) => {
        running = null
        if (closed) return
        if (rung) {
          rung = false
          look()
        } else
          sleep = setTimeout(
            look,
            Math.min(longestSleepMs, Math.max(0, (nextAt ?? Infinity) - context.now())),
          )
      })
  }

  async function ringDue(): Promise<number | null> {
    if (wasAway) await postponeAbsence(context.database, context.now() + returnMs)
    wasAway = false
    for (;;) {
      const due = await dueTimers(context.database, context.now(), batchSize)
      let failed = false
      for (const one of due) failed = !(await ring(context, one)) || failed
      if (failed) return context.now() + afterErrorMs
      if (due.length < batchSize) return await nextTimerAt(context.database)
    }
  }

  const silence = context.doorbell.on('timers', look)
  look()

  return {
    async settle() {
      look()
      while (running) await running
    },
    async close() {
      closed = true
      silence()
      clearTimeout(sleep)
      await running
    },
  }
}

async function ring(context: Context, { key, kind, subjectId }: DueTimer): Promise<boolean> {
  try {
    await act(context, async (unit) => {
      // Whoever changes a thing holds the thing first and its alarms second; so do we.
      if (kind === 'call') await unit.call(subjectId as CallId)
      else if (kind === 'interaction' || kind === 'customer-gone')
        await unit.interaction(subjectId as InteractionId)
      else await lockAgent(unit, subjectId as AgentId)
      const timer = await takeTimer(unit.transaction, key, unit.at)
      if (timer) await carryOut(context, unit, timer)
      return true
    })
    return true
  } catch (error) {
    context.log.error({ err: error, key }, 'An alarm could not be carried out; trying again.')
    return false
  }
}

async function carryOut(context: Context, unit: Unit, timer: Timer): Promise<void> {
  // The table's body was written by the unit from core's own events, for the kind of subject named beside it.
  if (timer.kind === 'interaction')
    await unit.applyToInteraction(timer.subjectId as InteractionId, timer.body as InteractionEvent)
  else if (timer.kind === 'presence')
    await unit.applyToAgent(timer.subjectId as AgentId, timer.body as PresenceEvent)
  else if (timer.kind === 'call')
    await callAlarm(context, unit, timer.subjectId as CallId, timer.body as CallEvent)
  else if (timer.kind === 'agent-lost') await agentLost(context, unit, timer.subjectId as AgentId)
  else if (timer.kind === 'customer-gone') await customerGone(unit, timer.subjectId as InteractionId)
  else {
    await giveBackAll(unit, timer.subjectId as AgentId, 'silent')
    // Whoever comes back from now on signs in anew (P13); somebody who is offline already cannot refuse it.
    await unit.applyToAgent(timer.subjectId as AgentId, { type: 'signed-out' })
  }
}

/** The customer's page is closed and nobody came back: the place in line is given up (I8). One who is being served stays. */
async function customerGone(unit: Unit, id: InteractionId): Promise<void> {
  const record = await unit.interaction(id)
  const name = record?.interaction.state.name
  if (name !== 'waiting' && name !== 'offered') return
  await unit.applyToInteraction(id, { type: 'customer-left' })
  await unit.note(id, { code: 'customer-gone-quiet' })
}
