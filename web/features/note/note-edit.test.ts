import { describe, expect, it } from 'vitest'
import { maximumNoteLength, type NoteView } from '#protocol/note.ts'
import { emptyContent, emptyDraft, type DraftState } from '#web/live/draft-state.ts'
import { longestNote, noteField, typed } from './note-edit.ts'

const version = (number: number, text: string, at: number) =>
  ({ version: number, agentId: 'agt_ana', agentName: 'Ana', at, text }) as const

const note = (...texts: readonly string[]): NoteView => ({
  interactionId: 'int_1',
  version: texts.length,
  text: texts.at(-1) ?? '',
  mayWrite: true,
  versions: texts.map((text, index) => version(index + 1, text, (index + 1) * 100)).toReversed(),
})

const draft = (text: string, at = 0): DraftState => ({
  ...emptyDraft,
  content: { ...emptyContent, text },
  base: { revision: 1, content: { ...emptyContent, text }, at },
})

describe('the field of a note', () => {
  it('shows what is saved, until something is written', () => {
    expect(noteField(note('Uno'), draft(''), null)).toEqual({
      text: 'Uno',
      isUnsaved: false,
      baseVersion: 1,
      theirs: null,
    })
    expect(noteField(note('Uno'), draft('Uno y dos'), null)).toMatchObject({
      text: 'Uno y dos',
      isUnsaved: true,
    })
  })

  it('keeps what is written when somebody saves meanwhile, and shows theirs beside it', () => {
    const before = noteField(note('Uno'), draft(''), null)
    const { draft: text, edit } = typed(note('Uno'), before, 'Uno mío')
    expect(edit).toEqual({ baseVersion: 1, isEmptied: false })
    const after = noteField(note('Uno', 'Dos'), draft(text), edit)
    expect(after).toMatchObject({ text: 'Uno mío', isUnsaved: true, baseVersion: 1 })
    expect(after.theirs).toMatchObject({ version: 2, text: 'Dos' })
  })

  it('of a draft from another device is begun upon what was saved by then', () => {
    expect(noteField(note('Uno', 'Dos'), draft('Mío', 150), null)).toMatchObject({
      baseVersion: 1,
      theirs: { version: 2 },
    })
    expect(noteField(note('Uno', 'Dos'), draft('Mío', 250), null)).toMatchObject({
      baseVersion: 2,
      theirs: null,
    })
    expect(noteField(note('Uno'), draft('Mío', 50), null).baseVersion).toBe(0)
  })

  it('that was emptied is unsaved, and written back as it was it is saved again', () => {
    const saved = note('Uno')
    const emptied = typed(saved, noteField(saved, draft(''), null), '')
    const field = noteField(saved, draft(emptied.draft), emptied.edit)
    expect(field).toMatchObject({ text: '', isUnsaved: true })
    expect(typed(saved, field, 'Uno')).toEqual({ draft: '', edit: null })
  })

  it('is the same text when somebody else saved just that', () => {
    const edit = { baseVersion: 1, isEmptied: false }
    expect(noteField(note('Uno', 'Dos'), draft('Dos'), edit)).toMatchObject({
      isUnsaved: false,
      theirs: null,
    })
  })

  it('may be as long as the server takes it', () => {
    expect(longestNote).toBe(maximumNoteLength)
  })
})
