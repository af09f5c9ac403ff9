import type { InteractionId } from '#core/id.ts'
import type { Delivery } from '#channels/channel.ts'
import type { Actor } from '#core/permission/may.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takeInteraction } from '../act/interaction-acts.ts'
import { say } from '../act/say.ts'
import { claimPosts, nextPostAt, oldestPostAt } from '../store/outbox-row.ts'
import { readMessagesAfter } from '../store/message-row.ts'
import { postTestPush } from '../store/push-row.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'

let centre: TestCentre
let ana: Actor
let id: InteractionId

beforeEach(async () => {
  centre = await openTestCentre()
  ana = await centre.addAgent({})
  await centre.ready(ana)
  id = (await centre.hear('vis_1', 'Hola')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, id))
})
afterEach(async () => {
  await centre.close()
})

async function tell(text: string, to = id): Promise<void> {
  mustBe(await say(centre.context, centre.sayBatch, ana, to, { clientId: `key-${text}`, text }))
}

async function states(of = id): Promise<string[]> {
  const messages = await readMessagesAfter(centre.context.database, of, 0, 100)
  return messages
    .filter(({ direction }) => direction === 'out')
    .map(({ text, state, reason }) => [text, state, ...(reason ? [reason] : [])].join(' '))
}

it('hands over what one conversation says in order, each when the one before is done, and leaves nothing', async () => {
  const seen: string[] = []
  let atOnce = 0
  const outbox = centre.startOutbox(async ({ text }): Promise<Delivery> => {
    atOnce += 1
    expect(atOnce).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    atOnce -= 1
    seen.push(text)
    return { outcome: 'accepted' }
  })
  await Promise.all(['uno', 'dos', 'tres'].map(async (text) => await tell(text)))
  await outbox.settle()
  expect(seen).toEqual(['uno', 'dos', 'tres'])
  expect(await states()).toEqual(['uno sent', 'dos sent', 'tres sent'])
  expect(await oldestPostAt(centre.context.database)).toBeNull()
})

it('tries again what could not be taken, keeps what comes after it waiting, and shows a clear no with its reason', async () => {
  let isAway = true
  const outbox = centre.startOutbox(async ({ text }): Promise<Delivery> => {
    if (isAway) return { outcome: 'retry', afterMs: 1_000, reason: 'away' }
    return text === 'uno' ? { outcome: 'rejected', reason: 'blocked' } : { outcome: 'accepted' }
  })
  await tell('uno')
  await tell('dos')
  await outbox.settle()
  expect(await states()).toEqual(['uno queued', 'dos queued'])
  isAway = false
  centre.advance(1_001)
  await outbox.settle()
  expect(await states()).toEqual(['uno failed blocked', 'dos sent'])
})

it('takes over at once what a server had on its way when it was killed, but not from one that lives', async () => {
  const other = (await centre.hear('vis_2', 'Hola')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, other))
  await tell('uno')
  await tell('dos', other)
  const router = centre.startRouting()
  while (!router.matcher()) await new Promise((resolve) => setTimeout(resolve, 5))
  const at = centre.context.now()
  const claimed = await claimPosts(centre.context.database, 'killed-node', at, at + 30_000, 1, ['message'])
  expect(claimed.map(({ body }) => 'text' in body && body.text)).toEqual(['uno'])
  // The router of this node holds the lock under this name.
  expect(
    await claimPosts(centre.context.database, 'test-node', at, at + 30_000, 1, ['message']),
  ).toHaveLength(1)
  const outbox = centre.startOutbox(async () => await Promise.resolve({ outcome: 'accepted' }))
  await outbox.settle()
  expect(await states()).toEqual(['uno sent'])
  expect(await states(other)).toEqual(['dos queued'])
})

it('sleeps while a conversation waits for its turn, and does not ask for what stands behind it', async () => {
  await tell('uno')
  await tell('dos')
  const outbox = centre.startOutbox(
    async () => await Promise.resolve({ outcome: 'retry', afterMs: 20_000, reason: 'away' }),
  )
  await outbox.settle()
  expect(await nextPostAt(centre.context.database)).toBeGreaterThan(centre.context.now())
})

