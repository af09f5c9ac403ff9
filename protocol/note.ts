/**
 * The note of an interaction: one text that everybody who sees the interaction reads, saved explicitly. Each saving makes a version, and none is
 * ever changed or removed.
 *
 * `GET /interactions/:id/note` → `{ note }`. `PUT /interactions/:id/note` → `{ note }`; when somebody else has saved a version after `baseVersion` it is
 * refused with `changed-meanwhile` (its detail `version` is the latest), and nothing is changed.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { z } from 'zod'

export const maximumNoteLength = 10_000
/** Of a note with more versions than that, the latest are told. */
export const mostNoteVersions = 200

export type NoteVersion = {
  readonly version: number
  readonly agentId: AgentId
  /** Also of somebody who is no longer there. */
  readonly agentName: string
  readonly at: number
  /** Empty: the note was taken away. */
  readonly text: string
}

export type NoteView = {
  readonly interactionId: InteractionId
  /** Of the latest version; 0: there was never a note. */
  readonly version: number
  readonly text: string
  /** Whether who asked may save it (R8). */
  readonly mayWrite: boolean
  /** Newest first. */
  readonly versions: readonly NoteVersion[]
}

export const saveNote = z.object({
  /** The version that was before the eyes of whoever wrote this (0: none). */
  baseVersion: z.number().int().nonnegative(),
  /** Empty: a version that takes the note away. */
  text: z.string().max(maximumNoteLength),
  /** The revision of the note draft that this text was; the draft is emptied with it unless it has been written on since. */
  draftRevision: z.number().int().nonnegative().nullable().default(null),
})
export type SaveNote = z.input<typeof saveNote>
