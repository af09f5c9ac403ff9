/**
 * Fields that are being changed, and those whose change met somebody else's. They are kept here and not in what shows them, so that neither another
 * tab, another conversation nor an answer that comes late takes away what was typed. A change by somebody else never touches what is being typed:
 * both values are shown, and the agent chooses (rule C3). They are one agent's: this window keeps them over a reload, and whoever signs in here next
 * sees nothing of them.
 */
import type { CaseValue } from '#core/case/case-value.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { Language } from '#protocol/text.ts'
import type { Acts } from '#web/live/acts.ts'
import { createKeepsake, type TextStorage } from '#web/live/keepsake.ts'
import { createStore } from '#web/live/store.ts'
import type { Problem } from '#web/net/problem.ts'
import { draftOf, valueOfDraft } from './field-draft.ts'

export type Edit = {
  readonly interactionId: InteractionId
  readonly key: string
  /** What stood there when the change began. */
  readonly base: CaseValue
  readonly draft: string
  /** Why it could not be kept as it stands. */
  readonly problem: Problem | null
  /** Somebody else was first; `mine` waits for the choice. `agent` null: it is not known who. */
  readonly conflict: {
    readonly mine: CaseValue
    readonly theirs: CaseValue
    readonly agent: string | null
  } | null
}

export const edits = createStore<ReadonlyMap<string, Edit>>(new Map())

let owner: AgentId | null = null

/** From when this agent is at the desk until they leave it: what is returned takes the edits away from the page. */
export function keepEditsOf(me: AgentId, storage: TextStorage): () => void {
  const keepsake = createKeepsake<readonly Edit[]>(storage, `atiende.edits.${me}`)
  const kept = keepsake.read()
  owner = me
  edits.update(() => mapOf(Array.isArray(kept) ? kept : []))
  const stop = edits.subscribe(() => keepsake.keep([...edits.get().values()]))
  return () => {
    stop()
    owner = null
    edits.update(() => new Map())
  }
}

const mapOf = (all: readonly Edit[]): ReadonlyMap<string, Edit> =>
  new Map(all.map((edit) => [idOf(edit.interactionId, edit.key), edit]))

const idOf = (interactionId: InteractionId, key: string): string => `${interactionId} ${key}`

export function editOf(interactionId: InteractionId, key: string): Edit | null {
  return edits.get().get(idOf(interactionId, key)) ?? null
}

export const editsIn = (id: InteractionId): readonly Edit[] =>
  [...edits.get().values()].filter((edit) => edit.interactionId === id)

const put = (edit: Edit): void =>
  edits.update((all) => new Map(all).set(idOf(edit.interactionId, edit.key), edit))

export function beginEdit(id: InteractionId, field: CaseField, value: CaseValue, language: Language): void {
  if (editOf(id, field.key)) return
  const draft = draftOf(field, value, language)
  put({ interactionId: id, key: field.key, base: value, draft, problem: null, conflict: null })
}

export function typeEdit(edit: Edit, draft: string): void {
  put({ ...edit, draft, problem: null })
}

export function refuseEdit(edit: Edit, problem: Problem): void {
  put({ ...edit, problem })
}

export function dropEdit({ interactionId, key }: Pick<Edit, 'interactionId' | 'key'>): void {
  edits.update((all) => {
    const rest = new Map(all)
    rest.delete(idOf(interactionId, key))
    return rest
  })
}

/** Back to the input with what was typed, made upon the value that stands there now. */
export function writeOn(edit: Edit): void {
  put({ ...edit, base: edit.conflict?.theirs ?? edit.base, conflict: null })
}

export type KeepOptions = {
  readonly acts: Pick<Acts, 'changeCase'>
  readonly language: Language
  /** What stands there now, as the server last said. */
  readonly current: () => CaseValue
  /** Told when it was refused and the agent may be looking at something else. */
  readonly onRefused: (problem: Problem, edit: Edit) => void
}

/** null: the input stays open, and says why. Else it closes, and the promise tells whether the value was kept in the end. */
export function keepEdit(edit: Edit, field: CaseField, options: KeepOptions): Promise<boolean> | null {
  const read = valueOfDraft(field, edit.draft, options.language)
  if ('refused' in read) {
    put({ ...edit, problem: { code: read.refused, details: read.details ?? {} } })
    return null
  }
  return keepValue(edit, read.value, options)
}

/** The same with a value that was picked and not typed. */
export function keepValue(edit: Edit, mine: CaseValue, options: KeepOptions): Promise<boolean> | null {
  const now = options.current()
  if (mine === now || mine === edit.base) {
    // Nothing was changed, or the same was meant: what stands there is right.
    dropEdit(edit)
    return Promise.resolve(true)
  }
  if (now !== edit.base) {
    put({ ...edit, problem: null, conflict: { mine, theirs: now, agent: null } })
    return null
  }
  return send(edit, mine, edit.base, options)
}

/** The agent has seen both and wants this one in place of the other. */
export function insist(edit: Edit, options: KeepOptions): void {
  if (edit.conflict) void send(edit, edit.conflict.mine, edit.conflict.theirs, options)
}

async function send(edit: Edit, to: CaseValue, from: CaseValue, options: KeepOptions): Promise<boolean> {
  const whose = owner
  dropEdit(edit)
  const problem = await options.acts.changeCase(edit.interactionId, [{ key: edit.key, from, to }])
  if (!problem) return true
  // The answer came too late: somebody else may be here by now.
  if (whose !== owner) return false
  const refused = refusedEdit(edit, to, problem, options.current())
  // Who has begun to write there again meanwhile is not disturbed: they will meet the other value themselves.
  if (!editOf(edit.interactionId, edit.key)) put(refused)
  options.onRefused(problem, refused)
  return false
}

function refusedEdit(edit: Edit, mine: CaseValue, problem: Problem, current: CaseValue): Edit {
  if (problem.code !== 'case-changed-meanwhile') return { ...edit, problem, conflict: null }
  const { value, agent } = problem.details
  const theirs = typeof value === 'string' ? (JSON.parse(value) as CaseValue) : current
  return {
    ...edit,
    problem: null,
    conflict: { mine, theirs, agent: typeof agent === 'string' ? agent : null },
  }
}
