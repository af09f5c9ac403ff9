import { beforeEach, describe, expect, it } from 'vitest'
import type { Api, Changed } from '../net/api.ts'
import { offline, type Answer, type Problem } from '../net/problem.ts'
import { active, ana, bruno, ended, now, offered, offerTo, play, snapshot, view } from '../test/sample.ts'
import { createActs, type Acts } from './acts.ts'
import type { LiveModel } from './model.ts'
import { createStore, type Store } from './store.ts'

const one = 'int_1' as const
let store: Store<LiveModel>
let acts: Acts
let asked: string[]
let told: Problem[]
let answer: (answer: Answer<Changed>) => void

function start(...interactions: Parameters<typeof snapshot>[0]): void {
  store = createStore(play(snapshot(interactions)))
  const api = new Proxy({} as Api, {
    get: (_, what: string) => () => {
      asked.push(what)
      return new Promise((resolve) => (answer = resolve))
    },
  })
  acts = createActs({
    store,
    api,
    now: () => now,
    tellProblem: (problem) => told.push(problem),
    policyOf: () => 'mandatory',
    agentName: (id) => (id === bruno ? 'Bruno Salas' : null),
    pendingWhileBusy: () => true,
  })
}
const state = (): string | undefined => store.get().interactions.get(one)?.shown.state.name

beforeEach(() => {
  asked = []
  told = []
})

describe('an act', () => {
  it('is shown before the server has answered, and stays when it agrees', async () => {
    start(view(one, offered(offerTo(ana))))
    const done = acts.accept(one, 'off_ana')
    expect([state(), asked]).toEqual(['active', ['accept']])
    answer({ ok: true, value: { interaction: view(one, active, { version: 2 }) } })
    expect([await done, state(), told]).toEqual([true, 'active', []])
  })

  it('is undone with a word when it does not', async () => {
    start(view(one, offered(offerTo(ana))))
    const done = acts.accept(one, 'off_ana')
    answer({ ok: false, problem: { code: 'taken-by-other', details: { agent: 'Bruno Salas' } } })
    expect([await done, state(), told.map(({ code }) => code)]).toEqual([
      false,
      'offered',
      ['taken-by-other'],
    ])
  })

  it('that the core refuses is not sent, and names who stands in the way', async () => {
    start(view(one, { ...active, agentId: bruno }))
    expect(await acts.take(one)).toBe(false)
    expect([asked, told]).toEqual([
      [],
      [{ code: 'taken-by-other', details: { agentId: bruno, agent: 'Bruno Salas' } }],
    ])
  })

  it('to close without a disposition where one is wanted is refused with the reason', async () => {
    start(view(one, ended))
    expect(await acts.close(one)).toBe(false)
    expect(told.map(({ code }) => code)).toEqual(['disposition-required'])
  })

  it('on something the page does not know is left to the server', async () => {
    start()
    const done = acts.end(one)
    answer({ ok: false, problem: offline })
    expect([await done, asked, told]).toEqual([false, ['end'], [offline]])
  })

  it('that asks for a state shows it at once', async () => {
    start()
    const done = acts.askState({ state: 'dnd' })
    expect(store.get().own?.shown.presence.channels['web-chat']?.state).toBe('dnd')
    answer({ ok: false, problem: offline })
    await done
    expect(store.get().own?.shown.presence.channels['web-chat']?.state).toBe('ready')
  })
})
