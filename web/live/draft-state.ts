/**
 * One draft as this page has it: what stands in the field, what the server had when it was last heard of, and what another device wrote in the meantime.
 * The rule that holds all of it together: nothing anybody has typed is ever dropped without being asked.
 *
 * - Where this page has nothing of its own to lose, it takes over what another device wrote.
 * - Where both have written, the field keeps what it has, and the other text stands beside it (`other`) until the person chooses. Meanwhile the
 *   server keeps the other one (`isHeld`): the person may be sitting there. Writing on here says that it is here.
 * - What comes back from the server and was written here (`mine`) is no other text: an answer was lost, or the message has been sent.
 */
import type { DraftView } from '#protocol/draft.ts'
import type { FileView, MessageQuote } from '#protocol/message.ts'
import type { Problem } from '../net/problem.ts'

export type DraftContent = {
  readonly text: string
  readonly files: readonly FileView[]
  readonly quote: MessageQuote | null
}

export type DraftState = {
  readonly content: DraftContent
  /** `at`: when the server was given it; 0: never. */
  readonly base: { readonly revision: number; readonly content: DraftContent; readonly at: number }
  /** What was lately handed to the server, as a draft or as a message. */
  readonly mine: readonly DraftContent[]
  /** What is on its way to it now. */
  readonly saving: DraftContent | null
  readonly other: DraftContent | null
  readonly isHeld: boolean
  /** Not kept by the server, and not tried again before something is changed. */
  readonly refused: Problem | null
  /** Grows when the content comes from elsewhere than this field. */
  readonly takenOver: number
}

export const emptyContent: DraftContent = { text: '', files: [], quote: null }

export const emptyDraft: DraftState = {
  content: emptyContent,
  base: { revision: 0, content: emptyContent, at: 0 },
  mine: [],
  saving: null,
  other: null,
  isHeld: false,
  refused: null,
  takenOver: 0,
}

/** A quote alone is nothing yet. */
export const isEmpty = ({ text, files }: DraftContent): boolean => text === '' && files.length === 0

export function isSame(a: DraftContent, b: DraftContent): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b)
  return (
    a.text === b.text &&
    a.quote?.messageId === b.quote?.messageId &&
    a.files.length === b.files.length &&
    a.files.every((file, index) => file.id === b.files[index]?.id)
  )
}

/** Something here is not on the server. */
export const isUnsaved = ({ content, base }: DraftState): boolean => !isSame(content, base.content)

/** Nobody would miss it. */
export const holdsNothing = (state: DraftState): boolean =>
  isEmpty(state.content) && !state.content.quote && !isUnsaved(state) && !state.saving && !state.other

/** `isOnItsWay`: a message that this draft was waits to be sent; the server empties the draft with it. */
export function isToSave(state: DraftState, isOnItsWay: boolean): boolean {
  if (!isUnsaved(state) || state.saving || state.isHeld || state.refused !== null) return false
  return !(isOnItsWay && isEmpty(state.content))
}

export function withTyped(state: DraftState, change: Partial<DraftContent>): DraftState {
  return { ...state, content: { ...state.content, ...change }, isHeld: false, refused: null }
}

const handed = ({ mine, content }: DraftState): readonly DraftContent[] => [...mine, content].slice(-3)

/** It has gone with a message. */
export function withSent(state: DraftState): DraftState {
  return { ...state, content: emptyContent, mine: handed(state), isHeld: false, refused: null }
}

export function withSaving(state: DraftState): DraftState {
  return { ...state, mine: handed(state), saving: state.content }
}

/** The server has it as it was handed over. */
export function withSaved(state: DraftState, revision: number, at: number): DraftState {
  return { ...state, saving: null, base: { revision, content: state.saving ?? emptyContent, at } }
}

/** `problem`: why the server will not have it; null: it could not be asked, or has another one by now. */
export function withUnsaved(state: DraftState, problem: Problem | null): DraftState {
  return { ...state, saving: null, refused: problem }
}

/** What the server has now. */
export function withHeard(
  state: DraftState,
  view: Pick<DraftView, 'revision' | 'updatedAt'> & DraftContent,
): DraftState {
  if (view.revision <= state.base.revision) return state
  const { text, files, quote } = view
  const theirs: DraftContent = { text, files, quote }
  const heard = { ...state, base: { revision: view.revision, content: theirs, at: view.updatedAt } }
  const isMine = state.mine.some((one) => isSame(theirs, one))
  if (isSame(theirs, state.content)) return { ...heard, other: null, isHeld: false }
  if (!isUnsaved(state)) return takenOver(heard, theirs)
  if (isMine || isEmpty(theirs)) return heard
  if (isEmpty(state.content)) return takenOver(heard, theirs)
  return { ...heard, other: theirs, isHeld: true }
}

function takenOver(state: DraftState, content: DraftContent): DraftState {
  return { ...state, content, refused: null, takenOver: state.takenOver + 1 }
}

/** As many files as one message takes. */
const mostFiles = 10

/** What somebody wrote elsewhere, below what stands here already. */
export function withAdded(state: DraftState, added: DraftContent): DraftState {
  const { content } = state
  const files = [
    ...content.files,
    ...added.files.filter((file) => !content.files.some(({ id }) => id === file.id)),
  ]
  const text = [content.text, added.text].filter((part) => part !== '').join('\n')
  const joined = { text, files: files.slice(0, mostFiles), quote: content.quote ?? added.quote }
  return { ...takenOver(state, joined), isHeld: false }
}

export function withoutOther(state: DraftState): DraftState {
  return { ...state, other: null, isHeld: false }
}
