import { describe, expect, it } from 'vitest'
import type { AgentId, QueueId } from '../id.ts'
import { ana, bruno, carla, inState } from '../interaction/test/sample.ts'
import { centreActs, leastRole } from './centre-act.ts'
import { interactionActs, type InteractionAct, type InteractionSubject } from './interaction-act.ts'
import { may, type Actor } from './may.ts'
import { isAtLeast, roles, type Role } from './role.ts'

const person = (agentId: AgentId, role: Role = 'agent', queueIds: readonly QueueId[] = []): Actor => ({
  agentId,
  role,
  queueIds,
})

/** In the sample Ana owns, Ana and Bruno are offered, and the queue is `que_sales`. */
const owner = person(ana)
const alerted = person(bruno)
const member = person('agt_member', 'agent', ['que_sales'])
const stranger = person('agt_stranger', 'agent', ['que_other'])
const supervisor = person('agt_sofia', 'supervisor')

const about = (name: keyof typeof inState, more: Partial<InteractionSubject> = {}): InteractionSubject => ({
  interaction: inState[name],
  pastOwnerIds: [],
  membersMayAssign: false,
  ...more,
})
const allowed = (actor: Actor, act: InteractionAct, subject: InteractionSubject): boolean =>
  may(actor, act, subject) === true

describe('roles', () => {
  it('[R1] each role has all the rights of those before it, so that every role may work as an agent', () => {
    for (const [index, role] of roles.entries()) {
      expect(may(person(ana, role), 'work-as-agent')).toBe(true)
      for (const [otherIndex, other] of roles.entries())
        expect(isAtLeast(role, other)).toBe(index >= otherIndex)
    }
  })

  it('[R1] what an agent may do with an interaction, everybody in that place may', () => {
    for (const act of interactionActs)
      for (const name of ['waiting', 'offered', 'active', 'ended'] as const)
        for (const actor of [owner, alerted, member, stranger]) {
          const asAgent = allowed(actor, act, about(name))
          const asOthers = roles.map((role) => allowed({ ...actor, role }, act, about(name)))
          expect(asOthers.every((answer) => answer || !asAgent)).toBe(true)
        }
  })

  it('[R5] a refusal says what was wanted and by which role', () => {
    expect(may(owner, 'read-audit')).toEqual({
      refused: 'not-allowed',
      details: { act: 'read-audit', role: 'agent' },
    })
  })
})

describe('seeing an interaction', () => {
  const sees = (actor: Actor, subject: InteractionSubject): boolean =>
    allowed(actor, 'see-interaction', subject)

  it('[R2] its owner, whoever has it offered, and whoever had it', () => {
    expect(sees(owner, about('active'))).toBe(true)
    expect(sees(owner, about('draft'))).toBe(true)
    expect(sees(alerted, about('offered'))).toBe(true)
    expect(sees(alerted, about('active'))).toBe(false)
    expect(sees(alerted, about('active', { pastOwnerIds: [bruno] }))).toBe(true)
    expect(sees(owner, about('closed'))).toBe(true)
  })

  it('[R2] members of the queue while it waits there or is stored, and no longer', () => {
    const seen = (
      ['waiting', 'offered', 'active', 'parked', 'stored', 'ended', 'closed', 'draft'] as const
    ).filter((name) => sees(member, about(name)))
    expect(seen).toEqual(['waiting', 'offered', 'stored'])
    expect(sees(stranger, about('waiting'))).toBe(false)
    expect(sees(stranger, about('stored'))).toBe(false)
  })

  it('[R2] supervisors and above see all', () => {
    for (const role of ['supervisor', 'manager', 'administrator', 'owner'] as const)
      for (const name of ['draft', 'waiting', 'active', 'closed'] as const)
        expect(sees(person(carla, role), about(name))).toBe(true)
  })
})

