/** What can be done with notes, for the panel and for whoever asks about unsaved ones before leaving. One set for each desk. */
import type { InteractionId } from '#core/id.ts'
import type { NoteView } from '#protocol/note.ts'
import type { Desk } from '#web/live/desk.ts'
import { placeOf } from '#web/live/draft-keepsake.ts'
import { isEmpty, isUnsaved } from '#web/live/draft-state.ts'
import { createStore, type Store } from '#web/live/store.ts'
import type { Answer, Problem } from '#web/net/problem.ts'
import { noteField, typed, type NoteEdit, type NoteEdits } from './note-edit.ts'

export type Notes = {
  readonly edits: Store<NoteEdits>
  readonly type: (note: NoteView, text: string) => void
  /** Saves what stands in the field. A refusal loses nothing: the text stays as it is. */
  readonly save: (note: NoteView) => Promise<Answer<NoteView>>
  /** As if nothing had been written. */
  readonly discard: (id: InteractionId) => void
  /** Mine stays, upon what is saved now: saving puts it in front of theirs. */
  readonly keepMine: (note: NoteView) => void
  /** The same for one that is not on the screen: its latest version is asked for first. */
  readonly saveDraft: (id: InteractionId) => Promise<Problem | null>
  /** Interactions with a note that is begun and not saved. */
  readonly unsaved: () => readonly InteractionId[]
  /** Of these, some have text that the server does not have yet. */
  readonly isBehind: () => boolean
}

const ofDesk = new WeakMap<Desk, Notes>()

export function notesOf(desk: Desk): Notes {
  const notes = ofDesk.get(desk) ?? createNotes(desk)
  ofDesk.set(desk, notes)
  return notes
}

function createNotes({ api, drafts }: Pick<Desk, 'api' | 'drafts'>): Notes {
  const edits = createStore<NoteEdits>(new Map())

  function remember(id: InteractionId, edit: NoteEdit | null): void {
    edits.update((all) => {
      if (edit === null && !all.has(id)) return all
      const next = new Map(all)
      if (edit) next.set(id, edit)
      else next.delete(id)
      return next
    })
  }

  const fieldOf = (note: NoteView): ReturnType<typeof noteField> =>
    noteField(note, drafts.of('note', note.interactionId), edits.get().get(note.interactionId) ?? null)

  async function save(note: NoteView): Promise<Answer<NoteView>> {
    const id = note.interactionId
    const { text, baseVersion } = fieldOf(note)
    const { base } = drafts.of('note', id)
    const draftRevision = isEmpty(base.content) ? null : base.revision
    const answer = await api.saveNote(id, { text, baseVersion, draftRevision })
    if (!answer.ok) return answer
    const saved = answer.value.note
    // What was written on while it was being saved is unsaved upon the new version.
    if (drafts.of('note', id).content.text === text) {
      remember(id, null)
      if (text !== '') drafts.emptied('note', id)
    } else remember(id, { baseVersion: saved.version, isEmptied: false })
    return { ok: true, value: saved }
  }

  const written = () => [...drafts.store.get().mine].filter(([key]) => placeOf(key).kind === 'note')

  return {
    edits,
    type(note, text) {
      const { draft, edit } = typed(note, fieldOf(note), text)
      remember(note.interactionId, edit)
      drafts.change('note', note.interactionId, { text: draft })
    },
    save,
    discard(id) {
      remember(id, null)
      drafts.change('note', id, { text: '' })
    },
    keepMine(note) {
      const { text } = fieldOf(note)
      remember(note.interactionId, { baseVersion: note.version, isEmptied: text === '' })
    },
    async saveDraft(id) {
      const note = await api.note(id)
      if (!note.ok) return note.problem
      const saved = await save(note.value.note)
      return saved.ok ? null : saved.problem
    },
    unsaved: () => {
      const ids = written().flatMap(([key, { content }]) => (isEmpty(content) ? [] : [placeOf(key).id]))
      const emptied = [...edits.get()].flatMap(([id, { isEmptied }]) => (isEmptied ? [id] : []))
      return [...new Set([...ids, ...emptied])]
    },
    isBehind: () => written().some(([, state]) => isUnsaved(state)),
  }
}
