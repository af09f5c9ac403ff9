import { describe, expect, it } from 'vitest'
import { active, bruno, view, waiting } from '#web/test/sample.ts'
import { countsOf, filterFrom, hiddenBy, isEmpty, noFilter, passes, toggled, type Filter } from './filter.ts'

const rows = [
  view('int_1', waiting, { queueId: 'que_sales', tagIds: ['tag_a', 'tag_b'] }),
  view('int_2', waiting, { queueId: 'que_sales', channel: 'email' }),
  view('int_3', { ...active, agentId: bruno }, { queueId: 'que_help', tagIds: ['tag_b'] }),
]
const shown = (filter: Filter): string[] => rows.filter((row) => passes(row, filter)).map(({ id }) => id)
const some = (more: Partial<Filter>): Filter => ({ ...noFilter, ...more })

describe('a filter', () => {
  it('lets everything through while nothing is chosen', () => {
    expect(isEmpty(noFilter)).toBe(true)
    expect(shown(noFilter)).toHaveLength(3)
  })

  it('asks for one of what is chosen in a facet, and for every facet', () => {
    expect(shown(some({ queue: ['que_sales'] }))).toEqual(['int_1', 'int_2'])
    expect(shown(some({ queue: ['que_sales', 'que_help'] }))).toHaveLength(3)
    expect(shown(some({ tag: ['tag_b'], queue: ['que_sales'] }))).toEqual(['int_1'])
    expect(shown(some({ agent: [bruno] }))).toEqual(['int_3'])
    expect(shown(some({ channel: ['email'], tag: ['tag_a'] }))).toEqual([])
  })

  it('counts what each choice would show beside the others, and names those that would show none', () => {
    const filter = some({ queue: ['que_help'], tag: ['tag_gone'] })
    expect([...countsOf(rows, { ...filter, tag: [] }, 'tag')]).toEqual([
      ['tag_a', 0],
      ['tag_b', 1],
    ])
    expect(countsOf(rows, filter, 'tag').get('tag_gone')).toBe(0)
    expect([...countsOf(rows, some({ queue: ['que_help'] }), 'queue')]).toEqual([
      ['que_help', 1],
      ['que_sales', 2],
    ])
  })

  it('says which facet hides how many', () => {
    expect(hiddenBy(rows, some({ queue: ['que_help'], channel: ['web-chat'] }))).toEqual([
      { facet: 'queue', count: 2 },
      { facet: 'channel', count: 1 },
    ])
  })

  it('is changed one by one, and read from what a device remembers, whatever that is', () => {
    const one = toggled(noFilter, 'tag', 'tag_a')
    expect(one.tag).toEqual(['tag_a'])
    expect(toggled(one, 'tag', 'tag_a')).toEqual(noFilter)
    expect(filterFrom(JSON.parse(JSON.stringify(one)))).toEqual(one)
    for (const odd of [null, 7, 'x', [], { queue: 'x', tag: [1, 'tag_a'] }])
      expect(filterFrom(odd)).toEqual(
        odd !== null && typeof odd === 'object' && 'tag' in odd ? one : noFilter,
      )
  })
})
