import { beforeEach, describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import type { MessageView, NewMessage } from '#protocol/message.ts'
import { offline, type Answer, type Problem } from '../net/problem.ts'
import { events, message, now, play, snapshot } from '../test/sample.ts'
import { foldLive } from './fold.ts'
import { createKeepsake } from './keepsake.ts'
import type { LiveModel } from './model.ts'
import { createOutbox, outgoingAfterReload, type Outbox } from './outbox.ts'
import type { OutgoingList } from './outgoing.ts'
import { createStore, type Store } from './store.ts'

type Kept = Answer<{ readonly message: MessageView }>
type Post = { readonly id: InteractionId; readonly sent: NewMessage; readonly answer: (answer: Kept) => void }

let store: Store<LiveModel>
let posts: Post[]
let outbox: Outbox
let pause: (() => void) | null
let written: Map<string, string>

const say = (text: string, id: InteractionId = 'int_1'): void => outbox.say(id, text, [])
const shown = (): string[] => store.get().outgoing.map(({ text, state }) => `${text} ${state}`)
const post = (index: number): Post => posts[index] as Post
const kept = ({ id, sent }: Post, position: number): Kept => ({
  ok: true,
  value: {
    message: message(id, position, { clientId: sent.clientId, direction: 'out', text: sent.text ?? '' }),
  },
})
const answer = async (index: number, what: Kept): Promise<void> => {
  post(index).answer(what)
  for (let turn = 0; turn < 4; turn++) await Promise.resolve()
}
const failed = (problem: Problem): Kept => ({ ok: false, problem })
const lose = (): void => store.update((model) => foldLive(model, { type: 'line-lost', at: now }))
const back = (): void => store.update((model) => foldLive(model, events()))

beforeEach(() => {
  store = createStore(play(snapshot([])))
  posts = []
  pause = null
  written = new Map()
  let lastId = 0
  outbox = createOutbox({
    store,
    say: (id, sent) => new Promise((resolve) => posts.push({ id, sent, answer: resolve })),
    keepsake: createKeepsake<OutgoingList>(
      {
        getItem: (key) => written.get(key) ?? null,
        setItem: (key, value) => void written.set(key, value),
        removeItem: (key) => void written.delete(key),
      },
      'outgoing',
    ),
    newId: () => `client-${++lastId}`,
    now: () => now,
    dice: () => 1,
    wait: (_, then) => {
      pause = then
      return () => (pause = null)
    },
  })
})

describe('what the agent says', () => {
  it('goes one by one and in order within a conversation, side by side in several', async () => {
    say('a')
    say('b')
    say('c', 'int_2')
    expect(posts.map(({ sent }) => sent.text)).toEqual(['a', 'c'])
    await answer(0, kept(post(0), 1))
    expect(posts.map(({ sent }) => sent.text)).toEqual(['a', 'c', 'b'])
    expect(shown()).toEqual(['b sending', 'c sending'])
  })

  it('waits while the line is down and goes when it is back', () => {
    lose()
    say('a')
    expect([posts.length, shown()]).toEqual([0, ['a queued']])
    back()
    expect(posts).toHaveLength(1)
  })

  it('is tried again under the same key after the line failed', async () => {
    say('a')
    await answer(0, failed(offline))
    expect([posts.length, shown()]).toEqual([1, ['a queued']])
    pause?.()
    expect(post(1).sent.clientId).toBe(post(0).sent.clientId)
    await answer(1, kept(post(1), 1))
    expect(shown()).toEqual([])
  })

  it('waits for the person to sign in again', async () => {
    say('a')
    await answer(0, failed({ code: 'not-signed-in', details: {} }))
    expect(shown()).toEqual(['a queued'])
  })

  it('is not tried again by itself when the server said no, and does not hold up the next', async () => {
    say('a')
    say('b')
    await answer(0, failed({ code: 'interaction-ended', details: {} }))
    expect(shown()).toEqual(['a refused', 'b sending'])
    expect(store.get().outgoing[0]?.problem?.code).toBe('interaction-ended')
    outbox.retry(post(0).sent.clientId)
    await answer(1, kept(post(1), 1))
    expect(posts.map(({ sent }) => sent.text)).toEqual(['a', 'b', 'a'])
    outbox.drop(post(0).sent.clientId)
    expect(shown()).toEqual([])
  })

  it('is gone from the list when the live socket tells of it before the answer does', async () => {
    say('a')
    const { clientId } = post(0).sent
    const line = message('int_1', 1, { clientId, direction: 'out' })
    store.update((model) =>
      foldLive(
        model,
        events({
          type: 'message-added',
          at: now,
          interactionId: 'int_1',
          version: 2,
          message: line,
          summary: {
            messageCount: 1,
            unread: 0,
            unreadFrom: null,
            lastMessage: null,
            customerWaitingSince: null,
          },
        }),
      ),
    )
    expect(shown()).toEqual([])
    await answer(0, kept(post(0), 1))
    expect(shown()).toEqual([])
  })

  it('survives a reload, and what was on its way is sent again', () => {
    say('a')
    say('b')
    outbox.close()
    const reloaded = outgoingAfterReload(JSON.parse(written.get('outgoing') ?? 'null') as OutgoingList)
    expect(reloaded.map(({ text, state }) => `${text} ${state}`)).toEqual(['a queued', 'b queued'])
    expect(outgoingAfterReload(null)).toEqual([])
  })

  it('sends nothing more once it is closed', async () => {
    say('a')
    say('b')
    outbox.close()
    await answer(0, kept(post(0), 1))
    expect(posts).toHaveLength(1)
  })
})
