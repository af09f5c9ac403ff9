import type { CallId, InteractionId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { CallActInput } from '#protocol/call.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mustBe } from '../test/centre.ts'
import { openSwitchboard, type Colleague, type Switchboard } from '../test/switchboard.ts'
import { readAuditPage } from '../store/audit-row.ts'
import { callTargetsOf } from '../present/call-targets.ts'
import { startCall } from './call-invite.ts'
import { endInteraction } from './interaction-acts.ts'

let board: Switchboard
let ana: Colleague
let luis: Colleague
let sofia: Colleague
let call: { readonly id: InteractionId; readonly callId: CallId }

beforeAll(async () => {
  board = await openSwitchboard({ recording: 'on-demand' })
})
afterAll(async () => await board.centre.close())
beforeEach(async () => {
  ana = await board.colleague('ana')
  luis = await board.colleague('luis')
  sofia = await board.colleague('sofia', { role: 'supervisor' })
  call = await board.talking(ana)
  return async () => void (await board.hangsUp())
})

const anas = async (act: CallActInput) => await board.does(ana, call.callId, act)
const luises = async (act: CallActInput) => await board.does(luis, call.callId, act)
const sofias = async (act: CallActInput) => await board.does(sofia, call.callId, act)
const asks = async (whom: Colleague, as: 'consulted' | 'member' = 'consulted') => {
  expect(await anas({ type: 'invite', target: { agentId: whom.agentId }, as })).toBeTypeOf('object')
  await board.joins(whom, call.callId)
}
/** Who hears whom, as one line. */
const sound = (...phones: readonly string[]): string =>
  phones.map((phone) => `${phone}: ${board.hears(phone)}`).join(' | ')

describe('talking', () => {
  it('hold gives the customer music, resume brings both together again', async () => {
    expect(await anas({ type: 'hold' })).toMatchObject({ isHeld: true })
    expect(sound('lucia', 'ana')).toBe('lucia: music | ana: ')
    await anas({ type: 'resume' })
    expect(sound('lucia', 'ana')).toBe('lucia: ana | ana: lucia')
  })

  it('mute is for one’s own voice', async () => {
    await anas({ type: 'mute', on: true })
    expect(sound('lucia', 'ana')).toBe('lucia:  | ana: lucia')
    await anas({ type: 'mute', on: false })
    expect(sound('lucia', 'ana')).toBe('lucia: ana | ana: lucia')
  })

  it('keys are those of a telephone', async () => {
    expect(await anas({ type: 'press', digits: '12#' })).toBeTypeOf('object')
    expect(await anas({ type: 'press', digits: 'hello' })).toBe('digits-invalid')
  })

  it('the recording is switched and paused as the queue lets', async () => {
    expect(await anas({ type: 'record', to: 'paused' })).toBe('wrong-state')
    expect(await anas({ type: 'record', to: 'on' })).toMatchObject({ recording: 'on' })
    expect(await anas({ type: 'record', to: 'paused' })).toMatchObject({ recording: 'paused' })
    expect(await anas({ type: 'record', to: 'off' })).toMatchObject({ recording: 'off' })
  })

  it('who hangs up as its owner ends it for the customer, and it is said who', async () => {
    await anas({ type: 'leave' })
    expect((await board.interaction(call.id)).state).toMatchObject({ name: 'ended', by: 'agent' })
    expect(board.engine.legOf('lucia')).toBeNull()
  })
})

describe('asking somebody', () => {
  it('rings, then talks apart from the customer; turning, merging and leaving', async () => {
    expect(await anas({ type: 'invite', target: { agentId: luis.agentId }, as: 'consulted' })).toMatchObject({
      ownerIn: 'consult',
    })
    expect(sound('lucia', 'ana')).toBe('lucia: music | ana: ')
    await board.joins(luis, call.callId)
    expect(sound('lucia', 'ana', 'luis')).toBe('lucia: music | ana: luis | luis: ana')
    expect((await board.presence(luis)).calls).toMatchObject([{ callId: call.callId }])
    await anas({ type: 'turn', to: 'main' })
    expect(sound('lucia', 'ana', 'luis')).toBe('lucia: ana | ana: lucia | luis: music')
    await anas({ type: 'turn', to: 'consult' })
    await anas({ type: 'merge' })
    expect(sound('lucia', 'ana', 'luis')).toBe('lucia: ana luis | ana: lucia luis | luis: ana lucia')
    await luises({ type: 'leave' })
    expect(sound('lucia', 'ana')).toBe('lucia: ana | ana: lucia')
    expect((await board.presence(luis)).calls).toEqual([])
  })

  it('who refuses leaves the customer on hold', async () => {
    await anas({ type: 'invite', target: { agentId: luis.agentId }, as: 'consulted' })
    await luises({ type: 'refuse' })
    expect(sound('lucia', 'ana')).toBe('lucia: music | ana: ')
    expect((await board.record(call.callId)).call).toMatchObject({ isHeld: true, ownerIn: 'main' })
  })

  it('a ring ends by itself, is taken back, and cannot be answered afterwards', async () => {
    await anas({ type: 'invite', target: { agentId: luis.agentId }, as: 'consulted' })
    await board.later(20_000)
    expect(await luises({ type: 'answer' })).toBe('not-found')
    await anas({ type: 'invite', target: { agentId: luis.agentId }, as: 'consulted' })
    await anas({ type: 'remove', partyId: await board.partyOf(call.callId, luis.agentId) })
    expect(await luises({ type: 'answer' })).toBe('not-found')
  })

  it('handing over makes the other one the owner, of the conversation too', async () => {
    await asks(luis)
    await anas({ type: 'hand-over', partyId: await board.partyOf(call.callId, luis.agentId) })
    expect(sound('lucia', 'luis')).toBe('lucia: luis | luis: lucia')
    expect(board.engine.legOf('ana')).toBeNull()
    expect((await board.interaction(call.id)).state).toMatchObject({
      name: 'active',
      agentId: luis.agentId,
    })
    expect(await board.presence(luis)).toMatchObject({ calls: [], handling: [{ interactionId: call.id }] })
    expect(await board.presence(ana)).toMatchObject({ calls: [], handling: [] })
    expect(await anas({ type: 'hold' })).toBe('not-found')
  })

  it('who hands over may stay to listen, unheard', async () => {
    await asks(luis)
    const partyId = await board.partyOf(call.callId, luis.agentId)
    await anas({ type: 'hand-over', partyId, stay: true })
    expect(sound('lucia', 'luis', 'ana')).toBe('lucia: luis | luis: lucia | ana: lucia luis')
    // Who has it now sees that a colleague listens, and may end that.
    const stayed = { who: { agentId: ana.agentId }, role: 'supervisor', mode: 'listen' }
    expect(await luises({ type: 'mute', on: false })).toMatchObject({
      parties: [{ role: 'customer' }, stayed, { role: 'owner' }],
    })
    await luises({ type: 'remove', partyId: await board.partyOf(call.callId, ana.agentId) })
    expect(sound('lucia', 'luis', 'ana')).toBe('lucia: luis | luis: lucia | ana: ')
  })

  it('a conference goes on without the one who called it', async () => {
    await asks(luis, 'member')
    await anas({ type: 'leave' })
    expect(sound('lucia', 'luis')).toBe('lucia: luis | luis: lucia')
    expect((await board.interaction(call.id)).state).toMatchObject({ agentId: luis.agentId })
  })

  it('takes the longest idle of a queue or team who is free, and says when nobody is', async () => {
    const queueId = await board.centre.addQueue({ name: 'Facturas' })
    const target = { queueId }
    expect(await anas({ type: 'invite', target, as: 'consulted' })).toBe('nobody-free')
    const old = await board.colleague('old', { queues: [{ queueId }] })
    board.centre.advance(1_000)
    await board.colleague('young', { queues: [{ queueId }] })
    await anas({ type: 'invite', target, as: 'consulted' })
    await board.joins(old, call.callId)
    expect(sound('ana', 'old')).toBe('ana: old | old: ana')
  })

  it('is refused for who cannot be asked, with why', async () => {
    const invite = (agentId: Colleague['agentId']) =>
      anas({ type: 'invite', target: { agentId }, as: 'member' })
    const elsewhere = await board.centre.addAgent({ channels: ['web-chat'] })
    const asleep = await board.centre.addAgent({ channels: ['voice'] })
    expect(await invite('agt_nobody')).toBe('unknown-reference')
    expect(await invite(elsewhere.agentId)).toBe('channel-not-assigned')
    expect(await invite(asleep.agentId)).toBe('agent-offline')
    expect(await invite(ana.agentId)).toBe('already-in-call')
    const other = await board.talking(luis, 'pedro')
    expect(await invite(luis.agentId)).toBe('agent-in-call')
    mustBe(await endInteraction(board.centre.context, luis, other.id))
    expect(await anas({ type: 'invite', target: { number: '+34910000000' }, as: 'member' })).toBe(
      'no-telephone-line',
    )
  })

  it('nobody’s telephone rings for two at once', async () => {
    const other = await board.talking(sofia, 'pedro')
    const target = { agentId: luis.agentId }
    await anas({ type: 'invite', target, as: 'member' })
    expect(await board.does(sofia, other.callId, { type: 'invite', target, as: 'member' })).toBe(
      'agent-in-call',
    )
    await board.hangsUp('pedro')
  })
})

describe('a supervisor', () => {
  it('listens, whispers, joins in and takes over', async () => {
    expect(await sofias({ type: 'monitor', mode: 'listen' })).toBeTypeOf('object')
    await board.opens(sofia, call.callId)
    expect(sound('sofia', 'ana', 'lucia')).toBe('sofia: ana lucia | ana: lucia | lucia: ana')
    await sofias({ type: 'monitor', mode: 'whisper' })
    expect(sound('sofia', 'ana', 'lucia')).toBe('sofia: ana lucia | ana: lucia sofia | lucia: ana')
    await sofias({ type: 'monitor', mode: 'barge' })
    expect(sound('sofia', 'ana', 'lucia')).toBe('sofia: ana lucia | ana: lucia sofia | lucia: ana sofia')
    expect((await board.presence(sofia)).calls).toEqual([])
    await sofias({ type: 'take-over' })
    expect(sound('sofia', 'lucia')).toBe('sofia: lucia | lucia: sofia')
    expect((await board.interaction(call.id)).state).toMatchObject({ agentId: sofia.agentId })
    const audit = await readAuditPage(board.centre.context.database, {
      before: null,
      limit: 10,
      subjectId: call.callId,
      subjectKind: 'call',
      actorId: sofia.agentId,
    })
    expect(audit.map(({ act, after }) => [act, after])).toEqual([
      ['monitored', { mode: 'barge', interactionId: call.id }],
      ['monitored', { mode: 'whisper', interactionId: call.id }],
      ['monitored', { mode: 'listen', interactionId: call.id }],
    ])
  })

  it('is told that another one is there; agents do not see who only listens', async () => {
    const marta = await board.colleague('marta', { role: 'supervisor' })
    await sofias({ type: 'monitor', mode: 'listen' })
    expect(await board.does(marta, call.callId, { type: 'monitor', mode: 'listen' })).toBe(
      'already-monitored',
    )
    const seen = await anas({ type: 'mute', on: false })
    expect(seen).toMatchObject({ parties: [{ role: 'customer' }, { role: 'owner' }] })
  })
})

describe('who sees no difference is told nothing', () => {
  const told = async (does: () => Promise<unknown>): Promise<readonly object[]> => {
    const audiences: object[] = []
    await board.room.settle()
    const stop = board.centre.tail.follow((events) => {
      for (const { type, audience } of events) if (type === 'call-changed') audiences.push(audience)
    })
    await does()
    await board.room.settle()
    stop()
    return audiences
  }

  it('of a supervisor who listens, neither the agent nor the customer', async () => {
    const audiences = await told(async () => {
      await sofias({ type: 'monitor', mode: 'listen' })
      await board.opens(sofia, call.callId)
      await sofias({ type: 'leave' })
    })
    expect(audiences).toEqual([1, 2, 3].map(() => ({ agents: [sofia.agentId] })))
    const [whispers] = await told(async () => await sofias({ type: 'monitor', mode: 'whisper' }))
    expect(whispers).toEqual({ agents: expect.arrayContaining([ana.agentId, sofia.agentId]) })
  })

  it('nor who asks for that very supervisor', async () => {
    await sofias({ type: 'monitor', mode: 'listen' })
    expect(await anas({ type: 'invite', target: { agentId: sofia.agentId }, as: 'member' })).toBe(
      'agent-in-call',
    )
    const find = callTargetsOf(board.centre.context)
    const { agents } = mustBe(await find(ana, { q: '', callId: call.callId }))
    expect(agents.map(({ agentId }) => agentId)).toContain(sofia.agentId)
    await sofias({ type: 'monitor', mode: 'barge' })
    expect(await anas({ type: 'invite', target: { agentId: sofia.agentId }, as: 'member' })).toBe(
      'already-in-call',
    )
    const seen = mustBe(await find(ana, { q: '', callId: call.callId }))
    expect(seen.agents.map(({ agentId }) => agentId)).not.toContain(sofia.agentId)
  })

  it('of what changes nothing, nobody', async () => {
    const { version } = await board.record(call.callId)
    const audiences = await told(async () => {
      await anas({ type: 'mute', on: false })
      await board.customers.mute('lucia', false)
      await board.customers.press('lucia', '123')
    })
    expect([audiences, (await board.record(call.callId)).version]).toEqual([[], version])
  })
})

describe('between colleagues', () => {
  it('rings, talks, and is over when one hangs up', async () => {
    const paco = await board.colleague('paco')
    const { context } = board.centre
    const { call: view } = mustBe(await startCall(context, paco, { agentId: luis.agentId }))
    expect(view).toMatchObject({
      interactionId: null,
      parties: [{ role: 'owner' }, { leg: { name: 'ringing' } }],
    })
    await board.opens(paco, view.id)
    await board.joins(luis, view.id)
    expect(sound('paco', 'luis')).toBe('paco: luis | luis: paco')
    for (const act of [{ type: 'hold' }, { type: 'park' }, { type: 'record', to: 'on' }] as const)
      expect(await board.does(paco, view.id, act)).toBe('no-customer')
    const target = { agentId: sofia.agentId }
    expect(await board.does(paco, view.id, { type: 'transfer', target })).toBe('no-customer')
    expect(await startCall(context, paco, target)).toMatchObject({ refused: 'own-call-open' })
    await board.does(luis, view.id, { type: 'leave' })
    expect(board.engine.legOf('paco')).toBeNull()
    expect([(await board.presence(paco)).calls, (await board.presence(luis)).calls]).toEqual([[], []])
  })

  it('is not with oneself, with who is away, or without the channel', async () => {
    const { context } = board.centre
    expect(await startCall(context, luis, { agentId: luis.agentId })).toMatchObject({
      refused: 'already-in-call',
    })
    const chatter = await board.centre.addAgent({ channels: ['web-chat'] })
    expect(await startCall(context, chatter, { agentId: luis.agentId })).toMatchObject({
      refused: 'channel-not-assigned',
    })
    expect(await startCall(context, luis, { number: '112' })).toMatchObject({ refused: 'no-telephone-line' })
  })

  it('of two who call each other at once one call stands', async () => {
    const paco = await board.colleague('paco')
    const { context } = board.centre
    const both = await Promise.all([
      startCall(context, paco, { agentId: luis.agentId }),
      startCall(context, luis, { agentId: paco.agentId }),
    ])
    expect(both.filter((one) => !isRefusal(one))).toHaveLength(1)
    expect(both.find((one) => isRefusal(one))).toMatchObject({ refused: 'agent-in-call' })
  })
})

describe('who may not', () => {
  const acts: readonly CallActInput[] = [
    { type: 'hold' },
    { type: 'resume' },
    { type: 'mute', on: true },
    { type: 'press', digits: '1' },
    { type: 'invite', target: { agentId: 'agt_nobody' }, as: 'member' },
    { type: 'answer' },
    { type: 'refuse' },
    { type: 'turn', to: 'main' },
    { type: 'merge' },
    { type: 'hand-over', partyId: 'pty_nobody' },
    { type: 'remove', partyId: 'pty_nobody' },
    { type: 'leave' },
    { type: 'transfer', target: { agentId: 'agt_nobody' } },
    { type: 'park' },
    { type: 'record', to: 'on' },
    { type: 'monitor', mode: 'listen' },
    { type: 'take-over' },
  ]

  it('for a stranger there is no such call, whatever is tried', async () => {
    for (const act of acts) expect(await luises(act)).toBe('not-found')
    expect(await board.opens(luis, call.callId)).toBe('not-found')
    for (const act of acts) expect(await board.does(luis, 'cal_guessed', act)).toBe('not-found')
    expect(await board.opens(luis, 'cal_guessed')).toBe('not-found')
  })

  it('a supervisor outside only looks on', async () => {
    for (const act of acts.filter(({ type }) => type !== 'monitor'))
      expect(await sofias(act)).toBe('not-allowed')
    expect(await board.opens(sofia, call.callId)).toBe('not-allowed')
  })

  it('who is rung only answers or refuses, and is not heard before', async () => {
    await anas({ type: 'invite', target: { agentId: luis.agentId }, as: 'member' })
    for (const act of acts.filter(({ type }) => type !== 'answer' && type !== 'refuse'))
      expect(await luises(act)).toBe('not-allowed')
    expect(await board.opens(luis, call.callId)).toBe('not-allowed')
    expect(board.engine.legOf('luis')).toBeNull()
  })

  it('a member acts for nobody else, and not as the owner', async () => {
    await asks(luis, 'member')
    const anasParty = await board.partyOf(call.callId, ana.agentId)
    expect(await luises({ type: 'remove', partyId: anasParty })).toBe('not-allowed')
    expect(await luises({ type: 'hand-over', partyId: anasParty })).toBe('not-allowed')
    expect(await luises({ type: 'hold' })).toBe('not-allowed')
    await luises({ type: 'mute', on: true })
    expect(sound('lucia', 'ana', 'luis')).toBe('lucia: ana | ana: lucia | luis: ana lucia')
  })

  it('who was in it has no leg in it any more', async () => {
    await asks(luis, 'member')
    await luises({ type: 'leave' })
    expect(await board.opens(luis, call.callId)).toBe('not-found')
    await anas({ type: 'leave' })
    expect(await board.opens(ana, call.callId)).toBe('not-found')
    expect(board.engine.legOf('ana')).toBeNull()
  })

  it('a leg that was offered while the call ended is closed', async () => {
    await Promise.all([board.hangsUp(), board.opens(ana, call.callId)])
    await board.room.settle()
    expect(board.engine.legOf('ana')).toBeNull()
  })
})