it('lets nobody wait for a slow one but what comes after it in its own conversation', async () => {
  const other = (await centre.hear('vis_2', 'Hola')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, other))
  let finish = (_: Delivery): void => undefined
  const outbox = centre.startOutbox(async ({ text }): Promise<Delivery> => {
    if (text !== 'lento') return { outcome: 'accepted' }
    return await new Promise((resolve) => {
      finish = resolve
    })
  })
  await tell('lento')
  await tell('detrás')
  await tell('uno', other)
  await tell('dos', other)
  await expect.poll(async () => await states(other)).toEqual(['uno sent', 'dos sent'])
  expect(await states()).toEqual(['lento queued', 'detrás queued'])
  finish({ outcome: 'accepted' })
  await outbox.settle()
  expect(await states()).toEqual(['lento sent', 'detrás sent'])
})

it('sends messages while every push hangs, however many there are', async () => {
  const at = centre.context.now()
  for (let n = 0; n < 160; n += 1)
    await postTestPush(centre.context.database, `psh_device${n}`, ana.agentId, at, at + 60_000)
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let pushes = 0
  const outbox = centre.startOutbox(
    async () => await Promise.resolve({ outcome: 'accepted' }),
    async () => {
      pushes += 1
      await opened
      return 'done'
    },
  )
  await expect.poll(() => pushes).toBeGreaterThanOrEqual(100)
  await tell('uno')
  await expect.poll(async () => await states()).toEqual(['uno sent'])
  expect(pushes).toBeLessThan(160)
  open()
  await expect
    .poll(async () => {
      await outbox.settle()
      return pushes
    })
    .toBe(160)
  expect(await nextPostAt(centre.context.database)).toBeNull()
})

it('tries a push again until its time is over, and is not held up by one that breaks', async () => {
  const at = centre.context.now()
  await postTestPush(centre.context.database, 'psh_device1', ana.agentId, at, at + 5_000)
  let tries = 0
  const outbox = centre.startOutbox(
    async () => await Promise.resolve({ outcome: 'accepted' }),
    async () => {
      tries += 1
      if (tries === 1) throw new Error('broken')
      return await Promise.resolve({ retryAfterMs: 1_500 })
    },
  )
  await outbox.settle()
  centre.advance(1_001)
  await outbox.settle()
  expect(tries).toBe(2)
  centre.advance(2_001)
  await outbox.settle()
  // The next try would come too late.
  expect(tries).toBe(3)
  expect(await nextPostAt(centre.context.database)).toBeNull()
})

it('notes what was sent although something beside it cannot be noted, and sends only that again', async () => {
  const other = (await centre.hear('vis_2', 'Hola')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, other))
  await centre.context.database.transaction(async (transaction) => {
    await transaction.script(`
      create function refuse_one() returns trigger language plpgsql as $$
        begin if new.text = 'uno' then raise exception 'no'; end if; return new; end $$;
      create trigger refuse_one before update on message for each row execute function refuse_one();`)
  })
  const sent: string[] = []
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const outbox = centre.startOutbox(async ({ text }): Promise<Delivery> => {
    sent.push(text)
    if (sent.length === 2) open()
    await gate
    return { outcome: 'accepted' }
  })
  await tell('uno')
  await tell('dos', other)
  await outbox.settle()
  expect([await states(), await states(other)]).toEqual([['uno queued'], ['dos sent']])
  centre.advance(31_000)
  await outbox.settle()
  expect(sent.toSorted()).toEqual(['dos', 'uno', 'uno'])
})

it('keeps what a provider answers without what no database keeps', async () => {
  const outbox = centre.startOutbox(async (): Promise<Delivery> => ({
    outcome: 'rejected',
    reason: 'bloc\0ked',
  }))
  await tell('uno')
  await outbox.settle()
  expect(await states()).toEqual(['uno failed blocked'])
})
