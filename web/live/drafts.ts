/**
 * What this person has begun to write, on every device: kept in this browser with each key, on the server within a second of the last one (at most
 * about once a second while typing), tried again while the server is away, and brought together with what other devices wrote (`draft-state.ts`).
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import type { DraftKind, DraftView } from '#protocol/draft.ts'
import type { LiveEvent, ServerFrame, Signal } from '#protocol/live.ts'
import type { FileView } from '#protocol/message.ts'
import type { Api } from '../net/api.ts'
import { backoffMs } from '../net/backoff.ts'
import { isPassing } from '../net/problem.ts'
import { draftKey, placeOf, type DraftKeepsake, type DraftKey } from './draft-keepsake.ts'
import {
  emptyContent,
  emptyDraft,
  holdsNothing,
  isEmpty,
  isToSave,
  isUnsaved,
  withAdded,
  withHeard,
  withoutOther,
  withSaved,
  withSaving,
  withSent,
  withTyped,
  withUnsaved,
  type DraftContent,
  type DraftState,
} from './draft-state.ts'
import type { LiveModel } from './model.ts'
import { createStore, type Store } from './store.ts'

export type DraftsModel = {
  readonly mine: ReadonlyMap<DraftKey, DraftState>
  /** What former owners left of replies, in what this person owns. */
  readonly left: ReadonlyMap<InteractionId, readonly DraftView[]>
}

export type DraftOptions = {
  readonly me: AgentId
  readonly api: Pick<Api, 'saveDraft' | 'drafts' | 'ownDrafts' | 'putDraftAway'>
  readonly keepsake: DraftKeepsake
  readonly live: Store<LiveModel>
  readonly now: () => number
  readonly dice: () => number
  readonly wait: (ms: number, then: () => void) => () => void
}

export type Drafts = {
  readonly store: Store<DraftsModel>
  readonly of: (kind: DraftKind, id: InteractionId) => DraftState
  readonly change: (kind: DraftKind, id: InteractionId, change: Partial<DraftContent>) => void
  /** What the server has of a reply, to be said with the message that it becomes; null: nothing. */
  readonly revisionOf: (id: InteractionId) => number | null
  /** It has gone with a message. */
  readonly sent: (id: InteractionId) => void
  /** The other device's text comes below what stands here. */
  readonly useOther: (kind: DraftKind, id: InteractionId) => void
  readonly dropOther: (kind: DraftKind, id: InteractionId) => void
  /** Takes what a former owner left, below what stands here, or puts it away. False: it could not be done now. */
  readonly settleLeft: (left: DraftView, what: 'use' | 'drop') => Promise<boolean>
  /** The server has emptied it with something else (a note that was saved). */
  readonly emptied: (kind: DraftKind, id: InteractionId) => void
  readonly hear: (frame: ServerFrame) => void
  readonly lost: () => void
  /** What waits for its turn is asked for now: the page may be going. */
  readonly flush: () => void
  readonly close: () => void
}

/** After the last key. */
const quietMs = 300
/** After the first key that is not on the server, and between two savings. */
const atMostMs = 850

export const draftOf = (model: DraftsModel, kind: DraftKind, id: InteractionId): DraftState =>
  model.mine.get(draftKey(kind, id)) ?? emptyDraft

const none: readonly DraftView[] = []
export const leftIn = (model: DraftsModel, id: InteractionId): readonly DraftView[] =>
  model.left.get(id) ?? none

