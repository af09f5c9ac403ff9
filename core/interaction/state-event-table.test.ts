import { describe, expect, it } from 'vitest'
import { stepInteraction } from '#core/interaction/step.ts'
import { isRefusal } from '#core/step.ts'
import type { InteractionEvent } from './event.ts'
import type { InteractionState } from './interaction.ts'
import type { InteractionRefusal } from './refusal.ts'
import { ana, bruno, carla, deadline, inState, later, offerTo } from './test/sample.ts'

type StateName = InteractionState['name']
type EventType = InteractionEvent['type']

/** One event of every type, from or about Bruno, who has an open offer in *offered* and owns nothing anywhere. */
const events: { readonly [Type in EventType]: Extract<InteractionEvent, { readonly type: Type }> } = {
  offered: { type: 'offered', offers: [offerTo(carla)] },
  accepted: { type: 'accepted', offerId: 'off_bruno', agentId: bruno },
  rejected: { type: 'rejected', offerId: 'off_bruno', agentId: bruno },
  'offer-expired': { type: 'offer-expired', offerId: 'off_bruno' },
  'agent-gone': { type: 'agent-gone', agentId: bruno },
  'agent-lost': { type: 'agent-lost', agentId: bruno },
  'customer-left': { type: 'customer-left' },
  pulled: { type: 'pulled', agentId: bruno },
  assigned: { type: 'assigned', agentId: bruno },
  returned: { type: 'returned' },
  transferred: { type: 'transferred', queueId: 'que_support' },
  'transferred-to-agent': { type: 'transferred-to-agent', offer: offerTo(carla) },
  ended: { type: 'ended', by: 'agent' },
  disposed: { type: 'disposed', dispositionId: 'dsp_sold', policy: 'optional' },
  closed: { type: 'closed', policy: 'optional' },
  'draft-sent': { type: 'draft-sent' },
  'draft-discarded': { type: 'draft-discarded' },
  parked: { type: 'parked', slot: '702', untilAt: deadline + 1 },
  retrieved: { type: 'retrieved', agentId: bruno },
  'park-expired': { type: 'park-expired' },
  stored: { type: 'stored', workbinId: 'bin_own', dueAt: null },
  taken: { type: 'taken', agentId: bruno },
  due: { type: 'due' },
}

/** The alarms are put at their instant, everything else well before. */
const instantOf = (type: EventType): number =>
  ['offer-expired', 'park-expired', 'due'].includes(type) ? deadline : later

/** Where each event leads, or why it is refused; what is not written here is refused with `wrong-state`. */
const table: {
  readonly [Name in Exclude<StateName, 'closed'>]: {
    readonly [Type in EventType]?: StateName | InteractionRefusal
  }
} = {
  draft: {
    'draft-sent': 'active',
    'draft-discarded': 'closed',
    accepted: 'taken-by-other',
    pulled: 'taken-by-other',
    taken: 'taken-by-other',
    retrieved: 'taken-by-other',
  },
  waiting: {
    offered: 'offered',
    accepted: 'offer-gone',
    rejected: 'offer-gone',
    'offer-expired': 'offer-gone',
    'agent-gone': 'offer-gone',
    'customer-left': 'closed',
    pulled: 'active',
    assigned: 'active',
  },
  offered: {
    offered: 'offered',
    accepted: 'active',
    rejected: 'offered',
    'offer-expired': 'offered',
    'agent-gone': 'offered',
    'agent-lost': 'offered',
    'customer-left': 'closed',
    pulled: 'active',
    assigned: 'active',
  },
  active: {
    accepted: 'taken-by-other',
    pulled: 'taken-by-other',
    taken: 'taken-by-other',
    retrieved: 'taken-by-other',
    rejected: 'offer-gone',
    'offer-expired': 'offer-gone',
    'agent-gone': 'offer-gone',
    'agent-lost': 'not-owner',
    'customer-left': 'ended',
    assigned: 'active',
    returned: 'waiting',
    transferred: 'waiting',
    'transferred-to-agent': 'offered',
    ended: 'ended',
    disposed: 'active',
    parked: 'parked',
    stored: 'stored',
  },
  parked: {
    accepted: 'taken-by-other',
    pulled: 'taken-by-other',
    taken: 'taken-by-other',
    rejected: 'offer-gone',
    'offer-expired': 'offer-gone',
    'agent-gone': 'offer-gone',
    'agent-lost': 'not-owner',
    retrieved: 'active',
    assigned: 'active',
    'park-expired': 'waiting',
    'customer-left': 'ended',
    ended: 'ended',
    disposed: 'parked',
  },
  stored: {
    accepted: 'offer-gone',
    rejected: 'offer-gone',
    'offer-expired': 'offer-gone',
    'agent-gone': 'offer-gone',
    taken: 'active',
    due: 'waiting',
    'customer-left': 'closed',
  },
  ended: {
    accepted: 'taken-by-other',
    pulled: 'taken-by-other',
    taken: 'taken-by-other',
    retrieved: 'taken-by-other',
    rejected: 'offer-gone',
    'offer-expired': 'offer-gone',
    'agent-gone': 'offer-gone',
    assigned: 'ended',
    disposed: 'ended',
    closed: 'closed',
  },
}

const everyEvent = Object.values(events)

describe('every event in every state', () => {
  for (const name of Object.keys(table) as (keyof typeof table)[]) {
    for (const event of everyEvent) {
      const expected = table[name][event.type] ?? 'wrong-state'
      it(`[I22] ${event.type} in ${name}: ${expected}`, () => {
        const before = structuredClone(inState[name])
        const answer = stepInteraction(inState[name], event, instantOf(event.type))
        expect(isRefusal(answer) ? answer.refused : answer.state.state.name).toBe(expected)
        expect(inState[name]).toEqual(before)
      })
    }
  }

  for (const event of everyEvent) {
    it(`[I18] ${event.type} in closed: interaction-closed`, () => {
      const before = structuredClone(inState.closed)
      expect(stepInteraction(inState.closed, event, instantOf(event.type))).toEqual({
        refused: 'interaction-closed',
      })
      expect(inState.closed).toEqual(before)
    })
  }

  it('[I22] a refusal says which event was not for which state', () => {
    expect(stepInteraction(inState.waiting, { type: 'returned' }, later)).toEqual({
      refused: 'wrong-state',
      details: { state: 'waiting', event: 'returned' },
    })
  })

  it('[I4] whoever owns it already is told so, in every state with an owner', () => {
    for (const name of ['draft', 'active', 'parked', 'ended'] as const) {
      expect(stepInteraction(inState[name], { type: 'pulled', agentId: ana }, later)).toEqual({
        refused: 'already-yours',
      })
      expect(stepInteraction(inState[name], { type: 'pulled', agentId: bruno }, later)).toEqual({
        refused: 'taken-by-other',
        details: { agentId: ana },
      })
    }
  })
})
