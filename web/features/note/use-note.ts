import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import type { NoteView } from '#protocol/note.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { draftOf } from '#web/live/drafts.ts'
import { useDrafts } from '#web/live/use-drafts.ts'
import type { Problem } from '#web/net/problem.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { noteField, type NoteField } from './note-edit.ts'
import { notesOf, type Notes } from './notes.ts'

export type OpenNote = {
  readonly note: NoteView
  readonly field: NoteField
  /** The server has what stands in the field, as a draft. */
  readonly isKept: boolean
  readonly isSaving: boolean
  /** Why it could not be saved just now. */
  readonly problem: Problem | null
  readonly notes: Notes
  readonly save: () => Promise<void>
}

/** The note of an interaction, read again when a newer version is told of. */
export function useNote({ id, note: brief }: Pick<InteractionView, 'id' | 'note'>): {
  readonly open: OpenNote | null
  readonly problem: Problem | null
  readonly retry: () => void
} {
  const desk = useDesk()
  const queries = useQueryClient()
  const notes = notesOf(desk)
  const queryKey = useMemo(() => ['note', id] as const, [id])
  const fetched = useQuery({
    queryKey,
    queryFn: async () => (await unwrap(desk.api.note(id))).note,
  })
  const { refetch } = fetched
  const known = fetched.data?.version ?? null
  const latest = brief?.version ?? 0
  useEffect(() => {
    if (known !== null && latest > known) void refetch()
  }, [known, latest, refetch])

  const draft = useDrafts((model) => draftOf(model, 'note', id))
  const edit = useSyncExternalStore(notes.edits.subscribe, () => notes.edits.get().get(id) ?? null)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const note = fetched.data ?? null
  const field = note && noteField(note, draft, edit)
  // Saved by somebody just as it stands here: nothing of it is a draft any more.
  const isSettled = field !== null && !field.isUnsaved && draft.content.text !== ''
  useEffect(() => {
    if (isSettled) notes.discard(id)
  }, [isSettled, notes, id])

  const save = async (): Promise<void> => {
    if (!note || isSaving) return
    setSaving(true)
    setProblem(null)
    const answer = await notes.save(note)
    if (answer.ok) queries.setQueryData(queryKey, answer.value)
    else if (answer.problem.code === 'changed-meanwhile') await refetch()
    else setProblem(answer.problem)
    setSaving(false)
  }

  return {
    open: note &&
      field && {
        note,
        field,
        isKept: draft.base.content.text === draft.content.text && draft.content.text !== '',
        isSaving,
        problem,
        notes,
        save,
      },
    problem: fetched.error && !note ? problemOfError(fetched.error) : null,
    retry: () => void refetch(),
  }
}
