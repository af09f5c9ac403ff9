/**
 * The skills asked of whoever takes an interaction (Q4, Q19): the queue's together with its own, the higher level where both ask for
 * one, and what becomes of them after each time of waiting. Relaxation only ever asks for less. So among interactions that ask for
 * the same, an agent who may not take the one that has waited longest may take none of them; the line relies on it.
 */
import type { SkillId } from '../id.ts'
import type { RequiredSkill } from '../interaction/interaction.ts'
import { createBitSet, type BitSet } from './bit-set.ts'
import { addStage, dropStage, type Roster } from './roster.ts'
import { skillNumber, type SkillBook } from './skill-book.ts'
import type { RoutingQueue } from './snapshot.ts'

export type Requirement = {
  /** What is asked from `afterMs` of waiting on; the first from the beginning, the later ones in the order of their instants. */
  readonly stages: readonly [Stage, ...Stage[]]
}

export type Stage = {
  readonly afterMs: number
  readonly skills: readonly RequiredSkill[]
  /** The same by skill number. */
  readonly asked: readonly { readonly skill: number; readonly level: number }[]
  readonly relaxed: boolean
  /** The agents who have these skills, by number; the roster keeps it true. */
  readonly skilled: BitSet
}

/** The stage of something that has waited from `placeAt` to `at`; a stage begins at its exact instant. */
export function stageAt({ stages }: Requirement, placeAt: number, at: number): Stage {
  let stage = stages[0]
  for (let index = 1; index < stages.length; index++) {
    const next = stages[index]
    if (!next || at < placeAt + next.afterMs) break
    stage = next
  }
  return stage
}

export function createRequirement(
  queue: Pick<RoutingQueue, 'requiredSkills' | 'relaxations'>,
  own: readonly RequiredSkill[],
  book: SkillBook,
): Requirement {
  let skills = highest([...queue.requiredSkills, ...own])
  const stages: [Stage, ...Stage[]] = [stageOf(0, skills, false, book)]
  for (const relaxation of queue.relaxations.toSorted((one, other) => one.afterMs - other.afterMs)) {
    const fewer = relax(skills, relaxation)
    if (!fewer) continue
    skills = fewer
    const stage = stageOf(Math.max(0, relaxation.afterMs), skills, true, book)
    // Two relaxations at one instant are one stage.
    if (stages.at(-1)?.afterMs === stage.afterMs) stages[stages.length - 1] = stage
    else stages.push(stage)
  }
  return { stages }
}

function stageOf(
  afterMs: number,
  skills: readonly RequiredSkill[],
  relaxed: boolean,
  book: SkillBook,
): Stage {
  const asked = skills.map(({ skillId, level }) => ({ skill: skillNumber(book, skillId), level }))
  return { afterMs, skills, asked, relaxed, skilled: createBitSet() }
}

/** What is still asked afterwards; null when the relaxation asks for no less. */
function relax(
  skills: readonly RequiredSkill[],
  { skillId, level }: Pick<RequiredSkill, 'skillId' | 'level'>,
): RequiredSkill[] | null {
  if (!skills.some((skill) => skill.skillId === skillId && skill.level > level)) return null
  return skills
    .map((skill) => (skill.skillId === skillId ? { skillId, level } : skill))
    .filter((skill) => skill.level > 0)
}

function highest(skills: readonly RequiredSkill[]): RequiredSkill[] {
  const levels = new Map<SkillId, number>()
  for (const { skillId, level } of skills)
    if (level > 0) levels.set(skillId, Math.max(level, levels.get(skillId) ?? 0))
  return [...levels]
    .map(([skillId, level]) => ({ skillId, level }))
    .toSorted((one, other) => (one.skillId < other.skillId ? -1 : 1))
}

/** The requirements of one queue, each kept once, found by the skills an interaction brings. */
export type RequirementBook = {
  readonly queue: Pick<RoutingQueue, 'requiredSkills' | 'relaxations'>
  readonly root: Branch
  readonly byMeaning: Map<string, Requirement>
}

type Branch = { requirement: Requirement | null; readonly next: Map<number, Branch> }

/** Levels are far below this, so that skill and level make one key. */
const levelSpan = 1024

export function createRequirementBook(
  queue: Pick<RoutingQueue, 'requiredSkills' | 'relaxations'>,
): RequirementBook {
  return { queue, root: { requirement: null, next: new Map() }, byMeaning: new Map() }
}

export function closeRequirementBook({ byMeaning }: RequirementBook, roster: Roster): void {
  for (const { stages } of byMeaning.values()) for (const stage of stages) dropStage(roster, stage)
}

export function requirementFor(
  book: RequirementBook,
  own: readonly RequiredSkill[],
  roster: Roster,
): Requirement {
  let branch = book.root
  for (const { skillId, level } of own) {
    const key = skillNumber(roster.skills, skillId) * levelSpan + level
    branch = branch.next.get(key) ?? grow(branch, key)
  }
  branch.requirement ??= byMeaning(book, own, roster)
  return branch.requirement
}

function grow(branch: Branch, key: number): Branch {
  const next: Branch = { requirement: null, next: new Map() }
  branch.next.set(key, next)
  return next
}

/** The same skills named in another order are one requirement. */
function byMeaning(book: RequirementBook, own: readonly RequiredSkill[], roster: Roster): Requirement {
  const requirement = createRequirement(book.queue, own, roster.skills)
  const meaning = JSON.stringify(
    requirement.stages.map(({ afterMs, skills, relaxed }) => [afterMs, skills, relaxed]),
  )
  const known = book.byMeaning.get(meaning)
  if (known) return known
  book.byMeaning.set(meaning, requirement)
  for (const stage of requirement.stages) addStage(roster, stage)
  return requirement
}
