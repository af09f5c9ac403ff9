/** What the agents of the bad day do with their states: come, vanish, take breaks and forget them, and are forced by supervisors. */
import type { AgentId } from '../id.ts'
import type { PresenceEvent } from '../presence/event.ts'
import { after, again, minuteMs, note, pick, secondMs, type Day } from './day.ts'
import { staff } from './bad-day-centre.ts'
import { giveBack, lose, tellAgent } from './centre.ts'

const ready: Extract<PresenceEvent, { readonly type: 'state-asked' }> = {
  type: 'state-asked',
  channels: 'all',
  state: 'ready',
  reasonId: null,
  pendingWhileBusy: false,
}

export function liveAgents(day: Day): void {
  for (const { id } of staff) {
    after(day, day.dice() * minuteMs, () => beThere(day, id))
    again(day, 4 * minuteMs, () => doSomething(day, id))
  }
  // In the evening all come back, and again whenever a ban, a break or a closed channel has taken them away.
  for (let hour = 0; hour < 60; hour++)
    after(day, day.endsAt + hour * minuteMs, () => {
      for (const { id } of staff) beThere(day, id)
    })
}

function tell(day: Day, id: AgentId, event: PresenceEvent): void {
  const refused = tellAgent(day.centre, id, event)
  note(day, `${id} ${JSON.stringify(event)}${refused ? ` refused: ${refused.refused}` : ''}`)
}

function beThere(day: Day, id: AgentId): void {
  tell(day, id, { type: 'signed-in' })
  tell(day, id, ready)
}

function doSomething(day: Day, id: AgentId): void {
  const { dice } = day
  const backLater = (): void => after(day, 5 * secondMs + dice() * 2 * minuteMs, () => beThere(day, id))
  const die = dice()
  if (die < 0.2) {
    note(day, `${id} vanishes`)
    lose(day.centre, id)
    backLater()
  } else if (die < 0.3) blink(day, id)
  else if (die < 0.5) {
    const state = pick(dice, ['not-ready', 'not-ready', 'dnd', 'logged-out'] as const) ?? 'not-ready'
    tell(day, id, { ...ready, state, pendingWhileBusy: dice() < 0.7 })
    backLater()
  } else if (die < 0.6) {
    tell(day, id, { ...ready, channels: ['voice'], state: 'not-ready' })
    backLater()
  } else if (die < 0.7) tell(day, id, { type: dice() < 0.5 ? 'after-work-extended' : 'after-work-finished' })
  else if (die < 0.78) {
    tell(day, id, {
      type: 'state-forced',
      channels: 'all',
      state: dice() < 0.5 ? 'ready' : 'not-ready',
      reasonId: null,
    })
    backLater()
  } else if (die < 0.84) {
    tell(day, id, { type: 'signed-out' })
    giveBack(day.centre, id)
    backLater()
  } else if (die < 0.92) {
    tell(day, id, { type: 'dialling-started' })
    after(day, 20 * secondMs, () => tell(day, id, { type: 'dialling-stopped' }))
  } else tell(day, id, ready)
}

/** The connection is gone and back before anything that is handled was given back (P13). */
function blink(day: Day, id: AgentId): void {
  tell(day, id, { type: 'lost' })
  tell(day, id, { type: 'reconnected' })
}
