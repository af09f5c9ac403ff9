import { expect, it } from 'vitest'
import { wallTimeAt } from '#core/hours/wall-clock.ts'
import { createDice } from '../dice.ts'
import { planHistory, planPresent } from './plan.ts'

const dayMs = 86_400_000
/** A Wednesday afternoon. */
const at = Date.UTC(2026, 10, 18, 15)
const plan = planHistory(createDice(1), { from: at - 7 * dayMs, until: at })

it('brings about two hundred in a week, in order, while people are awake', () => {
  expect(plan.length).toBeGreaterThan(150)
  expect(plan.length).toBeLessThan(280)
  expect(plan.map(({ arrivesAt }) => arrivesAt)).toEqual(
    plan.map(({ arrivesAt }) => arrivesAt).toSorted((a, b) => a - b),
  )
  for (const { arrivesAt } of plan) {
    const hour = wallTimeAt('Europe/Madrid', arrivesAt).minute / 60
    expect(hour).toBeGreaterThanOrEqual(9)
    expect(hour).toBeLessThan(21)
  }
})

it('has all subjects, people who come back, and conversations that begin at the wrong door', () => {
  expect(new Set(plan.map(({ queue }) => queue)).size).toBe(5)
  expect(new Set(plan.map(({ script }) => script.id)).size).toBeGreaterThan(40)
  expect(new Set(plan.map(({ person }) => person.email)).size).toBeLessThan(plan.length - 15)
  expect(plan.filter(({ door, queue }) => door !== queue).length).toBeGreaterThan(2)
})

it('never has one visitor twice at the same time', () => {
  const last = new Map<string, number>()
  for (const { user, arrivesAt } of plan) {
    expect(arrivesAt - (last.get(user) ?? 0)).toBeGreaterThan(dayMs / 8)
    last.set(user, arrivesAt)
  }
})

it('is the same for the same dice', () => {
  expect(planHistory(createDice(1), { from: at - 7 * dayMs, until: at })).toEqual(plan)
})

it('knows of something in every state now', () => {
  const present = planPresent(createDice(1), at)
  for (const { arrivesAt } of present) expect(arrivesAt).toBeLessThan(at)
  const states = present.map(({ until }) => (typeof until === 'object' ? 'active' : until))
  expect(new Set(states)).toEqual(new Set(['waiting', 'active', 'ended']))
})
