import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { forgetUnseen } from './forget-unseen.ts'

function world() {
  const queries = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } })
  forgetUnseen(queries, 3)
  const look = (key: string): (() => void) =>
    new QueryObserver(queries, {
      queryKey: [key],
      queryFn: () => key,
      initialData: key,
      staleTime: Infinity,
    }).subscribe(() => {})
  const kept = (): unknown[] =>
    queries
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey[0])
  return { queries, look, kept }
}

it('of what is no longer looked at only the latest is kept', () => {
  const { look, kept } = world()
  for (const key of ['a', 'b', 'c', 'd', 'e']) look(key)()
  expect(kept()).toEqual(['c', 'd', 'e'])
})

it('what is looked at stays, and what was looked at again is the latest', () => {
  const { look, kept } = world()
  look('open')
  look('a')()
  look('b')()
  look('a')()
  look('c')()
  look('d')()
  expect(new Set(kept())).toEqual(new Set(['a', 'c', 'd', 'open']))
})

it('what was fetched ahead counts as well, and stays while it is on its way', async () => {
  const { queries, look, kept } = world()
  let arrive = (_text: string): void => {}
  const answer = new Promise<string>((resolve) => {
    arrive = resolve
  })
  const ahead = queries.fetchQuery({ queryKey: ['ahead'], queryFn: () => answer })
  for (const key of ['a', 'b', 'c']) look(key)()
  expect(kept()).toEqual(['ahead', 'b', 'c'])
  arrive('there')
  expect(await ahead).toBe('there')
  look('d')()
  expect(kept()).toEqual(['b', 'c', 'd'])
})
