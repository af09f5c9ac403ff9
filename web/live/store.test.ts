import { expect, it } from 'vitest'
import { createStore } from './store.ts'

it('tells who watches of each change, and of nothing that is none', () => {
  const store = createStore(1)
  const heard: number[] = []
  const stop = store.subscribe(() => heard.push(store.get()))
  store.update(() => 2)
  store.update((value) => value)
  store.updateSoon(() => 3)
  stop()
  store.update(() => 4)
  expect(heard).toEqual([2, 3])
})

it('changes at once and tells later, once for all; what is told at once takes it along', () => {
  const later: (() => void)[] = []
  const store = createStore(0, (then) => later.push(then))
  const heard: number[] = []
  store.subscribe(() => heard.push(store.get()))
  for (let n = 1; n <= 5; n++) store.updateSoon(() => n)
  expect(store.get()).toBe(5)
  expect(heard).toEqual([])
  expect(later).toHaveLength(1)
  later.pop()?.()
  expect(heard).toEqual([5])
  store.updateSoon(() => 6)
  store.update(() => 7)
  later.pop()?.()
  expect(heard).toEqual([5, 7])
  store.updateSoon(() => 8)
  expect(later).toHaveLength(1)
})
