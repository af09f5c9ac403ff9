/**
 * A bad day in a small centre, drawn from a seed: people arrive singly and in crowds and leave at any instant; agents answer, reject, miss,
 * answer too late or twice, vanish and come back; work is returned, transferred, parked, stored; supervisors pull, assign, force and end;
 * queues close, rules change, and the process dies, at once or for a while in which alarms become due. `check` is called after every step
 * with what happened; in the evening everybody comes back and works until nothing is left.
 */
import type { Decision } from '../routing/snapshot.ts'
import { createAgenda, nextAt, takeNext } from './agenda.ts'
import { liveAgents } from './bad-day-agents.ts'
import { queues, staff } from './bad-day-centre.ts'
import { handOver, letArrive, reactTo, wrapUp } from './bad-day-work.ts'
import { createCentre, hire, nextDueAt, putQueue, restart, ringAlarms, route } from './centre.ts'
import { act, after, again, minuteMs, note, pick, secondMs, type Day } from './day.ts'
import { createDice } from './dice.ts'

export type Check = (day: Day, decisions: readonly Decision[]) => void

export function runBadDay(seed: number, lengthMs: number, check: Check): Day {
  const dice = createDice(seed)
  const decisions: Decision[] = []
  const day: Day = {
    centre: createCentre(dice, (decision, offers) => {
      decisions.push(decision)
      for (const offer of offers) reactTo(day, decision.interactionId, offer)
    }),
    dice,
    agenda: createAgenda(),
    endsAt: lengthMs,
    arrivals: 0,
    byHand: new Set(),
    diary: [],
  }
  for (const queue of queues) putQueue(day.centre, queue)
  for (const agent of staff) hire(day.centre, agent)
  liveAgents(day)
  again(day, 20 * secondMs, () => letArrive(day))
  again(day, 90 * secondMs, () => supervise(day))
  again(day, 8 * minuteMs, () => turnOver(day))
  again(day, 12 * minuteMs, () => die(day))
  while (step(day)) {
    check(day, decisions)
    decisions.length = 0
  }
  return day
}

/** One thing after the other: alarms that are due, else what comes next in the day. */
function step(day: Day): boolean {
  const { centre, agenda } = day
  const due = Math.max(centre.at, nextDueAt(centre))
  const planned = Math.max(centre.at, nextAt(agenda))
  if (Math.min(due, planned) === Infinity) return false
  centre.at = Math.min(due, planned)
  if (due <= planned) ringAlarms(centre)
  else takeNext(agenda)?.()
  route(centre)
  return true
}

function supervise(day: Day): void {
  const { centre, dice } = day
  const interaction = pick(dice, [...centre.interactions.values()])
  if (!interaction) return
  const die = dice()
  if (die < 0.4) handOver(day, interaction.id, 'pulled')
  else if (die < 0.8) handOver(day, interaction.id, 'assigned')
  else if (act(day, interaction.id, { type: 'ended', by: 'supervisor' })) wrapUp(day, interaction.id)
}

/** A queue closes for some minutes, or its rules are changed. */
function turnOver(day: Day): void {
  const { centre, dice } = day
  const queue = pick(dice, queues)
  if (!queue) return
  const change =
    dice() < 0.6 ? { open: false } : { strategy: pick(dice, queues)?.routing.strategy ?? 'random' }
  putQueue(centre, { ...queue, routing: { ...queue.routing, ...change } })
  note(day, `${queue.routing.id} becomes ${JSON.stringify(change)}`)
  after(day, dice() * 4 * minuteMs, () => putQueue(centre, queue))
}

/** The process dies; it is back at once, or later, when alarms are overdue and nobody was told anything. */
function die(day: Day): void {
  const { centre, dice } = day
  if (dice() < 0.5) centre.at += Math.ceil(dice() * minuteMs)
  note(day, 'restart')
  restart(centre)
  ringAlarms(centre)
}
