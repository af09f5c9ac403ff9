import { describe, expect, it } from 'vitest'
import type { AgentId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import { emptySummary, withMessage } from '#core/interaction/summary.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { MessageView } from '#protocol/message.ts'
import {
  active,
  ana,
  bruno,
  changed,
  ended,
  events,
  message,
  now,
  offered,
  offerTo,
  ownState,
  play,
  snapshot,
  view,
  waiting,
} from '../test/sample.ts'
import type { LiveInput } from './fold.ts'
import { inList, type LiveModel, type ListName } from './model.ts'

const one = 'int_1' as const
const wish = (id: number, event: InteractionEvent): LiveInput => ({
  type: 'wished',
  interactionId: one,
  wish: { id, event, at: now },
})
const ids = (model: LiveModel, list: ListName): string =>
  inList(model, list)
    .map(({ id }) => id)
    .join(' ')
const stateOf = (model: LiveModel): string | undefined => model.interactions.get(one)?.shown.state.name

const said = (line: MessageView, version: number): LiveEvent => ({
  type: 'message-added',
  at: line.at,
  interactionId: line.interactionId,
  version,
  message: line,
  summary: { ...withMessage(emptySummary, line), messageCount: line.position },
})

describe('the lists', () => {
  it('hold what is mine and what waits, and nothing that is with somebody else', () => {
    const model = play(
      snapshot([
        view('int_a', active),
        view('int_b', { ...active, agentId: bruno }),
        view('int_c', waiting),
        view('int_d', offered(offerTo(bruno))),
        view('int_e', ended),
        view('int_f', { ...ended, agentId: bruno }),
      ]),
    )
    expect([ids(model, 'active'), ids(model, 'pending'), ids(model, 'ended')]).toEqual([
      'int_a',
      'int_c int_d',
      'int_e',
    ])
  })

  it('follow the server’s events', () => {
    const mine = view(one, active, { version: 2 })
    const model = play(snapshot([view(one, waiting)]), events(changed(mine), changed(view('int_2', waiting))))
    expect([ids(model, 'active'), ids(model, 'pending')]).toEqual([one, 'int_2'])
    expect(model.cursor).toBe('2')
  })

  it('lose what left or was closed, and remember what became of it', () => {
    const gone = view(one, { ...active, agentId: bruno }, { version: 2 })
    const closed = view('int_2', { name: 'closed', agentId: ana, since: now, outcome: 'handled' })
    const model = play(
      snapshot([view(one, waiting), view('int_2', ended)]),
      events(changed(gone, true), changed(closed)),
    )
    expect(model.interactions.size).toBe(0)
    expect(model.departed.map(({ id, state }) => [id, state.name])).toEqual([
      [one, 'active'],
      ['int_2', 'closed'],
    ])
  })

  it('pass over what is older than what they have, so that events may come twice', () => {
    const newer = changed(view(one, active, { version: 5 }))
    const older = changed(view(one, waiting, { version: 4 }))
    expect(stateOf(play(snapshot([]), events(newer, older, newer)))).toBe('active')
  })

  it('learn of a change that comes after a message that was said after it', () => {
    const line = message(one, 2)
    const taken = changed(view(one, active, { version: 5 }))
    const model = play(snapshot([view(one, waiting, { version: 4 })]), events(said(line, 6), taken))
    expect([stateOf(model), model.interactions.get(one)?.kept.summary.messageCount]).toEqual(['active', 2])
  })

  it('do not take back what has left, when an older state of it comes late', () => {
    const gone = changed(view(one, { ...active, agentId: bruno }, { version: 5 }), true)
    const late = changed(view(one, waiting, { version: 4 }))
    const again = changed(view(one, waiting, { version: 6 }))
    expect(play(snapshot([]), events(gone, late)).interactions.size).toBe(0)
    expect(stateOf(play(snapshot([]), events(gone, again)))).toBe('waiting')
  })
})

describe('what is being written', () => {
  const typing = (on: boolean): LiveInput => ({
    type: 'frame',
    frame: { type: 'signal', signal: { type: 'customer-typing', interactionId: one, on } },
  })

  it('is seen until it is said, taken back, faded or the line is lost', () => {
    const start = [snapshot([view(one, active)]), typing(true)] as const
    expect(play(...start).typing.has(one)).toBe(true)
    for (const end of [
      typing(false),
      events(said(message(one, 1), 2)),
      { type: 'typing-faded', interactionId: one, by: 'customer' } as const,
      { type: 'line-lost', at: now } as const,
    ]) {
      expect(play(...start, end).typing.has(one)).toBe(false)
    }
  })

  it('by a colleague is seen by whoever looks on, and never what one writes oneself', () => {
    const writes = (agentId: AgentId, on: boolean): LiveInput => ({
      type: 'frame',
      frame: { type: 'signal', signal: { type: 'agent-typing', interactionId: one, agentId, on } },
    })
    const start = [snapshot([view(one, { ...active, agentId: bruno })]), writes(bruno, true)] as const
    expect(play(...start).agentTyping.get(one)).toBe(bruno)
    expect(play(...start, writes(bruno, false)).agentTyping.size).toBe(0)
    const faded = { type: 'typing-faded', interactionId: one, by: 'agent' } as const
    expect(play(...start, faded).agentTyping.size).toBe(0)
    expect(play(snapshot([]), writes(ana, true)).agentTyping.size).toBe(0)
  })

  it('goes on when it is we who say something', () => {
    const ours = message(one, 1, { direction: 'out', author: { kind: 'agent', agentId: ana, name: 'Ana' } })
    expect(play(snapshot([view(one, active)]), typing(true), events(said(ours, 2))).typing.has(one)).toBe(
      true,
    )
  })
})

describe('a wish', () => {
  const start = snapshot([view(one, offered(offerTo(ana), offerTo(bruno)))])
  const accept = wish(1, { type: 'accepted', offerId: 'off_ana', agentId: ana })

  it('is shown at once as the core would have it', () => {
    const model = play(start, accept)
    expect(stateOf(model)).toBe('active')
    expect(model.interactions.get(one)?.kept.state.name).toBe('offered')
  })

  it('is confirmed by the answer', () => {
    const model = play(start, accept, {
      type: 'answered',
      interactionId: one,
      wishId: 1,
      interaction: view(one, { ...active, since: now }, { version: 2 }),
    })
    expect(model.interactions.get(one)?.wishes).toEqual([])
    expect(model.interactions.get(one)?.kept.state.name).toBe('active')
  })

  it('is undone when it was refused', () => {
    expect(stateOf(play(start, accept, { type: 'answered', interactionId: one, wishId: 1 }))).toBe('offered')
  })

  it('gives way to what happened meanwhile, even before its answer', () => {
    const taken = changed(view(one, { ...active, agentId: bruno }, { version: 2 }))
    const model = play(start, accept, events(taken))
    expect(model.interactions.get(one)?.shown.state).toMatchObject({ name: 'active', agentId: bruno })
  })

  it('is put on top of newer facts that do not touch it', () => {
    const model = play(
      snapshot([view(one, active)]),
      wish(1, { type: 'ended', by: 'agent' }),
      events(said(message(one, 1), 2)),
    )
    expect(model.interactions.get(one)?.shown).toMatchObject({
      state: { name: 'ended' },
      summary: { messageCount: 1 },
    })
  })

  it('survives a new snapshot', () => {
    expect(stateOf(play(start, accept, start))).toBe('active')
  })

  it('whose answer is older than the last event does not bring the old state back', () => {
    const model = play(start, accept, events(changed(view(one, ended, { version: 3 }))), {
      type: 'answered',
      interactionId: one,
      wishId: 1,
      interaction: view(one, active, { version: 2 }),
    })
    expect(stateOf(model)).toBe('ended')
  })
})

describe('the own state', () => {
  it('shows a wish at once, and the server’s word after it', () => {
    const asked = play(snapshot([]), {
      type: 'state-wished',
      wish: {
        id: 1,
        at: now,
        event: { type: 'state-asked', channels: 'all', state: 'dnd', reasonId: null, pendingWhileBusy: true },
      },
    })
    expect(asked.own?.shown.presence.channels['web-chat']?.state).toBe('dnd')
    const refused = play(
      snapshot([]),
      {
        type: 'state-wished',
        wish: {
          id: 1,
          at: now,
          event: {
            type: 'state-asked',
            channels: 'all',
            state: 'dnd',
            reasonId: null,
            pendingWhileBusy: true,
          },
        },
      },
      { type: 'state-answered', wishId: 1 },
    )
    expect(refused.own?.shown.presence.channels['web-chat']?.state).toBe('ready')
  })

  it('is not turned back by an older event', () => {
    const agent = {
      agentId: ana,
      top: { name: 'ready', reasonId: null, since: now, endsAt: null, pending: false },
      channels: {},
      takes: [],
      load: {},
      version: 2,
    } as const
    const event = (version: number): LiveEvent => ({
      type: 'agent-changed',
      at: now,
      agent: { ...agent, version },
      own: ownState(version),
    })
    const model = play(snapshot([]), events(event(5), event(4)))
    expect([model.own?.kept.version, model.agents.get(ana)?.version]).toEqual([5, 5])
  })
})

describe('the line', () => {
  it('is lost from the first failure on, and live again with the first frame', () => {
    const lost = play(snapshot([]), { type: 'line-lost', at: now }, { type: 'line-lost', at: now + 9_000 })
    expect([lost.connection, lost.lostAt]).toEqual(['lost', now])
    const back = play(snapshot([]), { type: 'line-lost', at: now }, events())
    expect([back.connection, back.lostAt]).toEqual(['live', null])
  })

  it('that never came up is not called lost', () => {
    expect(play({ type: 'line-lost', at: now }).connection).toBe('connecting')
  })
})
