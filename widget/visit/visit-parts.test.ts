import { describe, expect, it, vi } from 'vitest'
import * as protocol from '#protocol/widget.ts'
import { message, nameField, open, sampleConfig } from '../test/fake-visit.ts'
import { emailPattern, phonePattern, problemsWith, worthRemembering, type Answers } from './answers.ts'
import { outbox } from './outbox.ts'
import { memoryShelf, readKept, storageShelf } from './shelf.ts'
import { stageOf, type Standing } from './stage.ts'
import { emptyStory, fold } from './story.ts'

describe('the form', () => {
  const email = { ...nameField, key: 'email', type: 'email', required: false } as const
  const phone = { ...nameField, key: 'phone', type: 'phone', required: false } as const
  const consent = { ...nameField, key: 'privacy', type: 'consent' } as const
  const fields = [nameField, email, phone, consent]

  it('uses the protocol’s own patterns', () => {
    expect([emailPattern.source, phonePattern.source]).toEqual([
      protocol.emailPattern.source,
      protocol.phonePattern.source,
    ])
  })

  it('says what is wrong, field by field', () => {
    const problems = problemsWith(fields, { name: '  ', email: 'ana@', phone: 'llámame' })
    expect(Object.fromEntries(problems)).toEqual({
      name: 'missing',
      email: 'not-an-email',
      phone: 'not-a-phone',
      privacy: 'not-agreed',
    })
  })

  it.each<Answers>([
    { name: 'Ana', privacy: true },
    { name: 'Ñ', email: 'ana.maría@correo.example', phone: '+34 (600) 12-34-56', privacy: true },
  ])('is content with %o', (answers) => {
    expect(problemsWith(fields, answers).size).toBe(0)
  })

  it('remembers who it was, not what was agreed to', () => {
    expect(worthRemembering(fields, { name: 'Ana', privacy: true })).toEqual({ name: 'Ana' })
  })
})

describe('the outbox', () => {
  it('keeps the order of what was said in one instant', () => {
    let ids = 9
    const box = outbox(
      memoryShelf(),
      () => 5,
      () => `client-${(ids -= 1)}`,
    )
    for (const text of ['a', 'b', 'c']) box.add({ text, files: [] })
    expect(box.all().map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  it('of two tabs is one, and neither overwrites the other', () => {
    const shelf = memoryShelf()
    const [one, other] = [
      outbox(
        shelf,
        () => 5,
        () => 'client-one',
      ),
      outbox(
        shelf,
        () => 6,
        () => 'client-other',
      ),
    ]
    one.add({ text: 'a', files: [] })
    other.add({ text: 'b', files: [] })
    one.refuse('client-one', 'no')
    expect(other.all()).toMatchObject([
      { text: 'a', refused: 'no' },
      { text: 'b', refused: null },
    ])
    expect(other.next()?.text).toBe('b')
  })
})

describe('the shelf', () => {
  const storage = (setItem: () => void): Storage =>
    Object.assign(Object.create({ getItem: () => null, setItem, removeItem: () => undefined }) as Storage, {})

  it('goes on in memory when the browser’s storage is full', () => {
    const full = storage(() => {
      throw new Error('QuotaExceededError')
    })
    const shelf = storageShelf(full, 'p:', { addEventListener: vi.fn<Window['addEventListener']>() })
    shelf.set('draft', '"hola"')
    expect(shelf.get('draft')).toBe('"hola"')
    expect(shelf.keys('dr')).toEqual(['draft'])
    shelf.set('draft', null)
    expect(shelf.get('draft')).toBeNull()
  })

  it('takes what is not readable for nothing', () => {
    const shelf = memoryShelf()
    shelf.set('draft', '{half')
    expect(readKept(shelf, 'draft')).toBeNull()
  })
})

describe('the stage', () => {
  const form = { ...sampleConfig, preChat: [nameField] }
  const waiting = fold(emptyStory, { type: 'conversation', conversation: { ...open, state: 'waiting' } })
  const ended = fold(fold(emptyStory, { type: 'message', message: message(1) }), {
    type: 'conversation',
    conversation: { ...open, state: 'ended' },
  })
  const standing: Standing = {
    config: sampleConfig,
    story: emptyStory,
    hasAsked: false,
    hasUnsent: false,
    wantsNew: false,
  }
  const shut = { ...form, open: false }

  it.each<[string, Partial<Standing>, string]>([
    ['a first visit without questions', {}, 'chat'],
    ['a first visit with questions', { config: form }, 'form'],
    ['an open conversation', { config: form, story: waiting }, 'chat'],
    ['an open conversation out of hours', { config: shut, story: waiting }, 'chat'],
    ['a form that is on its way', { config: form, hasAsked: true }, 'form'],
    ['out of hours', { config: shut }, 'closed'],
    ['out of hours where it is accepted', { config: { ...shut, acceptsWhenClosed: true } }, 'form'],
    ['the end', { config: form, story: ended }, 'ended'],
    ['the end, out of hours', { config: shut, story: ended }, 'ended'],
    ['a new beginning', { config: form, story: ended, wantsNew: true }, 'form'],
    ['words that crossed the end', { config: form, story: ended, hasUnsent: true }, 'chat'],
    ['words before the form', { config: form, hasUnsent: true }, 'form'],
  ])('of %s', (_what, change, stage) => {
    expect(stageOf({ ...standing, ...change })).toBe(stage)
  })
})
