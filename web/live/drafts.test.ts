import { describe, expect, it } from 'vitest'
import type { DraftView } from '#protocol/draft.ts'
import { file, id, world } from '#web/test/draft-world.ts'
import { ana, bruno, changed, now as start, view } from '#web/test/sample.ts'
import { draftOf, leftIn } from './drafts.ts'
import { foldLive } from './fold.ts'

describe('a draft', () => {
  it('is in this browser with each key and on the server within a second of the last', async () => {
    const { open, browser, server, pass, settle } = world()
    const storage = browser()
    const page = open(storage)
    await settle()
    page.type('Ho')
    expect([...storage.kept.values()].join(' ')).toContain('"Ho"')
    expect(server()).toBeNull()
    await pass(999)
    expect(server()?.text).toBe('Ho')
  })

  it('is saved about once a second while somebody types on and on, and never more than a second late', async () => {
    const { open, asked, server, pass } = world()
    const page = open()
    let text = ''
    for (let key = 0; key < 100; key += 1) {
      page.type((text += 'x'))
      await pass(100)
      expect(text.length - (server()?.text.length ?? 0)).toBeLessThanOrEqual(10)
    }
    expect(asked.length).toBeLessThanOrEqual(12)
    await pass(1_000)
    expect(server()?.text).toBe(text)
  })

  it('is there after a reload at any instant, and is sent on then', async () => {
    const { open, browser, server, pass, settle } = world()
    const storage = browser()
    const before = open(storage)
    await settle()
    before.type('Hola')
    before.drafts.close()
    const after = open(storage)
    expect(after.text()).toBe('Hola')
    await settle()
    await pass(1_000)
    expect(server()?.text).toBe('Hola')
  })

  it('is there on another device, with its files', async () => {
    const { open, pass, settle } = world()
    const here = open()
    here.drafts.change('reply', id, { text: 'Hola', files: [file('a')] })
    await pass(1_000)
    const there = open()
    await settle()
    expect(there.text()).toBe('Hola')
    expect(there.drafts.of('reply', id).content.files.map(({ name }) => name)).toEqual(['a'])
    here.type('Hola, Carmen')
    await pass(1_000)
    expect(there.text()).toBe('Hola, Carmen')
    here.type('')
    here.drafts.change('reply', id, { files: [] })
    await pass(1_000)
    expect(there.text()).toBe('')
  })

  it('waits for a server that is away, and is there when it is back', async () => {
    const { open, setDown, server, pass, asked } = world()
    const page = open()
    setDown(true)
    page.type('Sin línea')
    await pass(60_000)
    expect(server()).toBeNull()
    expect(asked.length).toBeLessThan(15)
    page.type('Sin línea todavía')
    setDown(false)
    await pass(16_000)
    expect(server()?.text).toBe('Sin línea todavía')
  })

  it('that the server will not have is tried again when something is changed', async () => {
    const { open, refuse, asked, server, pass, settle } = world()
    const page = open()
    await settle()
    refuse({ code: 'not-allowed', details: {} })
    page.type('Hola')
    await pass(60_000)
    expect(asked).toHaveLength(1)
    expect(page.text()).toBe('Hola')
    refuse(null)
    page.type('Hola otra vez')
    await pass(1_000)
    expect(server()?.text).toBe('Hola otra vez')
  })

  it('goes at once when the page may be going', async () => {
    const { open, server, settle } = world()
    const page = open()
    await settle()
    page.type('Me voy')
    page.drafts.flush()
    await settle()
    expect(server()?.text).toBe('Me voy')
  })

  it('of a closed conversation is forgotten, an unsaved note is not', async () => {
    const { open, browser, pass } = world()
    const storage = browser()
    const page = open(storage)
    page.type('Tarde')
    page.drafts.change('note', id, { text: 'Apunte' })
    await pass(1_000)
    const closed = changed(view(id, { name: 'closed', agentId: ana, since: start, outcome: 'handled' }), true)
    page.drafts.hear({ type: 'events', cursor: '2', at: start, events: [closed] })
    expect(page.text()).toBe('')
    expect(page.drafts.of('note', id).content.text).toBe('Apunte')
    expect(open(storage).text()).toBe('')
  })

  it('of a conversation that is over leaves nothing behind, not even with an answer that comes late', async () => {
    const { open, pass, settle } = world()
    const page = open()
    await settle()
    page.type('Tarde')
    page.drafts.flush()
    page.drafts.change('note', id, { text: 'Apunte' })
    page.drafts.change('note', id, { text: '' })
    const closed = changed(view(id, { name: 'closed', agentId: ana, since: start, outcome: 'handled' }), true)
    page.drafts.hear({ type: 'events', cursor: '2', at: start, events: [closed] })
    await pass(1_000)
    expect([...page.drafts.store.get().mine.keys()]).toEqual([])
  })

  it('of a conversation that went to somebody else stays if anything is in it', async () => {
    const { open, pass, settle } = world()
    const page = open()
    await settle()
    page.type('Casi')
    await pass(1_000)
    page.drafts.change('note', id, { text: 'Apunte' })
    page.drafts.change('note', id, { text: '' })
    const went = changed(view(id, { name: 'active', agentId: bruno, since: start }), true)
    page.drafts.hear({ type: 'events', cursor: '2', at: start, events: [went] })
    await pass(1_000)
    expect([...page.drafts.store.get().mine.keys()]).toEqual([`reply.${id}`])
  })
})

