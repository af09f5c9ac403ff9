/** For the tests of drafts: a server with one table, pages on it in browsers of their own, and a clock that the test moves. */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { DraftKind, DraftView, SaveDraft } from '#protocol/draft.ts'
import type { FileView } from '#protocol/message.ts'
import { createDraftKeepsake, type DraftStorage } from '#web/live/draft-keepsake.ts'
import { createDrafts, type Drafts } from '#web/live/drafts.ts'
import { emptyModel } from '#web/live/model.ts'
import { createStore } from '#web/live/store.ts'
import { offline, type Answer, type Problem } from '#web/net/problem.ts'
import { active, ana, now as start, snapshot, view } from './sample.ts'

/** The conversation that it is all about. */
export const id: InteractionId = 'int_1'
export const file = (name: string): FileView => ({
  id: `fil_${name}`,
  name,
  mime: 'text/plain',
  sizeBytes: 1,
})

/** Answers come when `settle` is awaited. */
export function world() {
  let at = start
  let isDown = false
  let refuses: Problem | null = null
  const rows = new Map<string, DraftView>()
  const asked: SaveDraft[] = []
  const timers = new Set<{ readonly dueAt: number; readonly then: () => void }>()
  const pages: Page[] = []
  const wait = (ms: number, then: () => void): (() => void) => {
    const timer = { dueAt: at + ms, then }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const keyOf = (kind: DraftKind, agentId: AgentId, of: InteractionId): string => `${of} ${kind} ${agentId}`
  const refused = (problem: Problem) => ({ ok: false, problem }) as const
  const conflict: Problem = { code: 'changed-meanwhile', details: {} }

  function write(agentId: AgentId, of: InteractionId, kind: DraftKind, draft: SaveDraft): DraftView | null {
    const key = keyOf(kind, agentId, of)
    const before = rows.get(key)
    if ((before?.revision ?? 0) !== draft.baseRevision) return null
    const made: DraftView = {
      interactionId: of,
      kind,
      agentId,
      revision: draft.baseRevision + 1,
      text: draft.text,
      files: (draft.fileIds ?? []).map((one) => file(one.slice(4))),
      quote: null,
      updatedAt: at,
    }
    rows.set(key, made)
    tell(made)
    return made
  }

  const isGone = ({ text, files }: DraftView): boolean => text === '' && files.length === 0
  function tell(draft: DraftView): void {
    const { interactionId, kind, agentId, revision } = draft
    for (const page of pages)
      if (page.isOnline && (page.me === agentId || page.owns.has(interactionId)))
        page.drafts.hear({
          type: 'signal',
          signal: {
            type: 'draft-changed',
            interactionId,
            kind,
            agentId,
            revision,
            isEmpty: isGone(draft),
          },
        })
  }

  type Page = { readonly me: AgentId; readonly drafts: Drafts; isOnline: boolean; owns: Set<InteractionId> }

  function browser(): DraftStorage & { readonly kept: Map<string, string> } {
    const kept = new Map<string, string>()
    return {
      kept,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: (key) => void kept.delete(key),
      keys: () => [...kept.keys()],
    }
  }

  function open(storage: DraftStorage = browser(), me: AgentId = ana) {
    const live = createStore(emptyModel(me))
    const page: { isOnline: boolean; readonly owns: Set<InteractionId> } = {
      isOnline: true,
      owns: new Set([id]),
    }
    const answer = async <Value>(make: () => Value | null): Promise<Answer<Value>> => {
      const isLost = isDown || !page.isOnline
      const value = isLost || refuses ? null : make()
      await Promise.resolve()
      if (isLost) return refused(offline)
      return value === null ? refused(refuses ?? conflict) : { ok: true, value }
    }
    const drafts = createDrafts({
      me,
      live,
      keepsake: createDraftKeepsake(storage, me),
      api: {
        saveDraft: (of, kind, draft) => {
          asked.push(draft)
          return answer(() => {
            const made = write(me, of, kind, draft)
            return made && { draft: made }
          })
        },
        drafts: (of) =>
          answer(() => ({
            drafts: [...rows.values()].filter(
              (row) =>
                row.interactionId === of &&
                (row.agentId === me || (page.owns.has(of) && row.kind === 'reply' && !isGone(row))),
            ),
          })),
        ownDrafts: () =>
          answer(() => ({
            drafts: [...rows.values()].filter(
              (row) => !isGone(row) && (row.agentId === me || page.owns.has(row.interactionId)),
            ),
          })),
        putDraftAway: (_, { take }) => answer(() => ({ files: take ? [file('copy')] : [] })),
      },
      now: () => at,
      dice: () => 1,
      wait,
    })
    const whole = {
      me,
      drafts,
      owns: page.owns,
      live,
      get isOnline() {
        return page.isOnline
      },
      set isOnline(value: boolean) {
        page.isOnline = value
        if (!value) drafts.lost()
      },
      text: () => drafts.of('reply', id).content.text,
      other: () => drafts.of('reply', id).other?.text ?? null,
      type: (text: string) => drafts.change('reply', id, { text }),
      connect: () => {
        const frame = snapshot([view(id, active)])
        if (frame.type === 'frame') drafts.hear(frame.frame)
      },
    }
    pages.push(whole)
    whole.connect()
    return whole
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
  }

  return {
    open,
    browser,
    asked,
    settle,
    rows,
    server: (kind: DraftKind = 'reply', agentId: AgentId = ana) => rows.get(keyOf(kind, agentId, id)) ?? null,
    /** As the server does when a message is said with this revision. */
    said: (revision: number | null): void => {
      const row = rows.get(keyOf('reply', ana, id))
      if (!row || row.revision !== revision) return
      const emptied = { ...row, revision: row.revision + 1, text: '', files: [] }
      rows.set(keyOf('reply', ana, id), emptied)
      tell(emptied)
    },
    setDown: (down: boolean) => (isDown = down),
    refuse: (problem: Problem | null) => (refuses = problem),
    pass: async (ms: number): Promise<void> => {
      const until = at + ms
      for (;;) {
        const next = [...timers]
          .filter(({ dueAt }) => dueAt <= until)
          .toSorted((a, b) => a.dueAt - b.dueAt)[0]
        if (!next) break
        timers.delete(next)
        at = Math.max(at, next.dueAt)
        next.then()
        await settle()
      }
      at = until
      await settle()
    },
  }
}
