import { describe, expect, it } from 'vitest'
import { after, conference, consulting, invite, talking, watch } from '../call/test/sample.ts'
import type { AgentId } from '../id.ts'
import type { Actor } from './actor.ts'
import { callRules, refusalOfCall, type CallActName } from './call-act.ts'
import type { Role } from './role.ts'

const person = (agentId: AgentId, role: Role = 'agent'): Actor => ({ agentId, role, queueIds: [] })
const ana = person('agt_ana')
const bruno = person('agt_bruno')
const stranger = person('agt_stranger')
const supervisor = person('agt_carla', 'supervisor')
const acts = Object.keys(callRules) as CallActName[]
const allowed = (call: Parameters<typeof refusalOfCall>[0], actor: Actor): CallActName[] =>
  acts.filter((act) => refusalOfCall(call, actor, act) === null)

describe('who may do what with a call', () => {
  it('[R10] to a stranger there is no such call', () => {
    for (const call of [talking, consulting, conference])
      for (const act of acts) expect(refusalOfCall(call, stranger, act)).toEqual({ refused: 'not-found' })
  })

  it('[R10] the owner does everything but answer and look on', () => {
    const not = ['answer', 'refuse', 'monitor', 'take-over']
    expect(allowed(talking, ana)).toEqual(acts.filter((act) => !not.includes(act)))
  })

  it('[R10] who is rung answers or refuses, and can hear nothing before', () => {
    expect(allowed(after(talking, invite('bruno')), bruno)).toEqual(['see-call', 'answer', 'refuse'])
  })

  it('[R10] who takes part is heard, mutes, presses keys and leaves', () => {
    for (const call of [consulting, conference])
      expect(allowed(call, bruno)).toEqual(['see-call', 'open-leg', 'mute', 'press', 'leave'])
  })

  it('[R10] a supervisor sees it and looks on; takes it over only while looking on; a party’s sound is a party’s alone', () => {
    expect(allowed(talking, supervisor)).toEqual(['see-call', 'monitor'])
    expect(allowed(after(talking, ...watch('carla', 'listen')), supervisor)).toEqual([
      'see-call',
      'open-leg',
      'mute',
      'press',
      'leave',
      'monitor',
      'take-over',
    ])
  })

  it('[R10] an agent who stayed to listen has a supervisor’s place and not the rights', () => {
    const stays = after(conference, { type: 'handed-over', partyId: 'pty_bruno', stay: true })
    expect(allowed(stays, ana)).toEqual(['see-call', 'open-leg', 'mute', 'press', 'leave'])
  })
})