describe('acting on an interaction', () => {
  it('[R3] only the owner; supervisors in the owner’s place', () => {
    for (const act of [
      'end',
      'dispose',
      'close',
      'return',
      'transfer',
      'park',
      'store',
      'discard-draft',
    ] as const) {
      const who = [owner, alerted, member, stranger, supervisor].filter((actor) =>
        allowed(actor, act, about('active', { pastOwnerIds: [bruno] })),
      )
      expect(who).toEqual([owner, supervisor])
    }
  })

  it('[R3] but nobody says anything as somebody else', () => {
    for (const act of ['say', 'send-draft'] as const) {
      expect(allowed(owner, act, about('active'))).toBe(true)
      for (const role of roles)
        expect(allowed(person(carla, role, ['que_sales']), act, about('active'))).toBe(false)
    }
  })

  it('[R3] an offer is answered by those it may have been made to, also when it is gone: the step says who was first', () => {
    for (const act of ['accept', 'reject'] as const) {
      expect(allowed(alerted, act, about('offered'))).toBe(true)
      expect(allowed(member, act, about('active'))).toBe(true)
      expect(allowed(stranger, act, about('offered'))).toBe(false)
      // Moved to another queue in the meantime, and no longer offered.
      const declined = { ...inState.waiting, declines: [{ agentId: bruno, at: 0, why: 'expired' }] } as const
      expect(allowed(alerted, act, about('waiting', { interaction: declined }))).toBe(true)
      expect(allowed(stranger, act, about('waiting', { interaction: declined }))).toBe(false)
    }
  })

  it('[R4] taking by hand: what waits in one’s own queues, and anything for supervisors', () => {
    for (const act of ['take', 'take-stored'] as const)
      expect(
        [owner, member, stranger, supervisor].filter((actor) => allowed(actor, act, about('waiting'))),
      ).toEqual([member, supervisor])
  })

  it('[R4] a parked call may be retrieved by anybody who knows the slot', () => {
    expect(allowed(stranger, 'retrieve', about('parked'))).toBe(true)
  })

  it('[R4] assigning to somebody else needs a supervisor', () => {
    const toCarla = about('waiting', { toAgentId: carla })
    expect(
      [owner, member, stranger, supervisor].filter((actor) => allowed(actor, 'assign', toCarla)),
    ).toEqual([supervisor])
    expect(allowed(member, 'assign', about('waiting', { toAgentId: member.agentId }))).toBe(true)
    expect(allowed(stranger, 'assign', about('waiting', { toAgentId: stranger.agentId }))).toBe(false)
  })

  it('[R4] but what a colleague holds is not to be had by assigning it to oneself', () => {
    for (const name of ['active', 'parked', 'ended'] as const)
      expect(allowed(member, 'assign', about(name, { toAgentId: member.agentId }))).toBe(false)
    expect(allowed(member, 'assign', about('offered', { toAgentId: member.agentId }))).toBe(true)
  })

  it('[R4] or the queue’s permission: for what waits there, or what is one’s own', () => {
    const more = { toAgentId: carla, membersMayAssign: true }
    expect(
      [owner, member, stranger].filter((actor) => allowed(actor, 'assign', about('waiting', more))),
    ).toEqual([member])
    expect(
      [owner, member, stranger].filter((actor) => allowed(actor, 'assign', about('active', more))),
    ).toEqual([owner])
  })
})

describe('recordings', () => {
  const who = (act: InteractionAct, subject: InteractionSubject): Actor[] =>
    [owner, member, alerted, stranger, supervisor].filter((actor) => allowed(actor, act, subject))

  it('[R11] are listened to by who owns or owned the interaction and by supervisors, also when it waits again', () => {
    const past = { pastOwnerIds: [bruno] }
    expect(who('listen-recording', about('active', past))).toEqual([owner, alerted, supervisor])
    expect(who('listen-recording', about('closed', past))).toEqual([owner, alerted, supervisor])
    expect(who('listen-recording', about('waiting', past))).toEqual([alerted, supervisor])
    expect(who('listen-recording', about('stored'))).toEqual([supervisor])
    expect(who('listen-recording', about('offered'))).toEqual([supervisor])
  })

  it('[R11] are taken away as a file by supervisors and above alone', () => {
    for (const name of ['active', 'ended', 'closed'] as const)
      expect(who('download-recording', about(name, { pastOwnerIds: [bruno] }))).toEqual([supervisor])
  })
})

