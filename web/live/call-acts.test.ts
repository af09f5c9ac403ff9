import { beforeEach, describe, expect, it } from 'vitest'
import type { CallView, PartyView } from '#protocol/call.ts'
import type { ChangedCall } from '../net/call-api.ts'
import type { Answer, Problem } from '../net/problem.ts'
import { ana, bruno, events, now, play, snapshot } from '../test/sample.ts'
import { createCallActs, pendingKey, type CallActs } from './call-acts.ts'
import { callOfInteraction, isRung, isSetAside, ownCalls, partyOfAgent } from './call-party.ts'
import { foldLive } from './fold.ts'
import type { LiveModel } from './model.ts'
import { createStore, type Store } from './store.ts'

const up = (id: string): PartyView['leg'] => ({ name: 'up', since: now, untilAt: null, legId: `leg_${id}` })
const party = (id: string, more: Partial<PartyView>): PartyView => ({
  id: `pty_${id}`,
  who: { kind: 'customer', name: 'Carmen' },
  role: 'customer',
  leg: up(id),
  isMuted: false,
  mode: null,
  joinedAt: now,
  ...more,
})
const owner = party('ana', { who: { kind: 'agent', agentId: ana }, role: 'owner' })
const call: CallView = {
  id: 'cal_1',
  interactionId: 'int_1',
  version: 3,
  parties: [party('carmen', {}), owner],
  isHeld: false,
  ownerIn: 'main',
  recording: 'on',
  recordingPolicy: 'always',
  state: { name: 'open' },
  startedAt: now,
}

let store: Store<LiveModel>
let acts: CallActs
let asked: unknown[]
let told: Problem[]
let answers: ((answer: Answer<ChangedCall>) => void)[]
const shown = (): CallView | undefined => store.get().calls.get('cal_1')?.view
const settle = (): Promise<void> => new Promise((done) => void setTimeout(done))

function start(...calls: CallView[]): void {
  store = createStore(play(snapshot([], { calls })))
  const ask = (...what: unknown[]) => {
    asked.push(what)
    return new Promise<Answer<ChangedCall>>((answer) => answers.push(answer))
  }
  acts = createCallActs({
    store,
    api: { callAct: ask, startCall: ask, retrieveParked: () => Promise.reject(new Error('unasked')) },
    now: () => now,
    tellProblem: (problem) => told.push(problem),
    agentName: () => null,
  })
}

beforeEach(() => {
  asked = []
  told = []
  answers = []
})

