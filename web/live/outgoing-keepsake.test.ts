import { expect, it } from 'vitest'
import type { TextStorage } from './keepsake.ts'
import type { Outgoing } from './outgoing.ts'
import { createOutgoingKeepsake } from './outgoing-keepsake.ts'

function browser(): TextStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  }
}

const said = (clientId: string): Outgoing => ({
  clientId,
  interactionId: 'int_1',
  text: clientId,
  files: [],
  at: 0,
  state: 'queued',
  problem: null,
})
const names = (storage: TextStorage) =>
  (createOutgoingKeepsake(storage, 'out').read() ?? []).map(({ clientId }) => clientId)

it('keeps what two pages of one person have to send, whichever writes last', () => {
  const storage = browser()
  const [one, two] = [createOutgoingKeepsake(storage, 'out'), createOutgoingKeepsake(storage, 'out')]
  one.read()
  two.read()
  one.keep([said('a')])
  two.keep([said('b')])
  one.keep([said('a'), said('c')])
  expect(names(storage).toSorted()).toEqual(['a', 'b', 'c'])
  // Each takes away only what it has brought to its end.
  two.keep([])
  expect(names(storage)).toEqual(['a', 'c'])
  one.keep([])
  expect(storage.getItem('out')).toBeNull()
})

it('takes away what was found after a reload and has been sent', () => {
  const storage = browser()
  createOutgoingKeepsake(storage, 'out').keep([said('a')])
  const after = createOutgoingKeepsake(storage, 'out')
  expect(after.read()).toHaveLength(1)
  after.keep([])
  expect(names(storage)).toEqual([])
})

it('takes nothing from a place that holds something else', () => {
  const storage = browser()
  storage.setItem('out', '{"no":"list"}')
  expect(createOutgoingKeepsake(storage, 'out').read()).toBeNull()
})
