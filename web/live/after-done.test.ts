import { describe, expect, it } from 'vitest'
import type { InteractionId, QueueId } from '#core/id.ts'
import type { PresenceEvent, QueueRules } from '#core/presence/event.ts'
import type { Presence } from '#core/presence/presence.ts'
import { newPresence, stepPresence } from '#core/presence/step.ts'
import { isRefusal } from '#core/step.ts'
import { afterDone } from './after-done.ts'

const rules = (then: QueueRules['afterWork']['then'], limitMs = 60_000): QueueRules => ({
  afterWork: { limitMs, extensionMs: 0, forcedEndMs: null, then },
  misses: { limit: 0, banMs: null, mayLiftOwn: true },
})

function presenceAfter(rule: QueueRules, ...events: PresenceEvent[]): Presence {
  let at = 0
  return events.reduce(
    (presence, event) => {
      const step = stepPresence(presence, event, ++at, () => rule)
      if (isRefusal(step)) throw new Error(`${event.type}: ${step.refused}`)
      return step.state
    },
    newPresence('agt_ana', ['web-chat'], { maximum: { 'web-chat': 4 }, interruptedBy: {} }, 0),
  )
}

const here: readonly PresenceEvent[] = [
  { type: 'signed-in' },
  { type: 'state-asked', channels: 'all', state: 'ready', reasonId: null, pendingWhileBusy: true },
]
const queueId: QueueId = 'que_1'
const begins = (interactionId: InteractionId): PresenceEvent => ({
  type: 'handling-started',
  interactionId,
  channel: 'web-chat',
  queueId,
})
const ends = (interactionId: InteractionId): PresenceEvent => ({
  type: 'handling-stopped',
  interactionId,
  ended: true,
})
const breakTime = { state: 'not-ready', reasonId: 'rsn_break' } as const

describe('what comes when it is marked done', () => {
  it.each([
    [breakTime, { name: 'not-ready', reasonId: 'rsn_break' }],
    [{ state: 'ready' }, { name: 'ready', reasonId: null }],
    [{ state: 'as-before' }, { name: 'ready', reasonId: null }],
  ] as const)('is what the queue says: %o', (then, next) => {
    const presence = presenceAfter(rules(then), ...here, begins('int_1'), ends('int_1'))
    expect(afterDone(presence, 'int_1', 10)).toEqual(next)
  })

  it('is what the agent has asked for meanwhile, which goes first', () => {
    const lunch: PresenceEvent = {
      type: 'state-asked',
      channels: 'all',
      state: 'not-ready',
      reasonId: 'rsn_lunch',
      pendingWhileBusy: true,
    }
    const presence = presenceAfter(rules(breakTime), ...here, begins('int_1'), lunch, ends('int_1'))
    expect(afterDone(presence, 'int_1', 10)).toEqual({ name: 'not-ready', reasonId: 'rsn_lunch' })
  })

  it('is said also while something else is in hand', () => {
    const presence = presenceAfter(rules(breakTime), ...here, begins('int_1'), begins('int_2'), ends('int_1'))
    expect(afterDone(presence, 'int_1', 10)).toEqual({ name: 'not-ready', reasonId: 'rsn_break' })
  })

  it('is nothing where nothing comes: no time was given, it is over, or another one is still worked on', () => {
    const none = presenceAfter(rules(breakTime, 0), ...here, begins('int_1'), ends('int_1'))
    expect(afterDone(none, 'int_1', 10)).toBeNull()
    const two = [begins('int_1'), begins('int_2'), ends('int_1'), ends('int_2')]
    const both = presenceAfter(rules(breakTime), ...here, ...two)
    expect(afterDone(both, 'int_1', 10)).toBeNull()
    const over = presenceAfter(rules(breakTime), ...here, ...two.slice(0, 1), ends('int_1'), {
      type: 'after-work-finished',
    })
    expect(afterDone(over, 'int_1', 10)).toBeNull()
  })
})
