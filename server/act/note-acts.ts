/**
 * The note of an interaction (B4): saved explicitly by whoever may write it (R8), also when the interaction is closed; each saving is a version. What
 * was read decides: a version that somebody else has saved meanwhile is not written over.
 */
import type { InteractionId } from '#core/id.ts'
import { previewOf } from '#core/interaction/summary.ts'
import type { Actor } from '#core/permission/may.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import { mostNoteVersions, type NoteView, type saveNote as saveNoteShape } from '#protocol/note.ts'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { TellDraft } from '../live/draft-news.ts'
import { emptyDraft } from '../store/draft-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { insertNoteVersion, readNoteVersions } from '../store/note-row.ts'
import type { Queryable } from '../store/query.ts'
import { maySee, refusalOf } from './may-act-on.ts'
import { act } from './unit.ts'

export async function seeNote(
  context: Context,
  actor: Actor,
  id: InteractionId,
): Promise<{ note: NoteView } | Refusal> {
  const record = await readInteraction(context.database, id)
  // Who may not see it is not told whether it exists.
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  const mayWrite = refusalOf(context, actor, 'write-note', record) === null
  return { note: { ...(await readNote(context, context.database, id)), mayWrite } }
}

async function readNote(
  context: Context,
  on: Queryable,
  id: InteractionId,
): Promise<Omit<NoteView, 'mayWrite'>> {
  const versions = (await readNoteVersions(on, id, mostNoteVersions)).map((row) => ({
    version: row.version,
    agentId: row.agent_id,
    agentName: context.configuration.agent(row.agent_id)?.name ?? '…',
    at: row.at,
    text: row.text,
  }))
  const [latest] = versions
  return { interactionId: id, version: latest?.version ?? 0, text: latest?.text ?? '', versions }
}

export async function saveNote(
  context: Context,
  tellDraft: TellDraft,
  actor: Actor,
  id: InteractionId,
  { text, baseVersion, draftRevision }: z.output<typeof saveNoteShape>,
): Promise<{ note: NoteView } | Refusal> {
  const { agentId } = actor
  const done = await act(context, async (unit) => {
    const record = await unit.interaction(id)
    if (!record) return refuse('not-found')
    const refused = refusalOf(context, actor, 'write-note', record)
    if (refused) return maySee(context, actor, record) ? refused : refuse('not-found')
    const latest = record.note?.version ?? 0
    if (latest !== baseVersion) return refuse('changed-meanwhile', { version: latest })
    const version = latest + 1
    const { transaction, at } = unit
    await insertNoteVersion(transaction, { interaction_id: id, version, agent_id: agentId, text, at })
    await unit.amend(id, { note: { version, agentId, at, preview: previewOf(text, []) } })
    const emptied =
      draftRevision === null
        ? null
        : await emptyDraft(transaction, id, 'note', agentId, draftRevision, unit.at)
    return { emptied, note: await readNote(context, transaction, id) }
  })
  if (isRefusal(done)) return done
  if (done.emptied) {
    const { revision } = done.emptied
    tellDraft({ interactionId: id, kind: 'note', agentId, revision, isEmpty: true }, [agentId])
  }
  return { note: { ...done.note, mayWrite: true } }
}