export function createDrafts(options: DraftOptions): Drafts {
  const { me, api, keepsake, live, now } = options
  const store = createStore<DraftsModel>({ mine: keepsake.read(now()), left: new Map() })
  const timers = new Map<DraftKey, () => void>()
  const unsavedSince = new Map<DraftKey, number>()
  const askedAt = new Map<DraftKey, number>()
  /** Revisions of which a signal told while this page was saving. */
  const heardOf = new Map<DraftKey, number>()
  const asking = new Set<InteractionId>()
  /** Something was told while the answer was on its way: it may be from before that. */
  const askedAgain = new Set<InteractionId>()
  let owned: ReadonlySet<InteractionId> = new Set()
  let failures = 0
  let stopPausing: (() => void) | null = null
  let isClosed = false

  /** Its line was away: what was told meanwhile has to be asked for. */
  let isBehind = true
  let { outgoing } = live.get()

  /** A message that was this draft waits to be sent. */
  const isOnItsWay = (id: InteractionId): boolean =>
    outgoing.some((one) => one.interactionId === id && (one.draftRevision ?? null) !== null)
  const unsubscribe = live.subscribe(() => {
    if (live.get().outgoing === outgoing) return
    ;({ outgoing } = live.get())
    for (const [key, state] of store.get().mine) if (isEmpty(state.content)) schedule(key)
  })

  const of = (key: DraftKey): DraftState => store.get().mine.get(key) ?? emptyDraft

  function put(key: DraftKey, next: DraftState): void {
    if (next === of(key)) return
    keepsake.keep(key, next, now())
    store.update((model) => ({ ...model, mine: new Map(model.mine).set(key, next) }))
    schedule(key)
  }

  function schedule(key: DraftKey): void {
    timers.get(key)?.()
    timers.delete(key)
    if (isClosed || !isUnsaved(of(key))) {
      unsavedSince.delete(key)
      return
    }
    if (!isToSave(of(key), isOnItsWay(placeOf(key).id)) || stopPausing) return
    const at = now()
    const since = unsavedSince.get(key) ?? at
    unsavedSince.set(key, since)
    const dueAt = Math.max(
      Math.min(at + quietMs, since + atMostMs),
      (askedAt.get(key) ?? -Infinity) + atMostMs,
    )
    timers.set(
      key,
      options.wait(Math.max(0, dueAt - at), () => void save(key)),
    )
  }

  async function save(key: DraftKey): Promise<void> {
    timers.get(key)?.()
    timers.delete(key)
    const before = of(key)
    const { kind, id } = placeOf(key)
    if (isClosed || !isToSave(before, isOnItsWay(id))) return
    askedAt.set(key, now())
    unsavedSince.delete(key)
    put(key, withSaving(before))
    const { text, files, quote } = before.content
    const answer = await api.saveDraft(id, kind, {
      baseRevision: before.base.revision,
      text,
      fileIds: files.map((file) => file.id),
      quotedMessageId: isEmpty(before.content) ? null : (quote?.messageId ?? null),
    })
    // Forgotten meanwhile: there is no such conversation any more.
    if (isClosed || !store.get().mine.has(key)) return
    if (answer.ok) {
      failures = 0
      const { revision, updatedAt } = answer.value.draft
      put(key, withSaved(of(key), revision, updatedAt))
      const heard = heardOf.get(key) ?? 0
      heardOf.delete(key)
      if (heard > revision) await ask(id)
    } else if (answer.problem.code === 'changed-meanwhile') {
      put(key, withUnsaved(of(key), null))
      timers.get(key)?.()
      await ask(id)
    } else if (isPassing(answer.problem)) {
      pause()
      put(key, withUnsaved(of(key), null))
    } else put(key, withUnsaved(of(key), answer.problem))
  }

  /** The server is away: nothing is asked until the pause is over or the line is back. */
  function pause(): void {
    failures += 1
    stopPausing ??= options.wait(backoffMs(failures, options.dice()), resume)
  }

  function resume(): void {
    stopPausing?.()
    stopPausing = null
    for (const key of store.get().mine.keys()) schedule(key)
  }

  /** What the server has of one conversation. */
  async function ask(id: InteractionId): Promise<void> {
    if (asking.has(id)) {
      askedAgain.add(id)
      return
    }
    asking.add(id)
    const answer = await api.drafts(id)
    asking.delete(id)
    if (isClosed) return
    const isOld = askedAgain.delete(id)
    if (!answer.ok) {
      if (isPassing(answer.problem)) pause()
      return
    }
    const { drafts } = answer.value
    for (const draft of drafts) if (draft.agentId === me) heard(draft)
    putLeft(
      id,
      drafts.filter(({ agentId }) => agentId !== me),
    )
    for (const kind of ['reply', 'note'] as const) schedule(draftKey(kind, id))
    if (isOld) await ask(id)
  }

  /** What the server has in all: after this page was away. */
  async function askAll(): Promise<void> {
    const answer = await api.ownDrafts()
    if (isClosed) return
    if (!answer.ok) {
      isBehind = true
      return resume()
    }
    const { drafts } = answer.value
    const told = new Set<DraftKey>()
    const left = new Map<InteractionId, DraftView[]>()
    for (const draft of drafts) {
      if (draft.agentId === me) {
        told.add(draftKey(draft.kind, draft.interactionId))
        heard(draft)
      } else left.set(draft.interactionId, [...(left.get(draft.interactionId) ?? []), draft])
    }
    store.update((model) => ({ ...model, left }))
    // Emptied meanwhile: at which revision, only the conversation itself tells.
    const gone = [...store.get().mine].filter(
      ([key, state]) => !told.has(key) && !isEmpty(state.base.content),
    )
    for (const id of new Set(gone.map(([key]) => placeOf(key).id))) await ask(id)
    resume()
  }

  function heard(draft: DraftView): void {
    const key = draftKey(draft.kind, draft.interactionId)
    const state = of(key)
    if (state.saving) heardOf.set(key, Math.max(heardOf.get(key) ?? 0, draft.revision))
    else put(key, withHeard(state, draft))
  }

  function putLeft(id: InteractionId, drafts: readonly DraftView[]): void {
    const had = leftIn(store.get(), id)
    if (had.length === 0 && drafts.length === 0) return
    store.update((model) => {
      const left = new Map(model.left)
      if (drafts.length > 0) left.set(id, drafts)
      else left.delete(id)
      return { ...model, left }
    })
  }

  function hearSignal({ interactionId: id, kind, agentId, revision, isEmpty: isGone }: DraftSignal): void {
    if (agentId !== me) {
      if (!isGone) void ask(id)
      else
        putLeft(
          id,
          leftIn(store.get(), id).filter((one) => one.agentId !== agentId),
        )
      return
    }
    const key = draftKey(kind, id)
    const state = of(key)
    if (revision <= state.base.revision) return
    if (state.saving) heardOf.set(key, Math.max(heardOf.get(key) ?? 0, revision))
    else if (isGone) put(key, withHeard(state, { ...emptyContent, revision, updatedAt: now() }))
    else void ask(id)
  }

  function hearEvent(event: LiveEvent): void {
    if (event.type !== 'interaction-changed') return
    const { interaction } = event
    const { id } = interaction
    if (interaction.state.name === 'closed') forget(draftKey('reply', id))
    if (interaction.state.name === 'closed' || event.left)
      for (const kind of ['reply', 'note'] as const)
        if (holdsNothing(of(draftKey(kind, id)))) forget(draftKey(kind, id))
    const isMine = ownerOf(interaction) === me
    if (isMine && !owned.has(id)) void ask(id)
    if (!isMine) putLeft(id, [])
    if (isMine !== owned.has(id))
      owned = new Set(isMine ? [...owned, id] : [...owned].filter((one) => one !== id))
  }

  /** Nothing can be said in it any more, or nothing is in it; an unsaved note stays. */
  function forget(key: DraftKey): void {
    timers.get(key)?.()
    for (const byKey of [timers, unsavedSince, askedAt, heardOf]) byKey.delete(key)
    keepsake.drop(key)
    store.update((model) => {
      if (!model.mine.has(key)) return model
      const mine = new Map(model.mine)
      mine.delete(key)
      return { ...model, mine }
    })
  }

  return {
    store,
    of: (kind, id) => of(draftKey(kind, id)),
    change: (kind, id, change) => put(draftKey(kind, id), withTyped(of(draftKey(kind, id)), change)),
    revisionOf(id) {
      const { base } = of(draftKey('reply', id))
      return isEmpty(base.content) ? null : base.revision
    },
    sent: (id) => put(draftKey('reply', id), withSent(of(draftKey('reply', id)))),
    useOther(kind, id) {
      const state = of(draftKey(kind, id))
      if (state.other) put(draftKey(kind, id), withoutOther(withAdded(state, state.other)))
    },
    dropOther: (kind, id) => put(draftKey(kind, id), withoutOther(of(draftKey(kind, id)))),
    async settleLeft({ interactionId: id, agentId, revision, text, quote }, what) {
      const answer = await api.putDraftAway(id, { agentId, revision, take: what === 'use' })
      if (!answer.ok) {
        if (answer.problem.code === 'changed-meanwhile') await ask(id)
        return false
      }
      const key = draftKey('reply', id)
      const files: readonly FileView[] = answer.value.files
      if (what === 'use') put(key, withAdded(of(key), { text, files, quote }))
      putLeft(
        id,
        leftIn(store.get(), id).filter((one) => one.agentId !== agentId),
      )
      return true
    },
    emptied(kind, id) {
      const key = draftKey(kind, id)
      const state = of(key)
      put(key, { ...withTyped(state, emptyContent), mine: [state.content] })
    },
    hear(frame) {
      if (frame.type === 'signal' && frame.signal.type === 'draft-changed') hearSignal(frame.signal)
      if (frame.type === 'events') for (const event of frame.events) hearEvent(event)
      if (frame.type === 'snapshot')
        owned = new Set(frame.interactions.filter((one) => ownerOf(one) === me).map(({ id }) => id))
      if (frame.type !== 'snapshot' && !(frame.type === 'events' && isBehind)) return
      isBehind = false
      failures = 0
      void askAll()
    },
    lost() {
      isBehind = true
    },
    flush() {
      for (const key of store.get().mine.keys()) void save(key)
    },
    close() {
      isClosed = true
      unsubscribe()
      stopPausing?.()
      for (const stop of timers.values()) stop()
    },
  }
}

type DraftSignal = Extract<Signal, { readonly type: 'draft-changed' }>
