import { expect, it } from 'vitest'
import { file, id, world } from '#web/test/draft-world.ts'
import { ana, changed, now, view } from '#web/test/sample.ts'
import { createAttachments } from './attachments.ts'
import { joinDraft } from './join-draft.ts'

const noUpload = (): never => {
  throw new Error('Nothing is uploaded here.')
}

it('files go with the draft to the other device, and come back from there', async () => {
  const { open, pass, server, settle } = world()
  const [here, there] = [open(), open()].map((page) => {
    const attachments = createAttachments(noUpload)
    joinDraft(attachments, page.drafts)
    return { page, attachments, names: () => attachments.store.get().map(({ name }) => name) }
  })
  await settle()
  here?.attachments.addKept(id, [file('a'), file('b')])
  await pass(1_000)
  expect(server()?.files.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(there?.names()).toEqual(['a', 'b'])
  there?.attachments.remove(there.attachments.store.get()[0]?.key ?? 0)
  await pass(1_000)
  expect(here?.names()).toEqual(['b'])
  // Sent on one, they are gone on both.
  here?.page.drafts.sent(id)
  here?.attachments.clear(id)
  await pass(1_000)
  expect([here?.names(), there?.names()]).toEqual([[], []])
})

it('files of a draft that was there before the page are in its tray', async () => {
  const { open, browser, pass } = world()
  const storage = browser()
  const before = open(storage)
  before.drafts.change('reply', id, { files: [file('a')] })
  await pass(1_000)
  const attachments = createAttachments(noUpload)
  joinDraft(attachments, open(storage).drafts)
  expect(attachments.store.get().map(({ name }) => name)).toEqual(['a'])
})

it('files that were never sent go with their conversation, and make no new draft of it', async () => {
  const { open, asked, pass, settle } = world()
  const page = open()
  const attachments = createAttachments(noUpload)
  joinDraft(attachments, page.drafts)
  await settle()
  attachments.addKept(id, [file('a')])
  await pass(1_000)
  const closed = changed(view(id, { name: 'closed', agentId: ana, since: now, outcome: 'handled' }), true)
  page.drafts.hear({ type: 'events', cursor: '2', at: now, events: [closed] })
  expect(attachments.store.get()).toEqual([])
  attachments.addKept('int_2', [file('b')])
  await pass(1_000)
  expect([...page.drafts.store.get().mine.keys()]).toEqual(['reply.int_2'])
  expect(asked).toHaveLength(2)
})
