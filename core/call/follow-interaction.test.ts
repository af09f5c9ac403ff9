import { describe, expect, it } from 'vitest'
import type { AgentId } from '#core/id.ts'
import type { InteractionState } from '#core/interaction/interaction.ts'
import type { Call } from './call.ts'
import type { CallEvent } from './event.ts'
import { followCall, followInteraction, newsForOwner, takersPart } from './follow-interaction.ts'
import {
  after,
  colleagues,
  conference,
  consulting,
  invite,
  must,
  soon,
  sound,
  start,
  talking,
  waiting,
  watch,
} from './test/sample.ts'

const active = (agentId: AgentId): InteractionState => ({ name: 'active', agentId, since: start })
const waits: InteractionState = { name: 'waiting', since: start, why: 'returned' }
const joining = { partyId: 'pty_new', untilAt: soon } as const
const told = (call: Call, state: InteractionState): readonly CallEvent[] =>
  followInteraction(call, { state }, joining)

describe('a call follows its interaction', () => {
  it('[K25] says nothing when the two agree', () => {
    expect(told(talking, active('agt_ana'))).toEqual([])
    expect(told(waiting, waits)).toEqual([])
    expect(told(after(talking, { type: 'ended', by: 'agent' }), active('agt_ana'))).toEqual([])
  })

  it('[K25] a supervisor who looks on at who waits, and takes the call, is its owner', () => {
    const call = after(waiting, ...watch('sofia', 'listen'))
    const taken = after(call, ...told(call, active('agt_sofia')))
    expect(taken.parties).toMatchObject([{ role: 'customer' }, { role: 'owner', leg: { name: 'joining' } }])
  })

  it('[K25] whoever accepts joins; another owner takes the place of the former one', () => {
    expect(told(waiting, active('agt_ana'))).toEqual([
      { type: 'owner-joined', agentId: 'agt_ana', ...joining },
    ])
    const call = after(talking, ...told(talking, active('agt_bruno')))
    expect(sound(call)).toEqual({ customer: 'music' })
    expect(told(call, active('agt_bruno'))).toEqual([])
  })

  it.each([
    ['consulted', consulting],
    ['member', conference],
    ['looking on', after(talking, ...watch('bruno', 'listen'))],
    ['ringing', after(talking, invite('bruno'))],
  ])('[K25] who is in it already (%s) is not called in twice', (_, call) => {
    const now = after(call, ...told(call, active('agt_bruno')))
    expect(now.parties.filter(({ who }) => who.kind === 'agent' && who.agentId === 'agt_bruno')).toHaveLength(
      1,
    )
    expect(told(now, active('agt_bruno'))).toEqual([])
  })

  it('[K25] what waits or is parked has no owner in its call', () => {
    const parked: InteractionState = {
      name: 'parked',
      agentId: 'agt_ana',
      since: start,
      slot: '1',
      untilAt: soon,
    }
    for (const state of [waits, parked]) expect(told(talking, state)).toEqual([{ type: 'owner-released' }])
  })

  it('[K25] its end is the end of the call', () => {
    const ended = (by: 'agent' | 'customer' | 'supervisor' | 'system'): InteractionState => ({
      name: 'ended',
      agentId: 'agt_ana',
      since: start,
      by,
    })
    expect(told(talking, ended('supervisor'))).toEqual([{ type: 'ended', by: 'agent' }])
    expect(told(talking, ended('customer'))).toEqual([{ type: 'ended', by: 'customer' }])
    const abandoned: InteractionState = { name: 'closed', agentId: null, since: start, outcome: 'abandoned' }
    expect(told(waiting, abandoned)).toEqual([{ type: 'ended', by: 'customer' }])
  })
})

describe('an interaction follows its call', () => {
  it('[K26] a new owner is assigned, once', () => {
    const effect = { type: 'owner-changed', from: 'agt_ana', to: 'agt_bruno' } as const
    expect(followCall(effect, { state: active('agt_ana') })).toEqual({
      type: 'assigned',
      agentId: 'agt_bruno',
    })
    expect(followCall(effect, { state: active('agt_bruno') })).toBeNull()
  })

  it('[K26] an owner who is gone gives it back', () => {
    const { effects } = must(
      after(talking, { type: 'leg-lost', legId: 'leg_ana', untilAt: soon }),
      { type: 'attach-expired', partyId: 'pty_ana' },
      soon,
    )
    const events = effects.flatMap((effect) => followCall(effect, { state: active('agt_ana') }) ?? [])
    expect(events).toEqual([{ type: 'agent-lost', agentId: 'agt_ana' }])
  })

  it('[K32] and is not ready for the next call, while any other end changes no state', () => {
    expect(newsForOwner({ type: 'owner-gone', agentId: 'agt_ana' })).toMatchObject({
      agentId: 'agt_ana',
      event: { type: 'state-forced', channels: ['voice'], state: 'not-ready' },
    })
    expect(newsForOwner({ type: 'over', by: 'customer' })).toBeNull()
  })

  it('[K26] who hung up is who ended it; while it waits there is only the customer who leaves', () => {
    const over = (by: 'agent' | 'customer' | 'system') => ({ type: 'over', by }) as const
    expect(followCall(over('agent'), { state: active('agt_ana') })).toEqual({ type: 'ended', by: 'agent' })
    expect(followCall(over('customer'), { state: active('agt_ana') })).toEqual({ type: 'customer-left' })
    expect(followCall(over('system'), { state: waits })).toEqual({ type: 'customer-left' })
    const ended: InteractionState = { name: 'ended', agentId: 'agt_ana', since: start, by: 'agent' }
    expect(followCall(over('agent'), { state: ended })).toBeNull()
  })
})

describe('who takes part', () => {
  it('[K27] the consulted, members and colleagues, but neither the owner, nor who is rung, nor who looks on', () => {
    expect(takersPart(consulting)).toEqual(['agt_bruno'])
    expect(takersPart(after(talking, invite('bruno'), ...watch('carla', 'barge')))).toEqual([])
    expect(takersPart(colleagues)).toEqual(['agt_ana', 'agt_bruno'])
  })
})
