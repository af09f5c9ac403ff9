/** What becomes of a word that somebody puts on an interaction (G3). */
import { refuse, type Refusal } from '../step.ts'
import { tagNamed } from './tag-name.ts'

export type WordAnswer<Tag> =
  | { readonly is: 'tag'; readonly tag: Tag }
  /** A tag of this name is to be made. */
  | { readonly is: 'new'; readonly name: string }

/** `current`: all tags that are not archived. `mayCreate`: the centre allows it, or the person may change tags anyway. */
export function tagOfWord<Tag extends { readonly name: string }>(
  word: string,
  current: readonly Tag[],
  mayCreate: boolean,
): WordAnswer<Tag> | Refusal<'new-tags-not-allowed'> {
  const tag = tagNamed(current, word)
  if (tag) return { is: 'tag', tag }
  const name = word.replaceAll(/\s+/gu, ' ').trim()
  return mayCreate ? { is: 'new', name } : refuse('new-tags-not-allowed', { name })
}
