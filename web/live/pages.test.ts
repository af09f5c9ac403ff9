import { expect, it } from 'vitest'
import type { LiveEvent } from '#protocol/live.ts'
import { emptySummary, withMessage } from '#core/interaction/summary.ts'
import type { Api, MessagePage } from '../net/api.ts'
import type { Answer } from '../net/problem.ts'
import { active, ana, events, message, snapshot, view } from '../test/sample.ts'
import { foldLive } from './fold.ts'
import { emptyModel } from './model.ts'
import { createPages } from './pages.ts'
import { createStore } from './store.ts'

const one = 'int_1' as const

const said = (position: number): LiveEvent => {
  const line = message(one, position)
  const summary = { ...withMessage(emptySummary, line), messageCount: position }
  return {
    type: 'message-added',
    at: line.at,
    interactionId: one,
    version: position + 1,
    message: line,
    summary,
  }
}

/** A server that answers when the test lets it, with what it had when it was asked. */
function slowServer() {
  const answers: (() => void)[] = []
  let kept = 2
  const api: Pick<Api, 'messages'> = {
    messages: async () => {
      const messages = Array.from({ length: kept }, (_, index) => message(one, index + 1))
      await new Promise<void>((resolve) => answers.push(resolve))
      const answer: Answer<MessagePage> = { ok: true, value: { messages, hasOlder: false, hasNewer: false } }
      return answer
    },
  }
  return {
    api: api as Api,
    asked: () => answers.length,
    keep: (count: number) => (kept = count),
    answer: (n: number) => answers[n]?.(),
  }
}

it('asks again for what was said while the page was on its way, and may not be in it', async () => {
  const store = createStore(foldLive(emptyModel(ana), snapshot([view(one, active)])))
  const server = slowServer()
  const pages = createPages(store, server.api)
  const done = pages.newest(one)
  server.keep(3)
  store.update((model) => foldLive(model, events(said(3))))
  server.answer(0)
  await expect.poll(server.asked).toBe(2)
  server.answer(1)
  expect(await done).toBeNull()
  expect(
    store
      .get()
      .conversations.get(one)
      ?.messages.map(({ position }) => position),
  ).toEqual([1, 2, 3])
  expect(server.asked()).toBe(2)
})

it('lets a jump wait for the page that is on its way, and not be lost', async () => {
  const store = createStore(foldLive(emptyModel(ana), snapshot([view(one, active)])))
  const server = slowServer()
  const pages = createPages(store, server.api)
  const older = pages.older(one)
  const jump = pages.around(one, { position: 2 })
  expect(server.asked()).toBe(1)
  server.answer(0)
  await older
  await expect.poll(server.asked).toBe(2)
  server.answer(1)
  expect(await jump).toBeNull()
})