describe('what is put down about an interaction', () => {
  const who = (act: InteractionAct, subject: InteractionSubject): Actor[] =>
    [owner, member, alerted, stranger, supervisor].filter((actor) => allowed(actor, act, subject))

  it('[R8] case data and tags: its owner and supervisors', () => {
    for (const act of ['change-case', 'tag'] as const) {
      expect(who(act, about('active', { pastOwnerIds: [bruno] }))).toEqual([owner, supervisor])
      expect(who(act, about('waiting'))).toEqual([supervisor])
    }
  })

  it('[R8] the note: whoever had it before, too', () => {
    expect(who('write-note', about('active', { pastOwnerIds: [bruno] }))).toEqual([
      owner,
      alerted,
      supervisor,
    ])
    expect(who('write-note', about('closed', { pastOwnerIds: [] }))).toEqual([owner, supervisor])
  })

  it('[R9] a draft of a reply: its owner and whoever had it before, but no supervisor in their place', () => {
    expect(who('draft-reply', about('active'))).toEqual([owner])
    expect(who('draft-reply', about('active', { pastOwnerIds: [bruno] }))).toEqual([owner, alerted])
    expect(who('draft-reply', about('waiting', { pastOwnerIds: [ana] }))).toEqual([owner])
  })
})

describe('the centre', () => {
  const actsOf = (role: Role): string[] => centreActs.filter((act) => may(person(ana, role), act) === true)

  it('[R5] supervisors force states and write standard responses; managers also change how the work is set up; administrators also channel accounts', () => {
    const setUp = [
      'change-queue',
      'change-skill',
      'change-reason',
      'change-disposition',
      'change-case-field',
      'change-hours',
      'change-team',
      'change-tag',
    ]
    expect(actsOf('agent')).toEqual(['work-as-agent'])
    expect(actsOf('supervisor')).toEqual(['work-as-agent', 'force-state', 'change-response'])
    expect(actsOf('manager')).toEqual(['work-as-agent', 'force-state', ...setUp, 'change-response'])
    expect(actsOf('administrator')).toEqual(Object.keys(leastRole))
  })

  it('[R7] the audit log is read by administrators and above', () => {
    expect(roles.filter((role) => may(person(ana, role), 'read-audit') === true)).toEqual([
      'administrator',
      'owner',
    ])
  })
})

describe('people', () => {
  const changes = (role: Role, from: Role | null, to: Role | null, owners = 2) =>
    may(person(ana, role), 'set-role', { from, to, owners })
  const within = ['agent', 'supervisor', 'manager'] as const

  it('[R5] administrators make, change and remove agents, supervisors and managers; those below nobody', () => {
    for (const from of [null, ...within])
      for (const to of [null, ...within]) {
        expect(changes('administrator', from, to)).toBe(true)
        expect(changes('manager', from, to)).toMatchObject({ refused: 'not-allowed' })
      }
  })

  it('[R5] only the owner makes or removes administrators and owners', () => {
    for (const high of ['administrator', 'owner'] as const)
      for (const other of [null, ...within]) {
        expect(changes('administrator', other, high)).toMatchObject({ refused: 'not-allowed' })
        expect(changes('administrator', high, other)).toMatchObject({ refused: 'not-allowed' })
        expect(changes('owner', other, high)).toBe(true)
        expect(changes('owner', high, other)).toBe(true)
      }
  })

  it('[R5] the last owner can neither be removed nor become something else', () => {
    expect(changes('owner', 'owner', null, 1)).toEqual({ refused: 'last-owner' })
    expect(changes('owner', 'owner', 'administrator', 1)).toEqual({ refused: 'last-owner' })
    expect(changes('owner', 'owner', 'owner', 1)).toBe(true)
    expect(changes('owner', 'agent', 'owner', 1)).toBe(true)
  })

  it('[R6] nobody raises anybody above their own role', () => {
    for (const [index, role] of roles.entries())
      for (const above of roles.slice(index + 1))
        expect(changes(role, 'agent', above)).toMatchObject({ refused: 'not-allowed' })
  })

  it('[R5] [R6] a person’s data is changed by administrators, and never of somebody above them', () => {
    const changers = (of: Role): Role[] =>
      roles.filter((role) => may(person(ana, role), 'change-agent', { role: of }) === true)
    expect(changers('agent')).toEqual(['administrator', 'owner'])
    expect(changers('administrator')).toEqual(['administrator', 'owner'])
    expect(changers('owner')).toEqual(['owner'])
  })
})
