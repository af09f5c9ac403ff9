/** Numbers for skills, so that an agent's levels are a plain list and asking for one is an index. */
import type { SkillId } from '../id.ts'

export type SkillBook = Map<SkillId, number>

/** An agent's level by skill number; a gap is level 0. */
export type Levels = readonly (number | undefined)[]

export function skillNumber(book: SkillBook, id: SkillId): number {
  const known = book.get(id)
  if (known !== undefined) return known
  book.set(id, book.size)
  return book.size - 1
}

export function levelsOf(book: SkillBook, skills: Readonly<Partial<Record<SkillId, number>>>): Levels {
  const levels: number[] = Array.from({ length: book.size }, () => 0)
  for (const id in skills) {
    // The keys of a record of skills are skill ids; the language only says `string`.
    const skillId = id as SkillId
    levels[skillNumber(book, skillId)] = skills[skillId] ?? 0
  }
  return levels
}
