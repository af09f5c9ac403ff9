import { describe, expect, it } from 'vitest'
import type { AgentId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { settled } from '#web/live/tentative.ts'
import { callsOfAgent, mayWatch, modeOf, othersOf, standingOf, watchedCall } from './watched-call.ts'

const up = { name: 'up', since: 0, untilAt: null, legId: 'leg_1' } as const
const agent = (agentId: AgentId, role: PartyView['role'], more: Partial<PartyView> = {}): PartyView => ({
  id: `pty_${agentId}`,
  who: { kind: 'agent', agentId },
  role,
  leg: up,
  isMuted: false,
  mode: null,
  joinedAt: 0,
  ...more,
})
const customer: PartyView = {
  ...agent('agt_none', 'customer'),
  id: 'pty_customer',
  who: { kind: 'customer', name: 'Rosa' },
}
const owner = agent('agt_bruno', 'owner')
const supervisor = agent('agt_marta', 'supervisor', { mode: 'whisper' })

const view = (parties: readonly PartyView[], more: Partial<CallView> = {}): CallView => ({
  id: 'cal_1',
  interactionId: 'int_1',
  version: 1,
  parties,
  isHeld: false,
  ownerIn: 'main',
  recording: 'off',
  recordingPolicy: 'off',
  state: { name: 'open' },
  startedAt: 0,
  ...more,
})
const model = (...views: readonly CallView[]) => ({
  me: 'agt_marta' as const,
  calls: new Map<CallView['id'], LiveCall>(
    views.map((one) => [
      one.id,
      { view: one, told: settled(one), heldAt: null, quality: new Map(), pressed: '' },
    ]),
  ),
})

describe('an open call, as a supervisor sees it', () => {
  it('is among those of everybody who takes part, not of who rings or looks on', () => {
    const ringing = agent('agt_lucia', 'consulted', { leg: { ...up, name: 'ringing', legId: null } })
    const all = model(view([customer, owner, ringing, supervisor]))
    const has = (id: AgentId) => callsOfAgent(all, id).length
    expect([has('agt_bruno'), has('agt_lucia'), has('agt_marta')]).toEqual([1, 0, 0])
    expect(
      callsOfAgent(model(view([customer, owner], { state: { name: 'over', by: 'agent' } })), 'agt_bruno'),
    ).toEqual([])
  })

  it('says in one word how it stands; who looks on does not count', () => {
    expect(standingOf(view([customer, owner, supervisor]))).toBe('talking')
    expect(standingOf(view([customer, owner, agent('agt_lucia', 'member')]))).toBe('conference')
    expect(standingOf(view([customer, owner], { isHeld: true }))).toBe('held')
    expect(standingOf(view([customer, owner], { isHeld: true, ownerIn: 'consult' }))).toBe('consulting')
    expect(standingOf(view([customer]))).toBe('waiting')
    expect(standingOf(view([owner], { interactionId: null }))).toBe('ringing')
    expect(standingOf(view([{ ...customer, leg: { ...up, name: 'lost' } }, owner]))).toBe('lost')
  })

  it('is with the customer; between colleagues with the others', () => {
    expect(othersOf(view([customer, owner, agent('agt_lucia', 'member')]), 'agt_bruno')).toEqual([customer])
    const other = agent('agt_lucia', 'member')
    expect(othersOf(view([owner, other, supervisor], { interactionId: null }), 'agt_bruno')).toEqual([other])
  })

  it('is looked on by supervisors who are not in it themselves', () => {
    const watched = view([customer, owner, supervisor])
    expect(watchedCall(model(watched))).toBe(watched)
    expect(watchedCall(model(view([customer, owner])))).toBeNull()
    expect(modeOf(watched, 'agt_marta')).toBe('whisper')
    expect([
      mayWatch(watched, 'agt_marta', 'supervisor'),
      mayWatch(watched, 'agt_eva', 'supervisor'),
      mayWatch(watched, 'agt_bruno', 'supervisor'),
      mayWatch(watched, 'agt_eva', 'agent'),
    ]).toEqual([true, true, false, false])
  })
})
