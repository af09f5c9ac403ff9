/**
 * A note being written: what stands in the field, whether it is saved, and whether somebody else has saved another version meanwhile. Unsaved text is a
 * draft on the server; that the text was taken away altogether is known only here, because an empty draft is none.
 */
import type { InteractionId } from '#core/id.ts'
import type { NoteVersion, NoteView } from '#protocol/note.ts'
import type { DraftState } from '#web/live/draft-state.ts'

/** As long as the server takes it (`maximumNoteLength`, protocol/note.ts). */
export const longestNote = 10_000

export type NoteEdit = {
  /** The version that was before the person's eyes when the writing began. */
  readonly baseVersion: number
  readonly isEmptied: boolean
}

export type NoteEdits = ReadonlyMap<InteractionId, NoteEdit>

export type NoteField = {
  readonly text: string
  readonly isUnsaved: boolean
  readonly baseVersion: number
  /** What somebody has saved since; null: nobody, or the same text. */
  readonly theirs: NoteVersion | null
}

type Written = Pick<DraftState, 'content' | 'base'>

export function noteField(note: NoteView, draft: Written, edit: NoteEdit | null): NoteField {
  const begun = draft.content.text
  const text = begun !== '' || edit?.isEmptied ? begun : note.text
  const isUnsaved = text !== note.text
  const baseVersion = isUnsaved ? (edit?.baseVersion ?? versionBefore(note, draft)) : note.version
  const latest = note.versions[0] ?? null
  return { text, isUnsaved, baseVersion, theirs: isUnsaved && note.version > baseVersion ? latest : null }
}

/** A draft of another device or of before a reload: what it was begun upon is what had been saved by then. */
function versionBefore(note: NoteView, { base }: Written): number {
  if (base.at === 0) return note.version
  return note.versions.find(({ at }) => at <= base.at)?.version ?? 0
}

/** After a key: what to keep as a draft, and what to remember of the writing; null: nothing any more. */
export function typed(
  note: NoteView,
  before: NoteField,
  text: string,
): { readonly draft: string; readonly edit: NoteEdit | null } {
  if (text === note.text) return { draft: '', edit: null }
  return { draft: text, edit: { baseVersion: before.baseVersion, isEmptied: text === '' } }
}
