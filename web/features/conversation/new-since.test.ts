import { expect, it } from 'vitest'
import { newSince } from './new-since.ts'

const unread = (unreadFrom: number | null, count: number) => ({ unreadFrom, unread: count })

it('begins at the first unread message and counts on while nobody looks', () => {
  const first = newSince(null, unread(7, 1), false)
  expect(first).toEqual({ position: 7, count: 1 })
  expect(newSince(first, unread(7, 3), false)).toEqual({ position: 7, count: 3 })
})

it('stays when all was read', () => {
  const line = newSince(null, unread(7, 3), false)
  expect(newSince(line, unread(null, 0), true)).toBe(line)
})

it('does not appear for what arrives before the agent’s eyes', () => {
  expect(newSince(null, unread(8, 1), true)).toBeNull()
  const line = newSince(null, unread(7, 1), false)
  expect(newSince(line, unread(9, 1), true)).toBe(line)
})

it('moves to what came while the agent was away', () => {
  const line = newSince(null, unread(7, 1), false)
  expect(newSince(line, unread(12, 2), false)).toEqual({ position: 12, count: 2 })
})
