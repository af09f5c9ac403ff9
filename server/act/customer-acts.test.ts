import type { InteractionId } from '#core/id.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readCustomerView } from '../channel-host/customer-news.ts'
import { readMessagePage } from '../present/interaction-query.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { receiveFromCustomer } from './customer-acts.ts'

let centre: TestCentre

beforeEach(async () => {
  centre = await openTestCentre()
})
afterEach(async () => {
  await centre.close()
})

it('begins with any name: a long one is cut, and never in the middle of a character', async () => {
  const name = `${'a'.repeat(79)}😀 and more of it`
  const accepted = await receiveFromCustomer(centre, centre.account, {
    type: 'started',
    user: 'vis_1',
    at: centre.context.now(),
    person: { name },
    caseData: {},
  })
  if (!accepted.kept) throw new Error(accepted.refused)
  const record = await readInteraction(centre.context.database, accepted.conversation as InteractionId)
  expect(record?.contactName).toBe('a'.repeat(79))
})

it('has an answer for places beyond every message', async () => {
  const id = (await centre.hear('vis_1', 'Hola')) as InteractionId
  const beyond = Number.MAX_SAFE_INTEGER
  expect(await readCustomerView(centre.context, centre.account, 'vis_1', beyond)).toMatchObject({
    conversation: { id },
    messages: [],
  })
  const boss = await centre.addAgent({ role: 'supervisor' })
  const before = mustBe(await readMessagePage(centre.context, boss, id, { before: beyond, limit: 60 }))
  expect(before.messages.at(-1)?.text).toBe('Hola')
  const after = mustBe(await readMessagePage(centre.context, boss, id, { after: beyond, limit: 60 }))
  expect(after.messages).toEqual([])
  const marked = await receiveFromCustomer(centre, centre.account, {
    type: 'marked',
    user: 'vis_1',
    upTo: { conversation: id, position: beyond },
    as: 'read',
    at: centre.context.now(),
  })
  expect(marked.kept).toBe(true)
})

it('keeps what is good of what is said at once with something the database cannot take', async () => {
  const said = (user: string, text: string, externalId: string) =>
    receiveFromCustomer(centre, centre.account, {
      type: 'message',
      user,
      externalId,
      at: centre.context.now(),
      text,
      fileIds: [],
      person: {},
    })
  for (const user of ['vis_1', 'vis_2', 'vis_3']) await centre.hear(user, 'Hola')
  // Too long for an index, and not to be made shorter.
  const monster = Array.from({ length: 9_000 }, (_, n) =>
    String.fromCharCode(0x4e00 + ((n * 7919) % 20_000)),
  ).join('')
  const answers = await Promise.allSettled([
    said('vis_1', 'uno', 'ext-1'),
    said('vis_2', 'dos', monster),
    said('vis_3', 'tres', 'ext-3'),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('shows a customer who missed very much all of it, look by look', async () => {
  await centre.hear('vis_1', 'Hola')
  for (let n = 0; n < 230; n += 1) await centre.hear('vis_1', `${n}`)
  const newest = await readCustomerView(centre.context, centre.account, 'vis_1', 5)
  const first = newest.messages[0]?.seq ?? 0
  expect(newest.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, n) => first + n))
  const older = await readCustomerView(centre.context, centre.account, 'vis_1', 5, first)
  expect(older.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: first - 6 }, (_, n) => 6 + n))
})