describe('an act with a call', () => {
  it('is shown before the server has answered, with its beginning, and stays when the server agrees', async () => {
    start(call)
    const done = acts.act('cal_1', { type: 'hold' })
    expect([shown()?.isHeld, store.get().calls.get('cal_1')?.heldAt]).toEqual([true, now])
    await settle()
    answers[0]?.({ ok: true, value: { call: { ...call, version: 4, isHeld: true } } })
    expect([await done, shown()?.isHeld, store.get().calls.get('cal_1')?.heldAt]).toEqual([true, true, now])
  })

  it('is undone with a word when the server refuses', async () => {
    start(call)
    const done = acts.act('cal_1', { type: 'mute', on: true })
    expect(partyOfAgent(shown() ?? call, ana)?.isMuted).toBe(true)
    await settle()
    answers[0]?.({ ok: false, problem: { code: 'unavailable', details: {} } })
    expect([await done, partyOfAgent(shown() ?? call, ana)?.isMuted, told.map(({ code }) => code)]).toEqual([
      false,
      false,
      ['unavailable'],
    ])
  })

  it('that the core refuses is not sent', async () => {
    start(call)
    expect(await acts.act('cal_1', { type: 'merge' })).toBe(false)
    expect([asked, told.map(({ code }) => code)]).toEqual([[], ['wrong-state']])
  })

  it('waits for the one pressed before it', async () => {
    start(call)
    const one = acts.act('cal_1', { type: 'press', digits: '1' })
    const two = acts.act('cal_1', { type: 'press', digits: '2' })
    await settle()
    expect(asked).toEqual([['cal_1', { type: 'press', digits: '1' }]])
    answers[0]?.({ ok: true, value: { call } })
    await one
    await settle()
    answers[1]?.({ ok: true, value: { call } })
    await two
    expect(asked).toHaveLength(2)
  })

  it('shows the colleague ringing at once, and whose call only the server knows as pending', async () => {
    start(call)
    void acts.act('cal_1', { type: 'invite', target: { agentId: bruno }, as: 'consulted' })
    expect(shown()?.parties.at(-1)).toMatchObject({ role: 'consulted', leg: { name: 'ringing' } })
    expect(shown()?.ownerIn).toBe('consult')
    void acts.act('cal_1', { type: 'transfer', target: { queueId: 'que_sales' } })
    expect(acts.pending.get()).toEqual(new Set([pendingKey('cal_1', 'transfer')]))
    await settle()
    answers[0]?.({ ok: true, value: { call } })
    await settle()
    answers[1]?.({ ok: true, value: { call } })
    await settle()
    expect([acts.pending.get().size, shown()?.parties.length]).toEqual([0, 2])
  })

  it('tells who was called and did not come', () => {
    start(call)
    const invitation = { who: { kind: 'agent', agentId: bruno }, why: 'no-answer' } as const
    acts.hear([{ type: 'call-changed', at: now, call, left: false, invitation }])
    expect(acts.ended.get()).toMatchObject({ why: 'no-answer', call: { id: 'cal_1' } })
  })

  it('tells so whoever called, also when nothing is left of the call, and nobody else', () => {
    const invitation = { who: { kind: 'agent', agentId: bruno }, why: 'refused' } as const
    const over = { ...call, parties: [], state: { name: 'over', by: 'agent' } } as const
    start(call)
    acts.hear([{ type: 'call-changed', at: now, call: over, left: true, invitation }])
    expect(acts.ended.get()?.why).toBe('refused')
    const brunos = {
      ...call,
      parties: [party('bruno', { ...owner, who: { kind: 'agent', agentId: bruno } })],
    }
    const rung = party('ana', { ...owner, role: 'consulted', leg: { ...up('x'), name: 'ringing' } })
    start({ ...brunos, parties: [...brunos.parties, rung] })
    acts.hear([{ type: 'call-changed', at: now, call: brunos, left: true, invitation }])
    start()
    acts.hear([{ type: 'call-changed', at: now, call: brunos, left: false, invitation }])
    expect([acts.ended.get(), acts.lost.get()]).toEqual([null, null])
  })

  it('tells who has it when it goes on without this agent, unless that was this agent’s doing', async () => {
    const taken = { ...call, parties: [party('bruno', { ...owner, who: { kind: 'agent', agentId: bruno } })] }
    const news = { type: 'call-changed', at: now, call: taken, left: true, invitation: null } as const
    start(call)
    acts.hear([news])
    expect(acts.lost.get()?.ownerId).toBe(bruno)
    start(call)
    void acts.act('cal_1', { type: 'transfer', target: { agentId: bruno } })
    acts.hear([news])
    start(call)
    void acts.act('cal_1', { type: 'leave' })
    acts.hear([news])
    expect(acts.lost.get()).toBeNull()
    await settle()
  })
})

describe('the own calls', () => {
  it('are those the agent takes part in, the heard one first; what rings is not among them', () => {
    const rung = party('ana', { ...owner, role: 'consulted', leg: { ...up('x'), name: 'ringing' } })
    const others = { ...call, id: 'cal_2', parties: [party('x', {})] } as const
    const ringing = { ...call, id: 'cal_3', parties: [rung] } as const
    const held = { ...call, id: 'cal_0', interactionId: 'int_0', isHeld: true, startedAt: now - 9 } as const
    const model = play(snapshot([], { calls: [held, others, ringing, call] }))
    expect(ownCalls(model).map(({ view }) => view.id)).toEqual(['cal_1', 'cal_0'])
    expect([isRung(ringing, ana), isRung(call, ana)]).toEqual([true, false])
    expect([isSetAside(held, ana), isSetAside(call, ana)]).toEqual([true, false])
    expect(callOfInteraction(model, 'int_0')?.view.id).toBe('cal_0')
  })

  it('that came as held are held since nobody knows when; those that become so, since then', () => {
    const before = play(snapshot([], { calls: [{ ...call, isHeld: true }] }))
    expect(before.calls.get('cal_1')?.heldAt).toBeNull()
    const change = (isHeld: boolean, version: number) =>
      events({
        type: 'call-changed',
        at: now + version,
        call: { ...call, isHeld, version },
        left: false,
        invitation: null,
      })
    const after = [change(false, 4), change(true, 5), change(true, 6)].reduce(foldLive, before)
    expect(after.calls.get('cal_1')?.heldAt).toBe(now + 5)
  })
})
