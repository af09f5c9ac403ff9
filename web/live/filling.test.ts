import { expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { emptySummary } from '#core/interaction/summary.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import {
  active,
  ana,
  bruno,
  changed,
  ended,
  events,
  message,
  now,
  play,
  snapshot,
  view,
  waiting,
} from '#web/test/sample.ts'
import { foldLive, type LiveInput } from './fold.ts'
import { createFiller } from './filler.ts'
import { listsOf } from './lists.ts'

const filled = (interactions: readonly InteractionView[], hasMoreWaiting = false): LiveInput => ({
  type: 'filled',
  interactions,
  hasMoreWaiting,
})
const some = snapshot([view('int_1', waiting)], { moreWaiting: 'here' })

it('puts what was fetched beside what is there', () => {
  const model = play(some, filled([view('int_2', waiting), view('int_3', waiting)], true))
  expect([...model.interactions.keys()]).toEqual(['int_1', 'int_2', 'int_3'])
  expect(model.filling?.hasMoreWaiting).toBe(true)
  expect(foldLive(model, { type: 'fill-ended' }).filling).toBeNull()
})

it('lets what an event said win over a page that was read before it', () => {
  const model = play(
    some,
    events(changed(view('int_2', active, { version: 4 }))),
    filled([view('int_2', waiting, { version: 3 })]),
  )
  expect(model.interactions.get('int_2')?.shown.state.name).toBe('active')
})

it('lets a page that was read after an event win over it', () => {
  const model = play(
    some,
    events(changed(view('int_2', waiting, { version: 3 }))),
    filled([view('int_2', ended, { version: 6 })]),
  )
  expect(model.interactions.get('int_2')?.shown.state.name).toBe('ended')
})

it('does not bring back what has left meanwhile, however many left after it', () => {
  const gone = Array.from({ length: 60 }, (_, n): InteractionId => `int_gone${n}`)
  const model = play(
    some,
    ...gone.map((id) => events(changed(view(id, waiting, { version: 5 }), true))),
    filled(gone.map((id) => view(id, waiting, { version: 4 }))),
  )
  expect([...model.interactions.keys()]).toEqual(['int_1'])
})

it('brings back what left and has come again since', () => {
  const model = play(
    some,
    events(changed(view('int_2', waiting, { version: 5 }), true)),
    filled([view('int_2', waiting, { version: 7 })]),
  )
  expect(model.interactions.has('int_2')).toBe(true)
})

it('keeps what was said in something that was not here yet', () => {
  const summary = { ...emptySummary, messageCount: 2, unread: 2 }
  const said = {
    type: 'message-added',
    at: now,
    interactionId: 'int_2',
    version: 4,
    message: message('int_2', 2),
    summary,
  } as const
  const model = play(some, events(said), filled([view('int_2', waiting, { version: 3 })]))
  expect(model.interactions.get('int_2')?.kept).toMatchObject({ version: 4, summary })
  const later = play(some, events(said), filled([view('int_2', waiting, { version: 9 })]))
  expect(later.interactions.get('int_2')?.kept.summary).toEqual(emptySummary)
})

it('takes no page of a fill that is over', () => {
  const model = play(some, { type: 'fill-ended' }, filled([view('int_2', waiting)]))
  expect(model.interactions.size).toBe(1)
})

it('tells the lists apart, and tells the same to all who ask', () => {
  const model = play(
    snapshot([
      view('int_1', waiting),
      view('int_2', active),
      view('int_3', ended),
      view('int_4', { name: 'stored', workbinId: 'bin_1', since: now, dueAt: null }),
      view('int_5', { ...active, agentId: bruno }),
      view('int_6', { ...ended, agentId: bruno }),
    ]),
  )
  const lists = listsOf(model)
  const ids = Object.fromEntries(
    Object.entries(lists).map(([name, rows]) => [name, rows.map(({ id }) => id)]),
  )
  expect(ids).toEqual({
    active: ['int_2'],
    pending: ['int_1'],
    ended: ['int_3'],
    workbin: ['int_4'],
    others: ['int_5'],
  })
  expect(listsOf({ ...model, me: ana })).toBe(lists)
})

it('fetches the pages one after another, tries again what failed, and stops for a newer snapshot', async () => {
  const asked: string[] = []
  const put: LiveInput[] = []
  let failures = 1
  const filler = createFiller({
    api: {
      list: async (list, after) => {
        asked.push(`${list} ${after ?? ''}`.trim())
        if (list === 'pending' && failures-- > 0)
          return { ok: false, problem: { code: 'offline', details: {} } }
        const next =
          list === 'pending' && after !== 'c' ? String.fromCodePoint((after?.codePointAt(0) ?? 0) + 1) : null
        return { ok: true, value: { interactions: [], next } }
      },
    },
    put: (input) => void put.push(input),
    seesTeam: () => true,
    dice: () => 0,
    wait: (_ms, then) => {
      queueMicrotask(then)
      return () => {}
    },
  })
  filler.start('z')
  filler.start('a')
  while (!put.some(({ type }) => type === 'fill-ended')) await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toEqual(['team', 'team', 'workbin', 'pending a', 'pending a', 'pending b', 'pending c'])
  expect(put.map((input) => (input.type === 'filled' ? input.hasMoreWaiting : input.type))).toEqual([
    true,
    true,
    true,
    true,
    false,
    'fill-ended',
  ])
  filler.close()
})