describe('two devices', () => {
  async function both() {
    const all = world()
    const [here, there] = [all.open(), all.open()]
    here.type('Hola')
    await all.pass(1_000)
    return { ...all, here, there }
  }

  it('when both wrote, each keeps what stands in its field, and the other text stands beside it', async () => {
    const { here, there, pass, server } = await both()
    there.isOnline = false
    here.type('Hola desde aquí')
    there.type('Hola desde allí')
    await pass(2_000)
    there.isOnline = true
    there.connect()
    await pass(20_000)
    expect([there.text(), there.other()]).toEqual(['Hola desde allí', 'Hola desde aquí'])
    // The person may be sitting at the other one: it is left alone until this one is written on.
    expect([here.text(), server()?.text]).toEqual(['Hola desde aquí', 'Hola desde aquí'])
    there.type('Hola desde allí, sí')
    await pass(1_000)
    expect([server()?.text, here.text()]).toEqual(['Hola desde allí, sí', 'Hola desde allí, sí'])
    expect(there.other()).toBe('Hola desde aquí')
  })

  it('the other text is used or dropped, and survives a reload until then', async () => {
    const { open, browser, pass, server } = world()
    const storage = browser()
    const [here, there] = [open(storage), open()]
    here.isOnline = false
    here.type('Uno')
    there.type('Dos')
    await pass(2_000)
    here.drafts.close()
    const again = open(storage)
    await pass(20_000)
    expect([again.text(), again.other()]).toEqual(['Uno', 'Dos'])
    again.drafts.close()
    const third = open(storage)
    expect([third.text(), third.other()]).toEqual(['Uno', 'Dos'])
    third.drafts.useOther('reply', id)
    await pass(1_000)
    expect([third.text(), third.other(), server()?.text]).toEqual(['Uno\nDos', null, 'Uno\nDos'])
    expect(there.text()).toBe('Uno\nDos')
  })

  it('dropping the other text keeps this one', async () => {
    const { here, there, pass, server } = await both()
    there.isOnline = false
    here.type('A')
    there.type('B')
    await pass(2_000)
    there.isOnline = true
    there.connect()
    await pass(20_000)
    there.drafts.dropOther('reply', id)
    await pass(1_000)
    expect([there.text(), there.other(), server()?.text]).toEqual(['B', null, 'B'])
  })

  it('an answer that was lost is no other device', async () => {
    const { open, rows, pass, settle } = world()
    const page = open()
    await settle()
    page.type('Hola')
    await pass(400)
    // Kept by the server, but the page never heard so.
    const [[key, row]] = [...rows] as [[string, DraftView]]
    rows.set(key, { ...row, revision: row.revision + 1 })
    page.type('Hola, Carmen')
    await pass(2_000)
    expect([page.text(), page.other(), rows.get(key)?.text]).toEqual(['Hola, Carmen', null, 'Hola, Carmen'])
  })

  it('what is told while an answer is on its way is asked for again', async () => {
    const { open, rows, settle } = world()
    const one = open()
    const other = open()
    await settle()
    one.type('Le')
    one.drafts.flush()
    // The other page is asking now, and what it will be given is from before this.
    const [key, row] = [...rows][0] ?? []
    if (key === undefined || row === undefined) throw new Error('Nothing was saved.')
    rows.set(key, { ...row, revision: row.revision + 1, text: 'Le cuento' })
    other.drafts.hear({
      type: 'signal',
      signal: {
        type: 'draft-changed',
        interactionId: id,
        kind: 'reply',
        agentId: other.me,
        revision: row.revision + 1,
        isEmpty: false,
      },
    })
    await settle()
    expect(other.text()).toBe('Le cuento')
  })

  it('what was emptied on one is empty on the other, also when that one was away', async () => {
    const { here, there, pass } = await both()
    there.isOnline = false
    here.type('')
    await pass(1_000)
    there.isOnline = true
    there.connect()
    await pass(1_000)
    expect(there.text()).toBe('')
  })
})

