/** The double's drafts and notes: in memory, with revisions and versions as the server has them. */
import type { AgentId, InteractionId, MessageId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { previewOf } from '#core/interaction/summary.ts'
import { refuse } from '#core/step.ts'
import { putDraftAway, saveDraft, type DraftKind, type DraftView } from '#protocol/draft.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { MessageQuote } from '#protocol/message.ts'
import { saveNote, type NoteVersion, type NoteView } from '#protocol/note.ts'
import type { Centre } from './centre.ts'
import { person } from './lookup.ts'

type Json = Readonly<Record<string, unknown>>

export class Drafts {
  readonly all = new Map<string, DraftView>()
  private readonly putAway = new Set<string>()
  private readonly notes = new Map<InteractionId, readonly NoteVersion[]>()
  private readonly centre: Centre

  constructor(centre: Centre) {
    this.centre = centre
  }

  of(agentId: AgentId, id: InteractionId, kind: DraftKind = 'reply'): DraftView | null {
    return this.all.get(`${id} ${kind} ${agentId}`) ?? null
  }

  save(agentId: AgentId, view: InteractionView, kind: DraftKind, body: Json): object {
    const { baseRevision, text, fileIds, quotedMessageId } = saveDraft.parse(body)
    const before = this.of(agentId, view.id, kind)
    if ((before?.revision ?? 0) !== baseRevision) return refuse('changed-meanwhile')
    const draft: DraftView = {
      interactionId: view.id,
      kind,
      agentId,
      revision: baseRevision + 1,
      text,
      files: fileIds.flatMap((id) => this.centre.files.get(id)?.view ?? []),
      quote: quotedMessageId ? this.quote(view, quotedMessageId) : null,
      updatedAt: Date.now(),
    }
    this.put(draft, ownerOf(view))
    return { draft }
  }

  /** Said with this revision: the draft is empty with it, unless it was written on since. */
  said(agentId: AgentId, id: InteractionId, revision: number | null): void {
    const draft = this.of(agentId, id)
    if (draft && draft.revision === revision) this.empty(draft)
  }

  in(agentId: AgentId, view: InteractionView): object {
    return { drafts: this.seen(agentId).filter(({ interactionId }) => interactionId === view.id) }
  }

  ofAgent(agentId: AgentId): object {
    return { drafts: this.seen(agentId).filter(isSomething) }
  }

  settle(agentId: AgentId, view: InteractionView, body: Json): object {
    const { agentId: author, revision, take } = putDraftAway.parse(body)
    const draft = this.of(author, view.id)
    if (!draft || draft.revision !== revision) return refuse('changed-meanwhile')
    this.putAway.add(`${view.id} ${author} ${revision} ${agentId}`)
    return { files: take ? draft.files : [] }
  }

  note(id: InteractionId): NoteView {
    const versions = this.notes.get(id) ?? []
    return {
      interactionId: id,
      version: versions.length,
      text: versions[0]?.text ?? '',
      mayWrite: true,
      versions,
    }
  }

  saveNote(agentId: AgentId, view: InteractionView, body: Json): object {
    const { baseVersion, text, draftRevision } = saveNote.parse(body)
    const { version: latest, versions } = this.note(view.id)
    if (latest !== baseVersion) return refuse('changed-meanwhile', { version: latest })
    const { name } = person(agentId)
    const version = { version: latest + 1, agentId, agentName: name, at: Date.now(), text }
    this.notes.set(view.id, [version, ...versions])
    const { at } = version
    const brief = { version: latest + 1, agentId, at, preview: previewOf(text, []) }
    this.centre.interactions.set(view.id, { ...view, note: brief })
    this.centre.changed(view.id, 'amended', view)
    const draft = this.of(agentId, view.id, 'note')
    if (draft && draft.revision === draftRevision) this.empty(draft)
    return { note: this.note(view.id) }
  }

  private seen(agentId: AgentId): DraftView[] {
    return [...this.all.values()].filter((draft) => {
      if (draft.agentId === agentId) return true
      const { interactionId: id, agentId: author, revision, kind } = draft
      const view = this.centre.interactions.get(id)
      const isMine = view !== undefined && ownerOf(view) === agentId
      const isAway = this.putAway.has(`${id} ${author} ${revision} ${agentId}`)
      return isMine && kind === 'reply' && isSomething(draft) && !isAway
    })
  }

  private empty(draft: DraftView): void {
    const empty = { text: '', files: [], quote: null, revision: draft.revision + 1 }
    this.put({ ...draft, ...empty }, null)
  }

  private put(draft: DraftView, owner: AgentId | null): void {
    const { interactionId, kind, agentId, revision } = draft
    this.all.set(`${interactionId} ${kind} ${agentId}`, draft)
    this.centre.onSignal(
      { type: 'draft-changed', interactionId, kind, agentId, revision, isEmpty: !isSomething(draft) },
      (one) => one === agentId || (kind === 'reply' && one === owner),
    )
  }

  private quote(view: InteractionView, messageId: MessageId): MessageQuote | null {
    const message = this.centre.messages.get(view.id)?.find(({ id }) => id === messageId)
    if (!message || message.direction === 'system') return null
    const { position, direction, author, text, files } = message
    const name = author.kind === 'system' ? '' : author.name
    return { messageId, position, direction, name, excerpt: previewOf(text, files, 200) }
  }
}

const isSomething = ({ text, files }: DraftView): boolean => text !== '' || files.length > 0

const ofCentre = new WeakMap<Centre, Drafts>()

export function draftsOf(centre: Centre): Drafts {
  const drafts = ofCentre.get(centre) ?? new Drafts(centre)
  ofCentre.set(centre, drafts)
  return drafts
}

/** The routes of drafts and notes; null: it is none of them. */
export function answerDrafts(
  centre: Centre,
  agentId: AgentId,
  { method, path, body }: { readonly method: string | undefined; readonly path: string; readonly body: Json },
): object | null {
  const drafts = draftsOf(centre)
  if (path === 'me/drafts') return drafts.ofAgent(agentId)
  const [, id = '', what = ''] = /^interactions\/(\w+)\/(drafts.*|note)$/.exec(path) ?? []
  if (what === '') return null
  const view = centre.interactions.get(id as InteractionId)
  if (!view) return refuse('not-found')
  if (what === 'drafts') return drafts.in(agentId, view)
  if (what === 'drafts/put-away') return drafts.settle(agentId, view, body)
  if (what === 'note')
    return method === 'PUT' ? drafts.saveNote(agentId, view, body) : { note: drafts.note(view.id) }
  return drafts.save(agentId, view, what === 'drafts/note' ? 'note' : 'reply', body)
}
