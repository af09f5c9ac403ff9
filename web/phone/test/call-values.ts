/** Values for the tests of the phone: a call of Ana's with a customer, as the server shows it. */
import type { LegId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import { foldLive } from '../../live/fold.ts'
import type { LiveModel } from '../../live/model.ts'
import { ana } from '../../test/sample.ts'

export const call = 'cal_1' as const
export const interaction = 'int_call' as const
export const start = 1_000_000

export const party = (leg: PartyView['leg'], more: Partial<PartyView> = {}): PartyView => ({
  id: 'pty_ana',
  who: { kind: 'agent', agentId: ana },
  role: 'owner',
  leg,
  isMuted: false,
  mode: null,
  joinedAt: start,
  ...more,
})
export const upSince = (since: number, legId: LegId): PartyView['leg'] => ({
  name: 'up',
  since,
  untilAt: null,
  legId,
})
export const downSince = (since: number, name: 'ringing' | 'joining' | 'lost'): PartyView['leg'] => ({
  name,
  since,
  untilAt: since + 15_000,
  legId: null,
})
export const customer: PartyView = {
  ...party(upSince(start, 'leg_customer')),
  id: 'pty_customer',
  who: { kind: 'customer', name: 'Carmen' },
  role: 'customer',
}

let version = 1
export function callOf(parties: readonly PartyView[], more: Partial<CallView> = {}): CallView {
  return {
    id: call,
    interactionId: interaction,
    version: ++version,
    parties,
    isHeld: false,
    ownerIn: 'main',
    recording: 'off',
    recordingPolicy: 'off',
    state: { name: 'open' },
    startedAt: start,
    ...more,
  }
}

export const withCall = (model: LiveModel, view: CallView, at: number, left = false): LiveModel =>
  foldLive(model, {
    type: 'frame',
    frame: {
      type: 'events',
      cursor: '2',
      at,
      events: [{ type: 'call-changed', at, call: view, left, invitation: null }],
    },
  })