describe('sending', () => {
  const outgoing = (draftRevision: number | null) =>
    ({
      type: 'said',
      outgoing: {
        clientId: 'client-1',
        interactionId: id,
        text: 'Hola',
        files: [],
        draftRevision,
        at: start,
        state: 'queued',
        problem: null,
      },
    }) as const

  it('leaves the draft on the server until the message is there, and then it is empty everywhere', async () => {
    const { open, said, server, pass, asked } = world()
    const [here, there] = [open(), open()]
    here.type('Hola')
    await pass(1_000)
    const revision = here.drafts.of('reply', id).base.revision
    here.live.update((model) => foldLive(model, outgoing(revision)))
    expect(here.drafts.revisionOf(id)).toBe(revision)
    here.drafts.sent(id)
    await pass(30_000)
    expect([here.text(), server()?.text]).toEqual(['', 'Hola'])
    said(revision)
    here.live.update((model) => foldLive(model, { type: 'say-dropped', clientId: 'client-1' }))
    await pass(2_000)
    expect([here.text(), there.text(), server()?.text]).toEqual(['', '', ''])
    // The server has emptied it: this page need not.
    expect(asked).toHaveLength(1)
  })

  it('what was being saved at that moment does not come back', async () => {
    const { open, said, server, pass, settle } = world()
    const here = open()
    await settle()
    here.type('Ho')
    await pass(900)
    here.type('Hola')
    here.drafts.flush()
    // On its way to the server, and sent before the answer came.
    const revision = here.drafts.of('reply', id).base.revision
    here.live.update((model) => foldLive(model, outgoing(revision)))
    here.drafts.sent(id)
    await settle()
    said(revision)
    here.live.update((model) => foldLive(model, { type: 'say-dropped', clientId: 'client-1' }))
    await pass(3_000)
    expect([here.text(), server()?.text]).toEqual(['', ''])
  })

  it('what is written on while the message waits is a new draft', async () => {
    const { open, said, server, pass } = world()
    const here = open()
    here.type('Hola')
    await pass(1_000)
    const revision = here.drafts.revisionOf(id)
    here.live.update((model) => foldLive(model, outgoing(revision)))
    here.drafts.sent(id)
    here.type('Otra cosa')
    await pass(1_000)
    said(revision)
    here.live.update((model) => foldLive(model, { type: 'say-dropped', clientId: 'client-1' }))
    await pass(3_000)
    expect([here.text(), server()?.text]).toEqual(['Otra cosa', 'Otra cosa'])
  })
})

describe('what a former owner left', () => {
  it('is shown to the new owner and comes below what stands there, or is put away', async () => {
    const { open, pass, server } = world()
    const theirs = open(undefined, bruno)
    const mine = open()
    theirs.type('Le cuento')
    await pass(1_000)
    const [left] = leftIn(mine.drafts.store.get(), id)
    expect(left).toMatchObject({ agentId: bruno, text: 'Le cuento' })
    mine.type('Hola')
    expect(left && (await mine.drafts.settleLeft(left, 'use'))).toBe(true)
    await pass(1_000)
    expect(mine.text()).toBe('Hola\nLe cuento')
    expect(draftOf(mine.drafts.store.get(), 'reply', id).content.files).toEqual([file('copy')])
    expect(leftIn(mine.drafts.store.get(), id)).toEqual([])
    expect(server('reply', bruno)?.text).toBe('Le cuento')
  })

  it('is no longer shown to whom the conversation was taken from', async () => {
    const { open, pass } = world()
    const theirs = open(undefined, bruno)
    const mine = open()
    theirs.type('Le cuento')
    await pass(1_000)
    mine.owns.delete(id)
    const gone = changed(view(id, { name: 'active', agentId: bruno, since: start }), true)
    mine.drafts.hear({ type: 'events', cursor: '2', at: start, events: [gone] })
    expect(leftIn(mine.drafts.store.get(), id)).toEqual([])
  })
})

describe('the keepsake', () => {
  it('knows drafts of an older page, and clears away what is of long ago or torn; nothing else is touched', () => {
    const { open, browser } = world()
    const storage = browser()
    const day = 86_400_000
    storage.setItem('atiende.draft.agt_ana.int_1', JSON.stringify({ text: 'De antes', at: start }))
    storage.setItem('atiende.draft.agt_bruno.int_1', JSON.stringify({ text: 'De otro', at: start }))
    storage.setItem('atiende.draft.agt_ana.int_2', JSON.stringify({ text: 'x', at: start - 15 * day }))
    storage.setItem('atiende.draft.agt_ana.int_3', '{')
    storage.setItem('atiende.language', 'es')
    expect(open(storage).text()).toBe('De antes')
    expect([...storage.kept.keys()].toSorted()).toEqual([
      'atiende.draft.agt_ana.reply.int_1',
      'atiende.draft.agt_bruno.int_1',
      'atiende.language',
    ])
  })

  it('that is full or forbidden costs nothing', async () => {
    const { open, browser, pass, server } = world()
    const full = {
      ...browser(),
      setItem: () => {
        throw new Error('QuotaExceededError')
      },
    }
    const page = open(full)
    page.type('Hola')
    await pass(1_000)
    expect(server()?.text).toBe('Hola')
  })
})
